package io.lexiseg.processor.preview;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.categories;
import static io.lexiseg.recognition.category.TestRecords.command;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.processor.command.PreviewOrder;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.CommandAction;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class PreviewQueueTest {
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<String> made = new ArrayList<>();
  private final PreviewQueue queue =
      new PreviewQueue(
          tasks::add,
          order -> made.add(order.command().getCommandId()),
          Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void shouldRefuseAFloodAndTakeOrdersAgainLater() {
    // given
    for (int i = 0; i < PreviewQueue.MOST; i++) {
      assertThat(queue.offer(order("o" + i, NOW))).isEmpty();
    }
    // when
    Optional<String> flood = queue.offer(order("flood", NOW));
    tasks.remove().run();
    Optional<String> later = queue.offer(order("later", NOW));
    // then
    assertThat(flood).contains("preview: expected at most 5 at a time, ask again later");
    assertThat(later).isEmpty();
    assertThat(made).containsExactly("o0");
  }

  @Test
  void shouldMakeARepeatedOrderOnce() {
    // when
    for (int i = 0; i < 1000; i++) {
      assertThat(queue.offer(order("same", NOW))).isEmpty();
    }
    tasks.forEach(Runnable::run);
    // then
    assertThat(made).containsExactly("same");
  }

  @Test
  void shouldRefuseWhatAReplayBringsUpAgain() {
    // when
    Optional<String> refusal = queue.offer(order("old", NOW.minusSeconds(601)));
    // then
    assertThat(refusal.orElseThrow()).contains("within 10 minutes", "2026-05-01T09:49:59Z");
    assertThat(tasks).isEmpty();
  }

  private static PreviewOrder order(String commandId, Instant at) {
    return new PreviewOrder(
        command(commandId, "street", CommandAction.PREVIEW).build(),
        VocabularyContent.of(categories("sky")),
        Optional.empty(),
        at);
  }
}
