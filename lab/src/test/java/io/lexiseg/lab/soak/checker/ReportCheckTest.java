package io.lexiseg.lab.soak.checker;

import static io.lexiseg.lab.soak.checker.Tampered.START;
import static io.lexiseg.lab.soak.checker.Tampered.answer;
import static io.lexiseg.lab.soak.checker.Tampered.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyState;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportCheckTest {
  private final ReportCheck check =
      new ReportCheck(
          List.of("killed", "steady"), Set.of("steady"), List.of(START.plusSeconds(30)));

  @BeforeEach
  void givenTwoAcceptedCommandsAndARefusedOne() {
    check.version("street", 1);
    check.version("street", 2);
    check.status(answer("a", VocabularyState.PENDING));
    check.status(answer("b", VocabularyState.PENDING));
    check.status(answer("c", VocabularyState.FAILED));
    check.status(report("steady", "a", 1, 1, VocabularyState.READY));
  }

  @Test
  void shouldPassWhenTheSteadyInstanceReportsAllAndTheOtherTheLast() {
    check.status(report("steady", "b", 2, 2, VocabularyState.FAILED));
    check.status(report("killed", "b", 2, 3, VocabularyState.READY));

    assertThat(check.verdict().passed()).isTrue();
  }

  @Test
  void shouldTakeTheEndOfAPreviewFromItsAnswers() {
    givenAPreviewAcceptedAt(31);
    check.status(report("commands", "p", 2, 40, VocabularyState.FAILED));

    assertThat(check.verdict().passed()).isTrue();
  }

  @Test
  void shouldExcuseAPreviewWhoseInstanceWasKilledOverIt() {
    givenAPreviewAcceptedAt(29);

    Verdict verdict = check.verdict();

    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.numbers())
        .startsWith("3 accepted commands, 1 of them previews lost with a killed instance");
  }

  @Test
  void shouldNameAPreviewThatNeverEnds() {
    givenAPreviewAcceptedAt(31);

    thenTheOnlyProblemIs(
        "accepted commands without a final report: p on street version 2 by steady");
  }

  private void givenAPreviewAcceptedAt(long seconds) {
    check.command(
        VocabularyCommand.newBuilder(Tampered.command("p"))
            .setAction(CommandAction.PREVIEW)
            .build());
    check.status(report("commands", "p", 2, seconds, VocabularyState.PENDING));
    check.status(report("steady", "b", 2, 2, VocabularyState.READY));
    check.status(report("killed", "b", 2, 3, VocabularyState.READY));
  }

  @Test
  void shouldNameACommandThatStaysPending() {
    check.status(report("steady", "b", 2, 2, VocabularyState.PENDING));
    check.status(report("steady", "x", 2, 3, VocabularyState.READY));
    check.status(report("killed", "b", 2, 3, VocabularyState.READY));

    thenTheOnlyProblemIs(
        "accepted commands without a final report: b on street version 1 by steady");
  }

  @Test
  void shouldNameAnInstanceThatStaysBehind() {
    check.status(report("steady", "b", 2, 2, VocabularyState.READY));
    check.status(report("killed", "a", 1, 3, VocabularyState.READY));

    thenTheOnlyProblemIs(
        "instances without a final report on the last version: killed on street: last is version"
            + " 2, reported 1");
  }

  @Test
  void shouldNotAskForReportsOnWhatIsGone() {
    check.status(report("steady", "b", 2, 2, VocabularyState.READY));
    check.version("street", 0);

    assertThat(check.verdict().passed()).isTrue();
  }

  private void thenTheOnlyProblemIs(String problem) {
    Verdict verdict = check.verdict();
    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.problems()).containsExactly(problem);
  }
}
