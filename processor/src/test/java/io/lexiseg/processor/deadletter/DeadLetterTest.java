package io.lexiseg.processor.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.processor.topic.TopicLimits;
import io.lexiseg.recognition.pipeline.RecordException;
import io.lexiseg.schemas.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  private static final byte[] VALUE = new byte[10_000];

  @Test
  void shouldKeepAllThatFits() {
    // when
    ProducerRecord<byte[], byte[]> letter = letter(20, 12_000);
    // then
    assertThat(letter.value()).isEqualTo(VALUE);
    assertThat(header(letter, DeadLetterHeaders.SIZE)).isEqualTo("10000");
  }

  @Test
  void shouldGoWithoutItsValueAndSayHowLargeItWas() {
    // when
    ProducerRecord<byte[], byte[]> letter = letter(20, 9_999);
    // then
    assertThat(letter.value()).isNull();
    assertThat(letter.key()).isNotEmpty();
    assertThat(header(letter, DeadLetterHeaders.SIZE)).isEqualTo("10000");
    assertThat(header(letter, DeadLetterHeaders.SHA256)).hasSize(64);
    assertThat(header(letter, DeadLetterHeaders.OFFSET)).isEqualTo("7");
    assertThat(header(letter, "sent")).hasSize(20);
  }

  @Test
  void shouldLeaveOutForeignHeadersThatDoNotFitEither() {
    // when
    ProducerRecord<byte[], byte[]> letter = letter(5_000, 2_000);
    // then
    assertThat(letter.headers().lastHeader("sent")).isNull();
    assertThat(header(letter, DeadLetterHeaders.MESSAGE)).isEqualTo("bad");
  }

  @Test
  void shouldComeDownToReasonAndOrigin() {
    // when
    ProducerRecord<byte[], byte[]> letter = letter(5_000, 10);
    // then
    assertThat(letter.key()).isNull();
    assertThat(StreamSupport.stream(letter.headers().spliterator(), false).map(Header::key))
        .contains(DeadLetterHeaders.REASON, DeadLetterHeaders.TOPIC, DeadLetterHeaders.OFFSET)
        .doesNotContain(DeadLetterHeaders.MESSAGE);
  }

  @Test
  void shouldReckonAtLeastWhatARecordTakes() {
    Headers headers = new RecordHeaders().add("sent", new byte[100]);
    assertThat(TopicLimits.size(headers)).isGreaterThan(100 + 4 + 61 + 21);
  }

  private static ProducerRecord<byte[], byte[]> letter(int headerBytes, int limit) {
    Headers headers =
        new RecordHeaders().add("sent", "h".repeat(headerBytes).getBytes(StandardCharsets.UTF_8));
    var origin =
        new DefaultErrorHandlerContext(
            null, "frames", 1, 7, headers, "segment", new TaskId(0, 1), 5L, new byte[8], VALUE);
    return DeadLetter.of(origin, "malformed-record", new RecordException.Malformed("bad"))
        .within(limit)
        .record("dead-letters");
  }

  private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
