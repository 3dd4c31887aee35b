package io.lexiseg.lab.soak.checker;

import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every record on the topic of commands is either a dead letter or answered once, in the order of
 * the topic. A repeated command is answered once for each time it was sent. The end of a preview,
 * told beside its answer, is not counted.
 */
public final class AnswerCheck {
  private static final String UNANSWERED = "unanswered";
  private static final String AGAIN = "answered too often";
  private static final String DISORDERED = "answered out of order";
  private static final String INVENTED = "answers to no command";
  private static final String UNREADABLE = "unreadable and no dead letter";

  private final Map<Long, Optional<String>> commands = new TreeMap<>();
  private final List<String> answers = new ArrayList<>();
  private final Map<VocabularyState, Integer> states = new TreeMap<>();
  private final Problems problems =
      new Problems(UNANSWERED, AGAIN, DISORDERED, INVENTED, UNREADABLE);
  private final Set<String> previews = new HashSet<>();
  private final Set<String> openPreviews = new HashSet<>();
  private int deadLetters;

  /**
   * Enters a command.
   *
   * @param command empty if the record is none
   */
  public void command(long offset, Optional<VocabularyCommand> command) {
    command
        .filter(one -> one.getAction() == CommandAction.PREVIEW)
        .ifPresent(one -> previews.add(one.getCommandId()));
    commands.put(offset, command.map(one -> name(one.getVocabularyId(), one.getCommandId())));
  }

  /** Enters that a command became a dead letter. Commands are entered before. */
  public void deadLetter(long offset) {
    deadLetters++;
    if (commands.remove(offset) == null) {
      problems.add(INVENTED, "a dead letter of offset " + offset);
    }
  }

  /** Enters what the topic of statuses holds, in its order. */
  public void status(VocabularyStatus status) {
    if (Answers.isAnswer(status) && !isEndOfPreview(status)) {
      states.merge(status.getState(), 1, Integer::sum);
      answers.add(name(status.getVocabularyId(), status.getCommandId().orElse("")));
    }
  }

  /** A preview is answered when it is accepted, and told again when it is made. */
  private boolean isEndOfPreview(VocabularyStatus status) {
    String command = status.getCommandId().orElse("");
    if (status.getState() == VocabularyState.PENDING && previews.contains(command)) {
      openPreviews.add(command);
    }
    return Answers.isFinal(status) && openPreviews.remove(command);
  }

  private static String name(String vocabularyId, String commandId) {
    return "command %s of %s".formatted(commandId, vocabularyId);
  }

  /** Judges; called once, when everything is entered. */
  public Verdict verdict() {
    List<String> wanted = wanted();
    Map<String, Integer> balance = new TreeMap<>();
    wanted.forEach(name -> balance.merge(name, 1, Integer::sum));
    answers.forEach(name -> balance.merge(name, -1, Integer::sum));
    boolean even = true;
    for (Map.Entry<String, Integer> entry : balance.entrySet()) {
      even &= entry.getValue() == 0;
      judge(entry.getKey(), entry.getValue(), wanted.contains(entry.getKey()));
    }
    if (even) {
      judgeOrder(wanted);
    }
    return problems.verdict(
        "answers",
        "%d commands, %d of them dead letters, answers %s"
            .formatted(wanted.size() + deadLetters, deadLetters, states));
  }

  private List<String> wanted() {
    List<String> wanted = new ArrayList<>();
    commands.forEach(
        (offset, name) ->
            name.ifPresentOrElse(
                wanted::add, () -> problems.add(UNREADABLE, "the command at offset " + offset)));
    return wanted;
  }

  private void judge(String name, int missing, boolean known) {
    if (missing > 0) {
      problems.add(UNANSWERED, "%s, %d times".formatted(name, missing));
    } else if (missing < 0) {
      problems.add(known ? AGAIN : INVENTED, "%s, %d times".formatted(name, -missing));
    }
  }

  private void judgeOrder(List<String> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!wanted.get(i).equals(answers.get(i))) {
        problems.add(
            DISORDERED,
            "answer %d is to %s, expected %s".formatted(i + 1, answers.get(i), wanted.get(i)));
        return;
      }
    }
  }
}
