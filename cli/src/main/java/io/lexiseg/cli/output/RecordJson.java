package io.lexiseg.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Collection;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records of the topics as plain JSON objects: their fields by name, times as ISO-8601, fields of
 * bytes left out.
 */
public final class RecordJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RecordJson() {}

  /** One record as an object. */
  public static ObjectNode of(SpecificRecord record) {
    ObjectNode object = MAPPER.createObjectNode();
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (!(value instanceof ByteBuffer)) {
        object.set(field.name(), node(value));
      }
    }
    return object;
  }

  private static JsonNode node(@org.jspecify.annotations.Nullable Object value) {
    if (value == null) {
      return MAPPER.nullNode();
    }
    if (value instanceof SpecificRecord record) {
      return of(record);
    }
    if (value instanceof Collection<?> items) {
      var array = MAPPER.createArrayNode();
      items.forEach(item -> array.add(node(item)));
      return array;
    }
    if (value instanceof Number || value instanceof Boolean) {
      return MAPPER.valueToTree(value);
    }
    return MAPPER.getNodeFactory().textNode(value.toString());
  }
}
