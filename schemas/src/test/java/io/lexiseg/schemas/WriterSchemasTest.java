package io.lexiseg.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.lexiseg.schemas.WriterSchemas.Answer;
import io.lexiseg.schemas.connection.RegistryAddress;
import io.lexiseg.schemas.connection.RegistryClient;
import io.lexiseg.schemas.connection.RegistryUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriterSchemasTest {
  private static final String NOT_FOUND = "{\"error_code\":40403,\"message\":\"Schema not found\"}";
  private static final String FOUND = "{\"schema\":\"\\\"string\\\"\"}";

  private final AtomicInteger asked = new AtomicInteger();
  private volatile int status = 200;
  private volatile String body = FOUND;
  private Instant now = Instant.parse("2026-05-01T10:00:00Z");
  private HttpServer server;
  private WriterSchemas schemas;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    RegistryAddress address = RegistryAddress.parse(url);
    schemas = new WriterSchemas(RegistryClient.open(address, Map.of("max.retries", 0)), () -> now);
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}",
        "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax = \\\"proto3\\\";\"}",
        "{\"schemaType\":\"OTHER\",\"schema\":\"x\"}",
        "{\"schema\":\"broken\"}",
        "{\"schema\":\"{\\\"type\\\":\\\"fixed\\\",\\\"name\\\":\\\"F\\\",\\\"size\\\":-1}\"}",
        "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"a-b\\\",\\\"fields\\\":[]}\"}"
      })
  void shouldTellSchemasOfOtherTypesFromARegistryThatFails(String answer) {
    // given
    body = answer;
    // when
    Answer known = schemas.answer("frames", 7);
    // then
    assertThat(known).isInstanceOf(Answer.None.class);
    assertThat(schemas.unanswered(record(7))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404|<html>no such route</html>",
        "404|{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}",
        "401|{\"error_code\":401,\"message\":\"Unauthorized\"}",
        "403|{\"error_code\":403,\"message\":\"Forbidden\"}",
        "429|{\"error_code\":42900,\"message\":\"slower\"}",
        "500|{\"error_code\":50001,\"message\":\"store\"}",
        "503|",
        "200|<html>maintenance</html>"
      })
  void shouldTakeNoOtherAnswerForAMissingSchema(int answered, String text) {
    // given
    status = answered;
    body = text == null ? "" : text;
    // when, then
    assertThatThrownBy(() -> schemas.ask("frames", 7))
        .isInstanceOf(RegistryUnavailableException.class);
    assertThat(schemas.unanswered(record(7))).hasValue(7);
  }

  @Test
  void shouldNotAskForIdsThatNoRegistryGives() {
    // when
    Answer known = schemas.answer("frames", 0);
    schemas.ask("frames", -1);
    // then
    assertThat(known.text()).contains("at least 1");
    assertThat(schemas.unanswered(record(0))).isEmpty();
    assertThat(schemas.unanswered(record(Integer.MIN_VALUE))).isEmpty();
    assertThat(schemas.unanswered(null)).isEmpty();
    assertThat(schemas.unanswered(new byte[4])).isEmpty();
    assertThat(asked).hasValue(0);
  }

  @Test
  void shouldFindWhatIsRegisteredLater() {
    // given
    status = 404;
    body = NOT_FOUND;
    Answer before = schemas.answer("frames", 7);
    status = 200;
    body = FOUND;
    // when
    Answer soon = schemas.answer("frames", 7);
    now = now.plus(Duration.ofMinutes(2));
    boolean open = schemas.unanswered(record(7)).isPresent();
    Answer later = schemas.answer("frames", 7);
    // then
    assertThat(before).isEqualTo(soon).isInstanceOf(Answer.None.class);
    assertThat(open).isTrue();
    assertThat(later).isInstanceOf(Answer.Found.class);
  }

  @Test
  void shouldRatherGiveAStaleAnswerThanNone() {
    // given
    status = 404;
    body = NOT_FOUND;
    schemas.ask("frames", 7);
    now = now.plus(Duration.ofMinutes(2));
    status = 503;
    // when
    Answer stale = schemas.answer("frames", 7);
    int before = asked.get();
    Answer again = schemas.answer("frames", 7);
    // then
    assertThat(stale).isEqualTo(again).isInstanceOf(Answer.None.class);
    assertThat(asked).hasValue(before);
  }

  @Test
  void shouldAskOnceForASchema() {
    // when
    schemas.ask("frames", 7);
    schemas.ask("masks", 7);
    schemas.answer("frames", 7);
    // then
    assertThat(asked).hasValue(1);
  }

  @Test
  void shouldRememberOnlySoMuch() {
    // given
    schemas.ask("frames", 1);
    status = 404;
    body = NOT_FOUND;
    // when
    for (int id = 2; id < 10_100; id++) {
      schemas.remember(id, new Answer.None("none"));
    }
    // then
    assertThat(schemas.unanswered(record(1))).isEmpty();
    assertThat(schemas.unanswered(record(2))).hasValue(2);
  }

  @Test
  void shouldWriteAndReadOwnRecordsWithoutTheRegistryOnceItHasTold() {
    // given
    body = "{\"id\":7}";
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    try (AvroSerdes serdes = AvroSerdes.open(url)) {
      serdes.prefetch();
      // when
      server.stop(0);
      // then
      assertThat(Samples.all()).allSatisfy(record -> thenSurvives(serdes, record));
    }
  }

  @Test
  void shouldWaitForARegistryBehindAProxyThatKnowsNothing() {
    // given
    status = 404;
    body = "404 page not found";
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    // when, then
    try (AvroSerdes serdes = AvroSerdes.open(url)) {
      assertThatThrownBy(serdes::prefetch).isInstanceOf(RegistryUnavailableException.class);
      body = "{\"error_code\":40401,\"message\":\"Subject not found\"}";
      assertThatThrownBy(serdes::prefetch)
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("register schemas first");
    }
  }

  @SuppressWarnings("unchecked") // the class of a record is the class its serde is for
  private static void thenSurvives(AvroSerdes serdes, SpecificRecord record) {
    String topic =
        Topics.all().stream()
            .filter(one -> one.valueType().filter(record.getClass()::equals).isPresent())
            .map(TopicDefinition::name)
            .findFirst()
            .orElseThrow();
    Serde<SpecificRecord> serde =
        serdes.serde((Class<SpecificRecord>) (Class<?>) record.getClass());
    assertThat(serde.serializer().serialize(topic, record)).isNotEmpty();
  }

  private static byte[] record(int schemaId) {
    return ByteBuffer.allocate(5).putInt(1, schemaId).array();
  }
}
