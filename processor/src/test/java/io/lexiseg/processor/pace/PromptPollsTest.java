package io.lexiseg.processor.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.junit.jupiter.api.Test;

class PromptPollsTest {
  private static final Duration PATIENCE = Duration.ofMillis(20);

  private final AtomicLong now = new AtomicLong(7);
  private final List<Duration> waits = new ArrayList<>();
  private final Consumer<byte[], byte[]> polls = PromptPolls.of(consumer(), now::get);

  @Test
  void shouldWaitForRecordsWhenThereIsNothingToDo() {
    // when
    polls.poll(PATIENCE);
    polls.poll(PATIENCE);
    // then
    assertThat(waits).containsExactly(PATIENCE, PATIENCE);
  }

  @Test
  void shouldNotWaitInTheMiddleOfWork() {
    // given
    polls.poll(PATIENCE);
    // when
    now.addAndGet(PromptPolls.interval().dividedBy(2).toNanos());
    polls.poll(PATIENCE);
    polls.poll(PATIENCE);
    // then
    assertThat(waits).containsExactly(PATIENCE, Duration.ZERO, PATIENCE);
  }

  @SuppressWarnings("unchecked") // a proxy of the interface alone
  private Consumer<byte[], byte[]> consumer() {
    return (Consumer<byte[], byte[]>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Consumer.class},
            (proxy, method, arguments) -> {
              waits.add((Duration) arguments[0]);
              return ConsumerRecords.empty();
            });
  }
}
