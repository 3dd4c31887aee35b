package io.lexiseg.schemas;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.Schema;

/** Walks schemas. */
final class Schemas {
  private Schemas() {}

  /** Shows the consumer a schema and everything it is made of, each named type once. */
  static void visit(Schema schema, Consumer<Schema> consumer) {
    visit(schema, consumer, new HashSet<>());
  }

  private static void visit(Schema schema, Consumer<Schema> consumer, Set<String> seen) {
    switch (schema.getType()) {
      case RECORD -> {
        if (seen.add(schema.getFullName())) {
          consumer.accept(schema);
          schema.getFields().forEach(field -> visit(field.schema(), consumer, seen));
        }
      }
      case ARRAY -> visit(schema.getElementType(), consumer, seen);
      case MAP -> visit(schema.getValueType(), consumer, seen);
      case UNION -> schema.getTypes().forEach(branch -> visit(branch, consumer, seen));
      default -> consumer.accept(schema);
    }
  }
}
