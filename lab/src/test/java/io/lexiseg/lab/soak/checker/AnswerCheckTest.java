package io.lexiseg.lab.soak.checker;

import static io.lexiseg.lab.soak.checker.Tampered.answer;
import static io.lexiseg.lab.soak.checker.Tampered.command;
import static io.lexiseg.lab.soak.checker.Tampered.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyState;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerCheckTest {
  private final AnswerCheck check = new AnswerCheck();

  /** The first one is sent again; the last is none. */
  @BeforeEach
  void givenCommands() {
    check.command(0, Optional.of(command("a")));
    check.command(1, Optional.of(command("b")));
    check.command(2, Optional.of(command("a")));
    check.command(3, Optional.empty());
    check.status(answer("a", VocabularyState.PENDING));
    check.status(report("processor-1", "a", 1, 0, VocabularyState.READY));
  }

  @Test
  void shouldPassWhenEachIsAnsweredOncePerRecord() {
    whenAnswered("b", "a");
    check.deadLetter(3);

    Verdict verdict = check.verdict();

    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.numbers())
        .startsWith("4 commands, 1 of them dead letters, answers {PENDING=3}");
  }

  @Test
  void shouldNotTakeTheEndOfAPreviewForASecondAnswer() {
    givenAPreview();
    check.status(answer("p", VocabularyState.READY));

    assertThat(check.verdict().passed()).isTrue();
  }

  @Test
  void shouldNameAPreviewAnsweredTwice() {
    givenAPreview();
    check.status(answer("p", VocabularyState.READY));
    check.status(answer("p", VocabularyState.FAILED));

    thenTheOnlyProblemIs("answered too often: command p of street, 1 times");
  }

  private void givenAPreview() {
    VocabularyCommand preview =
        VocabularyCommand.newBuilder(command("p")).setAction(CommandAction.PREVIEW).build();
    check.command(4, Optional.of(preview));
    whenAnswered("b", "a", "p");
    check.deadLetter(3);
  }

  @Test
  void shouldNameACommandWithoutAnAnswer() {
    whenAnswered("a");
    check.deadLetter(3);

    thenTheOnlyProblemIs("unanswered: command b of street, 1 times");
  }

  @Test
  void shouldNameARepeatThatIsNotAnswered() {
    whenAnswered("b");
    check.deadLetter(3);

    thenTheOnlyProblemIs("unanswered: command a of street, 1 times");
  }

  @Test
  void shouldNameACommandAnsweredTwice() {
    whenAnswered("b", "b", "a");
    check.deadLetter(3);

    thenTheOnlyProblemIs("answered too often: command b of street, 1 times");
  }

  @Test
  void shouldNameAnswersInAnotherOrder() {
    whenAnswered("a", "b");
    check.deadLetter(3);

    thenTheOnlyProblemIs(
        "answered out of order: answer 2 is to command a of street, expected command b of street");
  }

  @Test
  void shouldNameAnAnswerToNothing() {
    whenAnswered("b", "a", "c");
    check.deadLetter(3);

    thenTheOnlyProblemIs("answers to no command: command c of street, 1 times");
  }

  @Test
  void shouldNameACommandThatIsNoneAndVanished() {
    whenAnswered("b", "a");

    thenTheOnlyProblemIs("unreadable and no dead letter: the command at offset 3");
  }

  private void whenAnswered(String... commandIds) {
    for (String commandId : commandIds) {
      check.status(answer(commandId, VocabularyState.PENDING));
    }
  }

  private void thenTheOnlyProblemIs(String problem) {
    Verdict verdict = check.verdict();
    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.problems()).containsExactly(problem);
  }
}
