package io.lexiseg.lab.soak.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {
  private static final long MEGABYTE = 1 << 20;

  private final MemoryCheck check = new MemoryCheck(4 * MEGABYTE);
  private final Random random = new Random(1);

  @Test
  void shouldPassWhenMemoryGoesUpAndDown() {
    samples(i -> 50 * MEGABYTE + random.nextInt((int) (20 * MEGABYTE)));

    assertThat(check.verdict().passed()).isTrue();
  }

  @Test
  void shouldPassWhenMemoryRisesInTheBeginningOnly() {
    samples(i -> Math.min(50, 10 + i) * MEGABYTE);

    assertThat(check.verdict().passed()).isTrue();
  }

  @Test
  void shouldNotMindASinglePeak() {
    samples(i -> (i == 118 ? 300 : 50) * MEGABYTE);

    assertThat(check.verdict().passed()).isTrue();
  }

  @Test
  void shouldNameWhatGrowsUnderNoise() {
    samples(i -> 50 * MEGABYTE + i * MEGABYTE / 8 + random.nextInt((int) MEGABYTE));

    Verdict verdict = check.verdict();

    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.problems())
        .singleElement()
        .asString()
        .startsWith("growing: processor-1.1 heap: ");
  }

  @Test
  void shouldNotJudgeAShortLife() {
    for (int i = 0; i < 20; i++) {
      check.sample("processor-1.1 heap", Duration.ofSeconds(i), 100L * i * MEGABYTE);
    }

    Verdict verdict = check.verdict();

    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.numbers()).contains("processor-1.1 heap: not judged");
  }

  private void samples(IntToLongFunction bytes) {
    for (int i = 0; i < 120; i++) {
      check.sample("processor-1.1 heap", Duration.ofSeconds(5L * i), bytes.applyAsLong(i));
    }
  }
}
