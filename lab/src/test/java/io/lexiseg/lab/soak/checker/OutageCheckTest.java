package io.lexiseg.lab.soak.checker;

import static io.lexiseg.lab.soak.checker.Tampered.START;
import static io.lexiseg.lab.soak.checker.Tampered.mask;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutageCheckTest {
  private final OutageCheck check = new OutageCheck(START.plusSeconds(10), START.plusSeconds(70));

  @Test
  void shouldPassWhenMasksGoOn() {
    check.mask(mask(0, 1));
    check.mask(mask(30, 1));

    Verdict verdict = check.verdict();

    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.numbers()).startsWith("60 s, 1 masks meanwhile");
  }

  @Test
  void shouldNameACameraThatGoesDark() {
    check.mask(mask(0, 1));
    check.mask(mask(80, 1));

    Verdict verdict = check.verdict();

    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.problems()).containsExactly("cameras without masks meanwhile: camera-1");
  }
}
