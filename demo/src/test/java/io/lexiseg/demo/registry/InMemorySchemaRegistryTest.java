package io.lexiseg.demo.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.lexiseg.schemas.SchemaRegistrar;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everything is asked through the real Confluent client, except what it cannot send. */
class InMemorySchemaRegistryTest {
  private static final AvroSchema ONE = record("{'name':'a','type':'int'}");
  private static final AvroSchema WITH_OPTIONAL =
      record("{'name':'a','type':'int'},{'name':'b','type':'int','default':0}");
  private static final AvroSchema WITH_REQUIRED =
      record("{'name':'a','type':'int'},{'name':'c','type':'int'}");
  private static final AvroSchema EMPTY = record("");

  private final InMemorySchemaRegistry registry = InMemorySchemaRegistry.start();
  // A cache of its own per test; the client asks the server for everything it has not seen.
  private final CachedSchemaRegistryClient client =
      new CachedSchemaRegistryClient(registry.url(), 100);

  @AfterEach
  void close() throws Exception {
    client.close();
    registry.close();
  }

  @Test
  void shouldRegisterOnce() throws Exception {
    // when
    int first = client.register("a/b value", ONE);
    int again = new CachedSchemaRegistryClient(registry.url(), 100).register("a/b value", ONE);
    int elsewhere = client.register("other", ONE);
    int changed = client.register("a/b value", WITH_OPTIONAL);

    // then
    assertThat(first).isPositive().isEqualTo(again).isEqualTo(elsewhere).isNotEqualTo(changed);
    assertThat(client.getAllVersions("a/b value")).containsExactly(1, 2);
    assertThat(client.getAllSubjects()).containsExactly("a/b value", "other");
    assertThat(client.getAllSubjectsById(first)).containsExactlyInAnyOrder("a/b value", "other");
  }

  @Test
  void shouldFindSchemas() throws Exception {
    // given
    int id = client.register("s", ONE);
    CachedSchemaRegistryClient other = new CachedSchemaRegistryClient(registry.url(), 100);

    // when
    SchemaMetadata latest = other.getLatestSchemaMetadata("s");

    // then
    assertThat(latest.getId()).isEqualTo(id);
    assertThat(latest.getVersion()).isEqualTo(1);
    assertThat(latest.getSchema()).isEqualTo(ONE.canonicalString());
    assertThat(other.getSchemaById(id)).isEqualTo(ONE);
    assertThat(other.getSchemaBySubjectAndId("s", id)).isEqualTo(ONE);
    assertThat(other.getId("s", ONE, true)).isEqualTo(id);
    assertThat(other.getVersion("s", ONE)).isEqualTo(1);
  }

  @Test
  void shouldAnswerWithConfluentErrorCodes() throws Exception {
    client.register("s", ONE);

    thenFails(() -> client.getLatestSchemaMetadata("missing"), 404, 40401);
    thenFails(() -> client.getSchemaMetadata("s", 7), 404, 40402);
    thenFails(() -> client.getSchemaById(99), 404, 40403);
    thenFails(() -> client.getId("s", WITH_REQUIRED), 404, 40403);
    thenFails(() -> client.getCompatibility("s"), 404, 40408);
    thenFails(() -> client.updateCompatibility("s", "SIDEWAYS"), 422, 42203);
    thenFails(() -> client.register("s", WITH_REQUIRED), 409, 409);
  }

  @Test
  void shouldRefuseWhatTheClientCannotSend() throws Exception {
    assertThat(post("/subjects/s/versions", "{\"schema\":\"{\"}"))
        .startsWith("422")
        .contains("42201");
    assertThat(post("/subjects/s/versions", "{\"schema\":3}")).startsWith("400");
    assertThat(post("/subjects/s/versions", "{")).startsWith("400");
    assertThat(post("/subjects/s/versions", "{\"schema\":\"x\",\"schemaType\":\"JSON\"}"))
        .startsWith("422");
    assertThat(post("/nothing", "{}")).startsWith("404").contains("POST /nothing");
  }

