package io.lexiseg.schemas;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/** FULL_TRANSITIVE: new readers understand every old writer, old readers every new writer. */
final class Compatibility {
  private Compatibility() {}

  /** Returns what breaks; empty when the schema is compatible with all others. */
  static List<String> faults(Schema schema, List<Schema> others) {
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < others.size(); i++) {
      faults.addAll(reading(schema, others.get(i), "version " + (i + 1) + " read as current"));
      faults.addAll(reading(others.get(i), schema, "current read as version " + (i + 1)));
    }
    return faults;
  }

  private static List<String> reading(Schema reader, Schema writer, String direction) {
    SchemaPairCompatibility result =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    return result.getResult().getIncompatibilities().stream()
        .map(fault -> direction + ": " + fault.getMessage() + " at " + fault.getLocation())
        .toList();
  }
}
