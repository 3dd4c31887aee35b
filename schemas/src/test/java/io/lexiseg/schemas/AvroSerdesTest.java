package io.lexiseg.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.lexiseg.schemas.connection.RegistryUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvroSerdesTest {
  private final AvroSerdes serdes = AvroSerdes.open("mock://serdes-test");
  private final Serde<Frame> frames = serdes.serde(Frame.class);

  @AfterEach
  void close() {
    serdes.close();
  }

  static Stream<SpecificRecord> samples() {
    return Samples.all().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shouldReadWhatItWrote(SpecificRecord record) {
    // given
    Serde<SpecificRecord> serde = serdeOf(record);

    // when
    byte[] bytes = serde.serializer().serialize("any", record);
    SpecificRecord read = serde.deserializer().deserialize("any", bytes);

    // then
    assertThat(read).isEqualTo(record);
  }

  @Test
  void shouldSampleEveryTopic() {
    // given
    List<Class<?>> sampled =
        Samples.all().stream().<Class<?>>map(SpecificRecord::getClass).distinct().toList();

    // when
    List<Class<?>> agreed =
        Topics.all().stream()
            .flatMap(t -> t.valueType().stream())
            .<Class<?>>map(c -> c)
            .distinct()
            .toList();

    // then
    assertThat(sampled).containsExactlyInAnyOrderElementsOf(agreed);
  }

  @Test
  void shouldWriteTheConfluentWireFormat() {
    // when
    byte[] bytes = givenFrameBytes();

    // then
    assertThat(bytes[0]).isZero();
    assertThat(ByteBuffer.wrap(bytes, 1, 4).getInt()).isPositive();
  }

  @Test
  void shouldRefuseLengthsBeyondAnyRecordBeforeMemoryIsTaken() {
    // given
    byte[] header = Arrays.copyOf(givenFrameBytes(), 5);
    byte[] hugeText = ByteBuffer.allocate(10).put(header).put(zigzag(2_000_000_000)).array();

    // when, then
    assertThatThrownBy(() -> frames.deserializer().deserialize(Topics.FRAMES, hugeText))
        .isInstanceOf(UndecodableRecordException.class)
        .hasMessageContaining("expected a Frame");
  }

  private static byte[] zigzag(int value) {
    long rest = 2L * value;
    byte[] bytes = new byte[5];
    for (int i = 0; i < bytes.length; i++, rest >>>= 7) {
      bytes[i] = (byte) ((rest & 0x7f) | (i < bytes.length - 1 ? 0x80 : 0));
    }
    return bytes;
  }

  @Test
  void shouldKeepTombstones() {
    // when
    byte[] bytes = frames.serializer().serialize(Topics.FRAMES, null);
    Frame frame = frames.deserializer().deserialize(Topics.FRAMES, null);

    // then
    assertThat(bytes).isNull();
    assertThat(frame).isNull();
  }

  @Test
  void shouldStayUsableAfterAnotherSerdeIsClosed() {
    // given
    serdes.serde(Vocabulary.class).close();

    // when
    byte[] bytes = givenFrameBytes();

    // then
    assertThat(frames.deserializer().deserialize(Topics.FRAMES, bytes)).isNotNull();
  }

  @Test
  void shouldRejectBytesWithoutSchemaId() {
    for (byte[] bytes : List.of(new byte[0], new byte[] {0, 0, 0, 1}, new byte[] {7, 0, 0, 0, 1})) {
      assertThatThrownBy(() -> frames.deserializer().deserialize(Topics.FRAMES, bytes))
          .isInstanceOf(UndecodableRecordException.class)
          .hasMessageContaining("frames: expected a Frame led by byte 0")
          .hasMessageContaining(bytes.length + " bytes");
    }
  }

  @Test
  void shouldRejectAnUnknownSchemaId() {
    // given
    byte[] bytes = givenFrameBytes();
    bytes[1] = 99;

    // when, then
    assertThatThrownBy(() -> frames.deserializer().deserialize(Topics.FRAMES, bytes))
        .isInstanceOf(UndecodableRecordException.class)
        .hasMessageContaining("schema id 16609")
        .hasMessageContaining("does not know");
  }

  @Test
  void shouldRejectTruncatedRecords() {
    // given
    byte[] bytes = givenFrameBytes();

    // when, then
    for (int length = 5; length < bytes.length; length++) {
      byte[] truncated = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> frames.deserializer().deserialize(Topics.FRAMES, truncated))
          .isInstanceOf(UndecodableRecordException.class)
          .hasMessageContaining(length + " bytes");
    }
  }

  @Test
  void shouldRejectRecordsOfAnotherType() {
    // given
    byte[] bytes =
        serdes
            .serde(Vocabulary.class)
            .serializer()
            .serialize(Topics.VOCABULARIES, Samples.vocabulary());

    // when, then
    assertThatThrownBy(() -> frames.deserializer().deserialize(Topics.FRAMES, bytes))
        .isInstanceOf(UndecodableRecordException.class)
        .hasMessageContaining("expected a record io.lexiseg.schemas.Frame")
        .hasMessageContaining("Vocabulary");
  }

  @Test
  void shouldTellARegistryThatIsAwayFromABrokenRecord() {
    // given
    byte[] bytes = givenFrameBytes();

    // when, then
    try (AvroSerdes away = AvroSerdes.open("http://127.0.0.1:1")) {
      Serde<Frame> serde = away.serde(Frame.class);
      assertThatThrownBy(() -> serde.deserializer().deserialize(Topics.FRAMES, bytes))
          .isInstanceOf(RegistryUnavailableException.class);
      assertThatThrownBy(() -> serde.serializer().serialize(Topics.FRAMES, givenFrame()))
          .isInstanceOf(RegistryUnavailableException.class);
    }
  }

  @Test
  void shouldTellARegistryThatFailsFromABrokenRecord() throws IOException {
    // given
    byte[] bytes = givenFrameBytes();
    HttpServer server = givenRegistryAnswering(503, "{\"error_code\":50302,\"message\":\"busy\"}");

    // when, then
    try (AvroSerdes failing = AvroSerdes.open(url(server))) {
      Serde<Frame> serde = failing.serde(Frame.class);
      assertThatThrownBy(() -> serde.deserializer().deserialize(Topics.FRAMES, bytes))
          .isInstanceOf(RegistryUnavailableException.class);
      assertThatThrownBy(() -> serde.serializer().serialize(Topics.FRAMES, givenFrame()))
          .isInstanceOf(RegistryUnavailableException.class);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void shouldSayWhichSchemaIsNotRegistered() throws IOException {
    // given
    HttpServer server =
        givenRegistryAnswering(404, "{\"error_code\":40401,\"message\":\"Subject not found.\"}");

    // when, then
    try (AvroSerdes empty = AvroSerdes.open(url(server))) {
      Serde<Frame> serde = empty.serde(Frame.class);
      assertThatThrownBy(() -> serde.serializer().serialize(Topics.FRAMES, givenFrame()))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("expected the schema of Frame registered under frames-value");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void shouldRejectABlankAddress() {
    assertThatThrownBy(() -> AvroSerdes.open(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a URL");
  }

  private static Frame givenFrame() {
    return Samples.frame(ByteBuffer.wrap(new byte[] {1, 2, 3}));
  }

  private byte[] givenFrameBytes() {
    return frames.serializer().serialize(Topics.FRAMES, givenFrame());
  }

  @SuppressWarnings("unchecked") // the class of a record is the class its serde is for
  private Serde<SpecificRecord> serdeOf(SpecificRecord record) {
    return (Serde<SpecificRecord>) serdes.serde(record.getClass());
  }

  private static HttpServer givenRegistryAnswering(int status, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }
}