  @Test
  void shouldStartBackward() throws Exception {
    // given
    client.register("s", ONE);

    // then
    assertThat(client.getCompatibility(null)).isEqualTo("BACKWARD");
    assertThat(client.testCompatibility("s", EMPTY)).isTrue();
    assertThat(client.testCompatibility("s", WITH_REQUIRED)).isFalse();
  }

  @Test
  void shouldKeepEachLevelsPromise() throws Exception {
    client.register("s", ONE);

    thenLevel("NONE", EMPTY, true, WITH_REQUIRED, true);
    thenLevel("BACKWARD", EMPTY, true, WITH_REQUIRED, false);
    thenLevel("FORWARD", EMPTY, false, WITH_REQUIRED, true);
    thenLevel("FULL", EMPTY, false, WITH_REQUIRED, false);
    thenLevel("FULL_TRANSITIVE", EMPTY, false, WITH_OPTIONAL, true);
  }

  @Test
  void shouldCompareWithAllVersionsOnlyWhenTransitive() throws Exception {
    // given: a field of the first version is gone in the second and back with another type
    client.updateCompatibility("s", "BACKWARD");
    client.register("s", ONE);
    client.register("s", EMPTY);
    AvroSchema back = record("{'name':'a','type':'string','default':''}");

    // when
    client.updateCompatibility("s", "BACKWARD_TRANSITIVE");
    thenFails(() -> client.register("s", back), 409, 409);
    client.updateCompatibility("s", "BACKWARD");
    client.register("s", back);

    // then
    assertThat(client.getAllVersions("s")).containsExactly(1, 2, 3);
  }

  @Test
  void shouldSayWhatBreaks() throws Exception {
    // given
    client.register("s", ONE);

    // when
    List<String> messages = client.testCompatibilityVerbose("s", WITH_REQUIRED);

    // then
    assertThat(messages).singleElement().asString().contains("cannot read old data", "c");
  }

  @Test
  void shouldKeepDeletedSchemasReadable() throws Exception {
    // given
    int id = client.register("s", ONE);

    // when
    client.deleteSubject("s");

    // then
    assertThat(client.getAllSubjects()).isEmpty();
    assertThat(new CachedSchemaRegistryClient(registry.url(), 10).getSchemaById(id)).isEqualTo(ONE);
    thenFails(() -> client.getLatestSchemaMetadata("s"), 404, 40401);
  }

  @Test
  void shouldTakeEverySchemaOfThePlatformTwice() throws Exception {
    // when
    Map<String, Integer> first = SchemaRegistrar.registerAll(registry.url());
    Map<String, Integer> second = SchemaRegistrar.registerAll(registry.url());

    // then
    assertThat(first).containsKeys("frames-value", "masks-value").isEqualTo(second);
    assertThat(client.getCompatibility("frames-value")).isEqualTo("FULL_TRANSITIVE");
  }

  @Test
  void shouldNameThePortThatIsTaken() {
    // given
    int port = URI.create(registry.url()).getPort();

    // when, then
    assertThatThrownBy(() -> InMemorySchemaRegistry.start(port))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected port " + port);
  }

  private void thenLevel(
      String level, AvroSchema one, boolean oneFits, AvroSchema two, boolean twoFits)
      throws Exception {
    client.updateCompatibility("s", level);
    assertThat(client.getCompatibility("s")).isEqualTo(level);
    assertThat(client.testCompatibility("s", one)).as(level).isEqualTo(oneFits);
    assertThat(client.testCompatibility("s", two)).as(level).isEqualTo(twoFits);
  }

  private static void thenFails(ThrowingCallable call, int status, int code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RestClientException.class,
            e -> {
              assertThat(e.getStatus()).isEqualTo(status);
              assertThat(e.getErrorCode()).isEqualTo(code);
            });
  }

  private String post(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(registry.url() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }

  private static AvroSchema record(String fields) {
    return new AvroSchema(
        "{'type':'record','name':'R','fields':[%s]}".formatted(fields).replace('\'', '"'));
  }
}
