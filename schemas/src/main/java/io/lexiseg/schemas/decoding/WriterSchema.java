package io.lexiseg.schemas.decoding;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Decides whether records of a writer's schema are read at all. A registry takes any schema: one
 * that contains itself nests as deep as its data likes, one that uses each record twice doubles
 * with every level.
 */
final class WriterSchema {
  /** Records of this project have some hundred; room for those that they may become. */
  private static final int MOST_TYPES = 10_000;

  private static final int DEEPEST = 64;

  private final Set<String> open = new HashSet<>();
  private int types;

  private WriterSchema() {}

  /**
   * Refuses schemas of other records, and those that cannot be read within bounds.
   *
   * @param expected schema of the record that is wanted; only its name counts
   */
  static void requireReadable(Schema writer, Schema expected) {
    if (writer.getType() != Schema.Type.RECORD
        || !writer.getFullName().equals(expected.getFullName())) {
      throw new MalformedAvroException(
          "expected a record %s, found a schema of %s"
              .formatted(expected.getFullName(), shortened(writer.getFullName())));
    }
    new WriterSchema().visit(writer, 0);
  }

  private void visit(Schema schema, int depth) {
    if (++types > MOST_TYPES || depth > DEEPEST) {
      throw new MalformedAvroException(
          "expected a schema of at most %d types in %d levels".formatted(MOST_TYPES, DEEPEST));
    }
    switch (schema.getType()) {
      case RECORD -> visitFields(schema, depth);
      case ARRAY -> visit(schema.getElementType(), depth + 1);
      case MAP -> visit(schema.getValueType(), depth + 1);
      case UNION -> visitAll(schema.getTypes(), depth);
      default -> {
        // holds no other
      }
    }
  }

  private void visitFields(Schema record, int depth) {
    if (!open.add(record.getFullName())) {
      throw new MalformedAvroException(
          "expected a schema without records in themselves, found "
              + shortened(record.getFullName()));
    }
    visitAll(record.getFields().stream().map(Schema.Field::schema).toList(), depth);
    open.remove(record.getFullName());
  }

  private void visitAll(List<Schema> schemas, int depth) {
    for (Schema schema : schemas) {
      visit(schema, depth + 1);
    }
  }

  private static String shortened(String name) {
    return name.length() <= 100 ? name : name.substring(0, 100) + "...";
  }
}
