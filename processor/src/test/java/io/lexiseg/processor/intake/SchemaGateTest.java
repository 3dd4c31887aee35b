package io.lexiseg.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.lexiseg.schemas.AvroSerdes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaGateTest {
  private static final TopicPartition ONE = new TopicPartition("frames", 1);
  private static final TopicPartition TWO = new TopicPartition("frames", 2);
  private static final int KNOWN = 7;
  private static final int NEW = 8;
  private static final int MISSING = 404;
  private static final Duration SOON = Duration.ofMillis(10);

  private final MockConsumer<byte[], byte[]> log = new MockConsumer<>("earliest");
  private final Map<TopicPartition, List<Integer>> ids = new HashMap<>();
  private volatile boolean away;
  private volatile Duration passed = Duration.ZERO;
  private HttpServer registry;
  private AvroSerdes serdes;
  private SchemaQuestions questions;
  private Consumer<byte[], byte[]> gate;

  @BeforeEach
  void open() throws IOException {
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext(
        "/",
        exchange -> {
          boolean missing = exchange.getRequestURI().getPath().endsWith("/" + MISSING);
          byte[] body =
              (missing ? "{\"error_code\":40403}" : "{\"schema\":\"\\\"string\\\"\"}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(away ? 503 : missing ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    registry.start();
    String address = "127.0.0.1:" + registry.getAddress().getPort();
    serdes =
        AvroSerdes.open(
            "http://" + address, Map.of("max.retries", 0), () -> Instant.now().plus(passed));
    questions = SchemaQuestions.start(serdes.writerSchemas(), "http://user:secret@" + address);
    log.assign(List.of(ONE, TWO));
    log.updateBeginningOffsets(Map.of(ONE, 0L, TWO, 0L));
    gate = SchemaGate.before(log, questions);
    serdes.writerSchemas().ask("frames", KNOWN);
  }

  @AfterEach
  void close() {
    questions.close();
    serdes.close();
    registry.stop(0);
  }

  @Test
  void shouldHandOnWhatTheRegistryKnowsAtOnce() {
    // given
    givenRecords(ONE, KNOWN, NEW, MISSING, 0, -3, KNOWN);
    // when
    List<Long> offsets = new ArrayList<>(offsets(gate.poll(Duration.ofSeconds(10)), ONE));
    while (offsets.size() < 6) { // on a busy machine
      offsets.addAll(polledUntilFree());
    }
    // then
    assertThat(offsets).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(questions.trouble()).isEmpty();
  }

  @Test
  void shouldHoldOnlyThePartitionWhoseSchemaIsAskedFor() {
    // given
    away = true;
    givenRecords(ONE, KNOWN, KNOWN, NEW, KNOWN);
    givenRecords(TWO, KNOWN, KNOWN);
    // when
    ConsumerRecords<byte[], byte[]> records = gate.poll(SOON);
    // then
    assertThat(offsets(records, ONE)).containsExactly(0L, 1L);
    assertThat(offsets(records, TWO)).containsExactly(0L, 1L);
    assertThat(Objects.requireNonNull(records.nextOffsets().get(ONE)).offset()).isEqualTo(2);
    assertThat(gate.position(ONE)).isEqualTo(2);
    assertThat(gate.paused()).containsExactly(ONE);
    assertThat(trouble())
        .startsWith("http://127.0.0.1:")
        .contains("1 partitions wait")
        .doesNotContain("secret");
  }

  @Test
  void shouldGoOnWhenTheRegistryAnswers() {
    // given
    away = true;
    givenRecords(ONE, KNOWN, NEW, KNOWN);
    gate.poll(SOON);
    trouble();
    // when
    away = false;
    List<Long> offsets = polledUntilFree();
    // then
    assertThat(offsets).containsExactly(1L, 2L);
    assertThat(questions.trouble()).isEmpty();
  }

  @Test
  void shouldAskAgainWhenAnAnswerIsForgottenBeforeItIsLookedAt() {
    // given
    away = true;
    givenRecords(ONE, MISSING, KNOWN);
    gate.poll(SOON);
    away = false;
    Awaitility.await().until(() -> serdes.writerSchemas().isAnswered(MISSING));
    passed = Duration.ofMinutes(2);
    assertThat(serdes.writerSchemas().isAnswered(MISSING)).isFalse();
    // when
    List<Long> offsets = polledUntilFree();
    // then
    assertThat(offsets).containsExactly(0L, 1L);
  }

  @Test
  void shouldGoOnWithWhatTheRegistryDoesNotKnow() {
    // given
    away = true;
    givenRecords(ONE, MISSING, KNOWN);
    gate.poll(SOON);
    // when
    away = false;
    List<Long> offsets = polledUntilFree();
    // then
    assertThat(offsets).containsExactly(0L, 1L);
  }

  @Test
  void shouldHoldWhatKafkaStreamsResumes() {
    // given
    away = true;
    givenRecords(ONE, NEW);
    gate.poll(SOON);
    // when
    gate.resume(List.of(ONE, TWO));
    // then
    assertThat(gate.paused()).containsExactly(ONE);
  }

  @Test
  void shouldNotResumeWhatKafkaStreamsPaused() {
    // given
    away = true;
    givenRecords(ONE, NEW);
    gate.poll(SOON);
    gate.pause(List.of(ONE));
    // when
    away = false;
    Awaitility.await().until(() -> serdes.writerSchemas().isAnswered(NEW));
    gate.poll(SOON);
    // then
    assertThat(gate.paused()).containsExactly(ONE);
    gate.resume(List.of(ONE));
    assertThat(gate.paused()).isEmpty();
  }

  @Test
  void shouldForgetWhatOthersReadNow() {
    // given
    away = true;
    givenRecords(ONE, NEW);
    gate.poll(SOON);
    trouble();
    // when
    log.assign(List.of(TWO));
    gate.poll(SOON);
    // then
    assertThat(questions.trouble()).isEmpty();
  }

  @Test
  void shouldNotReturnEmptyFromTheInitialReadingOfATable() {
    // given
    away = true;
    givenRecords(ONE, NEW);
    log.assign(List.of(ONE));
    gate = SchemaGate.beforeTables(log, questions);
    // when
    CompletableFuture<List<Long>> read =
        CompletableFuture.supplyAsync(() -> offsets(gate.poll(Duration.ofSeconds(30)), ONE));
    trouble();
    again(ONE, 0);
    away = false;
    // then
    assertThat(read).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(List.of(0L));
  }

  @Test
  void shouldEndTheInitialReadingOfATableWhenClosed() {
    // given
    away = true;
    givenRecords(ONE, NEW);
    gate = SchemaGate.beforeTables(log, questions);
    CompletableFuture<?> read = CompletableFuture.runAsync(() -> gate.poll(Duration.ofSeconds(30)));
    trouble();
    // when
    questions.close();
    // then
    assertThatThrownBy(() -> read.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(WakeupException.class);
  }

  @Test
  void shouldGiveRecordsOfTablesATime() {
    // given
    givenRecords(ONE, KNOWN);
    gate = SchemaGate.beforeTables(log, questions);
    // when
    List<ConsumerRecord<byte[], byte[]>> records = gate.poll(SOON).records(ONE);
    // then
    assertThat(records).singleElement().satisfies(r -> assertThat(r.timestamp()).isPositive());
  }

  @Test
  void shouldAskUntilThereIsAnAnswer() {
    // given
    away = true;
    CompletableFuture<Boolean> answered =
        CompletableFuture.supplyAsync(
            () -> questions.awaitAnswer(() -> serdes.writerSchemas().ask("frames", NEW)));
    // when
    String trouble = trouble();
    away = false;
    // then
    assertThat(trouble).contains("0 partitions wait");
    assertThat(answered).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(true);
    assertThat(questions.trouble()).isEmpty();
  }

  private String trouble() {
    Awaitility.await().until(() -> questions.trouble().isPresent());
    return questions.trouble().orElse("");
  }

  private List<Long> polledUntilFree() {
    TopicPartition partition = ONE;
    Awaitility.await()
        .until(
            () -> {
              gate.poll(SOON);
              return gate.paused().isEmpty();
            });
    again(partition, gate.position(partition));
    return offsets(gate.poll(SOON), partition);
  }

  /** The mock forgets what it has handed out once. */
  private void again(TopicPartition partition, long from) {
    List<Integer> all = Objects.requireNonNull(ids.get(partition));
    for (int offset = (int) from; offset < all.size(); offset++) {
      log.addRecord(record(partition, offset, all.get(offset)));
    }
  }

  private void givenRecords(TopicPartition partition, Integer... schemaIds) {
    ids.put(partition, List.of(schemaIds));
    again(partition, 0);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      TopicPartition partition, long offset, int schemaId) {
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        -1,
        TimestampType.CREATE_TIME,
        1,
        5,
        new byte[1],
        ByteBuffer.allocate(5).putInt(1, schemaId).array(),
        new RecordHeaders(),
        Optional.empty());
  }

  private static List<Long> offsets(
      ConsumerRecords<byte[], byte[]> records, TopicPartition partition) {
    List<Long> offsets = new ArrayList<>();
    records.records(partition).forEach(record -> offsets.add(record.offset()));
    return offsets;
  }
}
