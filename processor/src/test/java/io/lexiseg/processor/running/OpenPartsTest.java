package io.lexiseg.processor.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class OpenPartsTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final OpenParts parts = new OpenParts();
  private final List<String> closed = new CopyOnWriteArrayList<>();
  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void shouldCloseInReverseOrder() {
    // given
    parts.add(() -> closed.add("first"));
    parts.add(() -> closed.add("second"));
    // when
    boolean all = parts.close(new OpenParts.Patience(LONG, LONG, () -> false));
    // then
    assertThat(all).isTrue();
    assertThat(closed).containsExactly("second", "first");
    assertThat(parts.close(new OpenParts.Patience(LONG, LONG, () -> false))).isTrue();
  }

  @Test
  void shouldCloseTheOthersWhereOneFails() {
    // given
    parts.add(() -> closed.add("first"));
    parts.add(
        () -> {
          throw new IllegalStateException("closed already");
        });
    // when
    boolean all = parts.close(new OpenParts.Patience(LONG, LONG, () -> false));
    // then
    assertThat(all).isTrue();
    assertThat(closed).containsExactly("first");
  }

  @Test
  void shouldLeaveAloneWhatHangsWhenItIsAway() {
    // given
    parts.add(() -> closed.add("first"));
    parts.add(this::hang, () -> closed.add("beside"));
    // when
    boolean all = parts.close(new OpenParts.Patience(LONG, Duration.ofMillis(200), () -> true));
    // then
    assertThat(all).isFalse();
    assertThat(closed).containsExactlyInAnyOrder("beside", "first");
  }

  @Test
  void shouldLeaveAloneWhatHangsLongerThanUsual() {
    // given
    parts.add(this::hang);
    // when
    boolean all = parts.close(new OpenParts.Patience(Duration.ofMillis(200), LONG, () -> false));
    // then
    assertThat(all).isFalse();
  }

  @Test
  void shouldCloseAtOnceWhatComesTooLate() {
    // given
    parts.close(new OpenParts.Patience(LONG, LONG, () -> false));
    // when, then
    assertThatThrownBy(() -> parts.add(() -> closed.add("late")))
        .isInstanceOf(IllegalStateException.class);
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> closed.contains("late"));
  }

  private void hang() {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
