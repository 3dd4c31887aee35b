package io.lexiseg.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.connection.RegistryClient;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares each record with its versions under {@code src/test/resources/recorded}. A change is
 * recorded as a further version, never by editing an old one.
 */
class SchemaEvolutionTest {

  static Stream<Schema> current() {
    return Topics.all().stream()
        .flatMap(topic -> topic.valueType().stream())
        .map(type -> RegistryClient.portable(SpecificData.get().getSchema(type)).rawSchema());
  }

  @ParameterizedTest
  @MethodSource("current")
  void shouldStayCompatibleWithEveryRecordedVersion(Schema schema) throws IOException {
    // when
    List<String> faults = Compatibility.faults(schema, recorded(schema));

    // then
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("current")
  void shouldBeRecorded(Schema schema) throws IOException {
    // when
    List<Schema> versions = recorded(schema);

    // then
    assertThat(versions)
        .as(
            "versions of %s; record the current one as recorded/%s/%d.avsc: %s",
            schema.getName(), schema.getName(), versions.size() + 1, schema)
        .endsWith(schema);
  }

  @Test
  void shouldFindARequiredFieldThatIsAdded() {
    assertThat(faults(record("{'name':'id','type':'string'}, {'name':'size','type':'int'}")))
        .singleElement()
        .asString()
        .contains("version 1 read as current", "size");
  }

  @Test
  void shouldFindARequiredFieldThatIsRemoved() {
    assertThat(faults(record(""))).singleElement().asString().contains("current read as version 1");
  }

  @Test
  void shouldFindAChangedType() {
    assertThat(faults(record("{'name':'id','type':'int'}"))).hasSize(2);
  }

  @Test
  void shouldFindASymbolThatOldReadersCannotReplace() {
    // given
    Schema one = record("{'name':'kind','type':{'type':'enum','name':'Kind','symbols':['A']}}");
    Schema two = record("{'name':'kind','type':{'type':'enum','name':'Kind','symbols':['A','B']}}");

    // when
    List<String> faults = Compatibility.faults(two, List.of(one));

    // then
    assertThat(faults).singleElement().asString().contains("current read as version 1");
  }

  @Test
  void shouldAcceptOptionalFieldsAndSymbolsWithDefault() {
    // given
    String kind = "{'name':'kind','type':{'type':'enum','name':'Kind','default':'A','symbols':";
    Schema one = record(kind + "['A']}}");
    Schema two =
        record(kind + "['A','B']}}, {'name':'note','type':['null','string'],'default':null}");

    // when
    List<String> faults = Compatibility.faults(two, List.of(one));

    // then
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("current")
  void shouldLetEveryEnumGrow(Schema schema) {
    // given
    List<Schema> enums = new ArrayList<>();
    Schemas.visit(schema, visited -> collectEnum(visited, enums));

    // then
    assertThat(enums).allSatisfy(e -> assertThat(e.getEnumDefault()).as(e.getName()).isNotNull());
  }

  private static void collectEnum(Schema schema, List<Schema> enums) {
    if (schema.getType() == Schema.Type.ENUM) {
      enums.add(schema);
    }
  }

  private static List<String> faults(Schema changed) {
    return Compatibility.faults(changed, List.of(record("{'name':'id','type':'string'}")));
  }

  private static Schema record(String fields) {
    String json = "{'type':'record','name':'R','fields':[%s]}".formatted(fields);
    return new Schema.Parser().parse(json.replace('\'', '"'));
  }

  private static List<Schema> recorded(Schema schema) throws IOException {
    List<Schema> versions = new ArrayList<>();
    while (true) {
      String path = "/recorded/%s/%d.avsc".formatted(schema.getName(), versions.size() + 1);
      try (InputStream stream = SchemaEvolutionTest.class.getResourceAsStream(path)) {
        if (stream == null) {
          return versions;
        }
        versions.add(new Schema.Parser().parse(stream));
      }
    }
  }
}
