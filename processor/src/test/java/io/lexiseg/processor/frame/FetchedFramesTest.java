package io.lexiseg.processor.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FetchedFramesTest {
  private final FetchedFrames fetched = new FetchedFrames();

  @Test
  void shouldKnowThatANewerFrameOfTheCameraWaits() {
    // given
    fetched.fetched(0, "camera-1", 4);
    fetched.fetched(0, "camera-1", 9);
    // when, then
    assertThat(fetched.take(0, "camera-1", 4)).isTrue();
    assertThat(fetched.take(0, "camera-2", 5)).isFalse();
    assertThat(fetched.take(1, "camera-1", 4)).isFalse();
    assertThat(fetched.take(0, "camera-1", 9)).isFalse();
  }

  @Test
  void shouldForgetACameraWhoseNewestFrameIsTaken() {
    // given
    fetched.fetched(0, "camera-1", 9);
    fetched.take(0, "camera-1", 9);
    // when
    boolean newerWaits = fetched.take(0, "camera-1", 4);
    // then
    assertThat(newerWaits).isFalse();
  }

  @Test
  void shouldLearnFromTheConsumer() {
    // given
    FetchedFramesInterceptor interceptor = new FetchedFramesInterceptor();
    interceptor.configure(Map.of(FetchedFramesInterceptor.FETCHED_FRAMES, fetched));
    TopicPartition partition = new TopicPartition("frames", 3);
    ConsumerRecords<byte[], byte[]> records =
        new ConsumerRecords<>(
            Map.of(
                partition,
                List.of(
                    new ConsumerRecord<>("frames", 3, 7, bytes("camera-1"), new byte[0]),
                    new ConsumerRecord<>("frames", 3, 8, bytes("camera-1"), new byte[0]),
                    new ConsumerRecord<byte[], byte[]>("frames", 3, 9, null, new byte[0]))),
            Map.of());
    // when
    ConsumerRecords<byte[], byte[]> passed = interceptor.onConsume(records);
    // then
    assertThat(passed).isSameAs(records);
    assertThat(fetched.take(3, "camera-1", 7)).isTrue();
    assertThat(fetched.take(3, "camera-1", 8)).isFalse();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
