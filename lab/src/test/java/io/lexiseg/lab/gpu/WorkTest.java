package io.lexiseg.lab.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.vision.pack.random.RandomPack.Scale;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class WorkTest {
  /** Published counts are rounded to a tenth. */
  private static final double ROUNDED = 0.05;

  @Test
  void shouldCountWhatTheNetworksOfThePaperCompute() {
    assertThat(Work.gigaflop(Scale.BASE.dense())).isCloseTo(303.1, within(ROUNDED));
    assertThat(Work.gigaflop(Scale.LARGE.dense())).isCloseTo(1013.6, within(ROUNDED));
    assertThat(Work.gigaflop(Scale.BASE.image())).isCloseTo(35.1, within(ROUNDED));
    assertThat(Work.gigaflop(Scale.LARGE.image())).isCloseTo(162.0, within(ROUNDED));
  }

  @Test
  void shouldSplitARunIntoCopiesAndTheRest() {
    // given: 394 GFLOP in 1 ms are half of 788 TFLOP/s
    Split split = new Split(2, 4, 1, 1, 0.5);

    // then
    assertThat(split.rate()).isEqualTo(500);
    assertThat(split.executeMillis()).isEqualTo(2);
    assertThat(split.share(394)).isEqualTo(0.25);
    assertThat(split.executeShare(394)).isEqualTo(0.5);
    assertThat(split.line("dense", 394))
        .isEqualTo("| dense | 2 | 500.0 | 4.000 | 1.000 | 2.000 | 1.000 | 0.500 | 0.250 | 0.500 |");
  }

  @Test
  void shouldNotComputeInNegativeTime() {
    // given: copies that were slower by themselves
    Split split = new Split(1, 1, 1, 1, 0);

    // then
    assertThat(split.executeMillis()).isZero();
    assertThat(split.executeShare(100)).isZero();
  }

  @Test
  void shouldCallGrowthALeak() {
    assertThat(new LeakCheck(10, 0, 0).passed()).isTrue();
    assertThat(new LeakCheck(10, 3L << 20, 0).passed()).isFalse();
    assertThat(new LeakCheck(10, 0, 65L << 20).passed()).isFalse();
    assertThat(new LeakCheck(10, 2L << 20, 64L << 20).passed()).isTrue();
    assertThat(new LeakCheck(10, 3L << 20, 0))
        .hasToString("LEAK: GPU memory +3.0 MiB, process +0.0 MiB in 10 runs");
  }

  @Test
  void shouldCompareRunsWithAsManyBefore() {
    // given
    AtomicInteger done = new AtomicInteger();

    // when
    LeakCheck check = LeakCheck.of(3, Optional.empty(), done::incrementAndGet);

    // then
    assertThat(done).hasValue(6);
    assertThat(check.runs()).isEqualTo(3);
  }

  @Test
  void shouldTellTheMedianOfAtLeastTenTimes() {
    // given: the last two of ten take longer than all others together
    AtomicInteger done = new AtomicInteger();
    Runnable work = () -> LockSupport.parkNanos(done.incrementAndGet() > 13 ? 200_000_000 : 1);

    // when
    double millis = Timing.medianMillis(Duration.ZERO, work);

    // then
    assertThat(done).hasValue(15);
    assertThat(millis).isLessThan(100);
  }
}
