package io.lexiseg.lab.soak.checker;

import static io.lexiseg.lab.soak.checker.Tampered.mask;
import static io.lexiseg.lab.soak.checker.Tampered.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.VocabularyState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VersionCheckTest {
  private final VersionCheck check = new VersionCheck();

  @BeforeEach
  void givenTwoInstancesOfWhichOneIsLate() {
    check.report(report("processor-1", "a", 1, 0, VocabularyState.READY));
    check.report(report("processor-2", "a", 1, 0, VocabularyState.READY));
    check.report(report("processor-1", "b", 2, 10, VocabularyState.READY));
    check.report(report("commands", "b", 2, 9, VocabularyState.READY));
    check.report(report("processor-2", "b", 2, 20, VocabularyState.READY));
    check.mask(mask(5, 1));
    check.mask(mask(11, 2));
  }

  @Test
  void shouldPassWhenVersionsRise() {
    check.mask(mask(30, 3));

    Verdict verdict = check.verdict();

    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.numbers()).startsWith("3 masks, 0 by an instance");
  }

  @Test
  void shouldCountAFallWhereTheOtherInstanceWasNotReadyYet() {
    check.mask(mask(19, 1));

    Verdict verdict = check.verdict();

    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.numbers()).startsWith("3 masks, 1 by an instance");
  }

  @Test
  void shouldNameAFallAfterEveryInstanceWasReady() {
    check.mask(mask(20, 1));

    Verdict verdict = check.verdict();

    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.problems())
        .singleElement()
        .asString()
        .startsWith("unexplained falls: camera-1 of street, frame 20: version 1 after 2");
  }
}
