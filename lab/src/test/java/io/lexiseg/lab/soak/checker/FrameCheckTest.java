package io.lexiseg.lab.soak.checker;

import static io.lexiseg.lab.soak.checker.Tampered.frame;
import static io.lexiseg.lab.soak.checker.Tampered.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.lab.soak.checker.FrameCheck.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrameCheckTest {
  private final FrameCheck check = new FrameCheck();

  @BeforeEach
  void givenFourFramesOfWhichOneIsSegmented() {
    for (long frameId = 0; frameId < 4; frameId++) {
      check.published(frame(frameId), 0, 2 * frameId);
    }
    check.outcome(Kind.MASK, source(0));
  }

  @Test
  void shouldPassWhenEveryFrameHasOneOutcome() {
    check.outcome(Kind.MASK, source(3));
    check.outcome(Kind.DROP, source(1));
    check.outcome(Kind.DEAD_LETTER, 0, 4);

    Verdict verdict = check.verdict();

    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.numbers()).startsWith("4 of 1 cameras = 2 masks + 1 drops + 1 dead letters");
  }

  @Test
  void shouldNameALostFrame() {
    check.outcome(Kind.MASK, source(1));
    check.outcome(Kind.MASK, source(3));

    Verdict verdict = check.verdict();

    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.problems()).contains("lost: camera-1 2 at frames-0@4");
  }

  @Test
  void shouldNameAMaskThatIsThereTwice() {
    givenTheOthersAreSegmented();
    check.outcome(Kind.MASK, source(3));

    thenTheOnlyProblemIs("repeated: camera-1 3, outcome 2 is a MASK");
  }

  @Test
  void shouldNameADropOfASegmentedFrame() {
    givenTheOthersAreSegmented();
    check.outcome(Kind.DROP, source(2));

    thenTheOnlyProblemIs("repeated: camera-1 2, outcome 2 is a DROP");
  }

  @Test
  void shouldNameMasksInAnotherOrderThanTheirFrames() {
    check.outcome(Kind.MASK, source(2));
    check.outcome(Kind.MASK, source(1));
    check.outcome(Kind.MASK, source(3));

    thenTheOnlyProblemIs("out of order: MASK of camera-1 1 after that of offset 4");
  }

  @Test
  void shouldNameAnOutcomeOfNoFrame() {
    givenTheOthersAreSegmented();
    check.outcome(Kind.DEAD_LETTER, 0, 99);

    thenTheOnlyProblemIs("of no frame: DEAD_LETTER of frames-0@99");
  }

  @Test
  void shouldNameAGapInTheNumbersOfFrames() {
    givenTheOthersAreSegmented();
    check.published(frame(5), 0, 10);
    check.outcome(Kind.MASK, source(5));

    thenTheOnlyProblemIs("misnumbered: camera-1 5 after 3");
  }

  private void givenTheOthersAreSegmented() {
    for (long frameId = 1; frameId < 4; frameId++) {
      check.outcome(Kind.MASK, source(frameId));
    }
  }

  private void thenTheOnlyProblemIs(String problem) {
    Verdict verdict = check.verdict();
    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.problems()).containsExactly(problem);
  }
}
