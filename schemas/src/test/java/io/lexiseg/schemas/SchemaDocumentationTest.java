package io.lexiseg.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaDocumentationTest {

  static Stream<Schema> current() {
    return SchemaEvolutionTest.current();
  }

  @ParameterizedTest
  @MethodSource("current")
  void shouldDocumentEveryTypeWithItsFields(Schema schema) {
    assertThat(undocumented(schema)).isEmpty();
  }

  @Test
  void shouldNameWhatHasNoDocumentation() {
    // given
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"R","doc":"A record.","fields":[
                  {"name":"a","type":"int","doc":"Height, pixels."},
                  {"name":"b","type":"int"},
                  {"name":"c","type":{"type":"enum","name":"E","symbols":["X"]},"doc":" "}]}
                """);

    // when
    List<String> names = undocumented(schema);

    // then
    assertThat(names).containsExactly("R.b", "R.c", "E");
  }

  private static List<String> undocumented(Schema schema) {
    List<String> names = new ArrayList<>();
    Schemas.visit(schema, visited -> collect(visited, names));
    return names;
  }

  private static void collect(Schema schema, List<String> names) {
    boolean named = schema.getType() == Schema.Type.RECORD || schema.getType() == Schema.Type.ENUM;
    if (named && isBlank(schema.getDoc())) {
      names.add(schema.getName());
    }
    if (schema.getType() == Schema.Type.RECORD) {
      schema.getFields().stream()
          .filter(field -> isBlank(field.doc()))
          .forEach(field -> names.add(schema.getName() + "." + field.name()));
    }
  }

  private static boolean isBlank(String doc) {
    return doc == null || doc.isBlank();
  }
}
