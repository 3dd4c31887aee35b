package io.lexiseg.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lexiseg.cli.client.connection.ReadingTroubles;
import io.lexiseg.schemas.UndecodableRecordException;
import io.lexiseg.schemas.connection.RegistryUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DecodedRecordsTest {
  private static final TopicPartition PARTITION = new TopicPartition("masks", 0);
  private static final Duration POLL = Duration.ofMillis(1);

  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
  private final Logger logger = (Logger) LoggerFactory.getLogger(ReadingTroubles.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<String> seen = new ArrayList<>();
  private boolean away;
  private long nanos;
  private final DecodedRecords<String> records =
      new DecodedRecords<>(consumer, this::decode, new ReadingTroubles(() -> nanos));

  @BeforeEach
  void start() {
    consumer.assign(List.of(PARTITION));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void close() {
    logger.detachAppender(log);
    records.close();
  }

  private String decode(ConsumerRecord<String, byte[]> record) {
    String text = new String(record.value(), StandardCharsets.UTF_8);
    if (text.startsWith("cut")) {
      throw new UndecodableRecordException("masks: cut");
    }
    if (text.startsWith("new") && away) {
      throw new RegistryUnavailableException("masks: schema id 7", new IOException("503"));
    }
    return text;
  }

  @Test
  void shouldPassOverARecordThatIsNoneAndReadTheOthers() {
    // given
    given("a", "cut", "b", "cut", "c");
    // when
    records.read(POLL, seen::add);
    // then
    assertThat(seen).containsExactly("a", "b", "c");
    assertThat(records.skipped()).isEqualTo(2);
    assertThat(lines())
        .containsExactly("record skipped, 1 so far: masks partition 0 offset 1: masks: cut");
  }

  @Test
  void shouldTellOfManySkippedRecordsNowAndThen() {
    // given
    given("cut", "cut");
    records.read(POLL, seen::add);
    nanos += Duration.ofSeconds(10).toNanos();
    given("cut", "cut");
    // when
    records.read(POLL, seen::add);
    // then
    assertThat(lines())
        .containsExactly(
            "record skipped, 1 so far: masks partition 0 offset 0: masks: cut",
            "record skipped, 3 so far: masks partition 0 offset 2: masks: cut");
  }

  @Test
  void shouldWaitForTheRegistryAndSkipNothing() {
    // given
    away = true;
    given("a", "new", "b");
    // when
    records.read(POLL, seen::add);
    records.read(POLL, seen::add);
    boolean before = records.isBefore(Map.of(PARTITION, 3L));
    away = false;
    records.read(POLL, seen::add);
    // then
    assertThat(seen).containsExactly("a", "new", "b");
    assertThat(before).isTrue();
    assertThat(records.isBefore(Map.of(PARTITION, 3L))).isFalse();
    assertThat(records.skipped()).isZero();
    assertThat(lines())
        .containsExactly(
            "schema registry away, waiting for it: masks: schema id 7: 503",
            "schema registry is back");
  }

  @Test
  void shouldGiveUpOnARegistryThatStaysAwayIfAskedTo() {
    // given
    away = true;
    given("new");
    records.read(POLL, Duration.ofSeconds(20), seen::add);
    nanos += Duration.ofSeconds(21).toNanos();
    // then
    assertThatThrownBy(() -> records.read(POLL, Duration.ofSeconds(20), seen::add))
        .isInstanceOf(RegistryUnavailableException.class);
    assertThat(seen).isEmpty();
  }

  private void given(String... values) {
    long next = consumer.position(PARTITION);
    for (String value : values) {
      consumer.addRecord(
          new ConsumerRecord<>("masks", 0, next++, "key", value.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
