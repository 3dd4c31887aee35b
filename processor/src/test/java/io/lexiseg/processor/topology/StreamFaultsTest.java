package io.lexiseg.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.prototypes.UnavailableException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskAssignmentException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StreamFaultsTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicLong now = new AtomicLong();
  private final StreamFaults faults = new StreamFaults(looks::incrementAndGet, now::get);

  @BeforeEach
  void hurry() {
    Thread.currentThread().interrupt(); // so that pauses end at once
  }

  @AfterEach
  void calmDown() {
    var unused = Thread.interrupted();
  }

  static Stream<Throwable> world() {
    return Stream.of(
        // The broker's answer when a transaction ends in the moment it times out.
        new StreamsException("commit", new KafkaException("Unhandled error in EndTxnResponse")),
        new StreamsException("commit", new InvalidTxnStateException("invalid state")),
        new StreamsException("send", new TimeoutException("away")),
        // A broker that came back a moment ago, before it knows its topics.
        new MissingSourceTopicException("One or more source topics were missing"),
        new TaskAssignmentException("metadata"),
        new StreamsException("process", new UnavailableException("mount", new TimeoutException())));
  }

  @ParameterizedTest
  @MethodSource("world")
  void shouldTakeTheRecordsAgainAfterFaultsOfTheWorld(Throwable fault) {
    assertThat(faults.heals(fault)).isTrue();
    assertThat(faults.trouble()).isPresent();
    assertThat(looks).hasValue(0);
  }

  static Stream<Throwable> program() {
    return Stream.of(
        new StreamsException("process", new IllegalStateException("device lost")),
        new StreamsException("process", new NullPointerException()),
        new StreamsException("a topology that cannot be"),
        new StreamsException("poll", new TopicAuthorizationException("frames")),
        new StreamsException("poll", new SaslAuthenticationException("no")),
        new StreamsException("send", new SerializationException("no schema")),
        new OutOfMemoryError());
  }

  @ParameterizedTest
  @MethodSource("program")
  void shouldEndAfterFaultsOfTheProgramAndItsSettings(Throwable fault) {
    assertThat(faults.heals(fault)).isFalse();
    assertThat(faults.trouble()).isEmpty();
  }

  @Test
  void shouldLookAtTopicsAgainWhenARecordIsTooLarge() {
    // when
    boolean heals = faults.heals(new StreamsException("", new RecordTooLargeException("masks")));

    // then
    assertThat(heals).isTrue();
    assertThat(looks).hasValue(1);
  }

  @Test
  void shouldForgetAFaultThatDoesNotComeAgain() {
    // given
    StreamsException fault = new StreamsException("send", new TimeoutException("away"));
    faults.heals(fault);
    now.addAndGet(SECOND);
    faults.heals(fault);

    // when / then
    assertThat(faults.trouble())
        .hasValue("a thread was replaced 2 times, last: TimeoutException: away");
    now.addAndGet(31 * SECOND);
    assertThat(faults.trouble()).isEmpty();
  }
}
