package io.lexiseg.lab.soak.checker;

import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every accepted command is reported READY or FAILED by every instance that ran all the time, a
 * preview by the one that made it. A command is left out if its answer says already that nothing is
 * left to do. In the end every instance has reported so on the last version of every vocabulary.
 */
public final class ReportCheck {
  private static final String UNREPORTED = "accepted commands without a final report";
  private static final String BEHIND = "instances without a final report on the last version";

  /** A preview older than that has been made, or refused. */
  private static final Duration LONGEST_PREVIEW = Duration.ofMinutes(1);

  private final List<String> instances;
  private final Set<String> steady;
  private final List<Instant> kills;
  private final Map<String, Integer> lastVersions = new HashMap<>();
  private final Map<String, String> accepted = new LinkedHashMap<>();
  private final Set<String> settled = new HashSet<>();
  private final Set<String> previews = new HashSet<>();
  private final Map<String, Instant> answeredAt = new HashMap<>();
  private final Map<String, Set<String>> reported = new HashMap<>();
  private final Map<String, Integer> finals = new HashMap<>();
  private final Problems problems = new Problems(UNREPORTED, BEHIND);
  private long reports;

  /**
   * Starts a check.
   *
   * @param instances ids of all instances that run in the end
   * @param steady ids of those that were never stopped
   * @param kills when others were killed
   */
  public ReportCheck(List<String> instances, Set<String> steady, List<Instant> kills) {
    this.instances = List.copyOf(instances);
    this.steady = Set.copyOf(steady);
    this.kills = List.copyOf(kills);
  }

  /** Enters a command. Commands are entered before statuses. */
  public void command(VocabularyCommand command) {
    if (command.getAction() == CommandAction.PREVIEW) {
      previews.add(command.getCommandId());
    }
  }

  /** Enters what the topic of vocabularies holds: a version, or 0 for none any more. */
  public void version(String vocabularyId, int version) {
    lastVersions.put(vocabularyId, version);
  }

  /** Enters what the topic of statuses holds. */
  public void status(VocabularyStatus status) {
    String command = status.getCommandId().orElse("");
    if (Answers.isAnswer(status)) {
      if (status.getState() == VocabularyState.READY
          || (Answers.isFinal(status) && previews.contains(command))) {
        settled.add(command);
      } else if (status.getState() == VocabularyState.PENDING) {
        answeredAt.put(command, status.getReportedAt());
        accepted.putIfAbsent(
            command,
            "%s on %s version %d"
                .formatted(command, status.getVocabularyId(), status.getVersion()));
      }
    } else if (Answers.isFinal(status)) {
      reports++;
      reported.computeIfAbsent(status.getInstanceId(), id -> new HashSet<>()).add(command);
      finals.merge(
          status.getInstanceId() + "/" + status.getVocabularyId(), status.getVersion(), Math::max);
    }
  }

  /** Judges; called once, when everything is entered. */
  public Verdict verdict() {
    long before = accepted.size();
    accepted.keySet().removeIf(this::isLostWithItsInstance);
    for (String instance : steady) {
      Set<String> done = reported.getOrDefault(instance, Set.of());
      accepted.forEach(
          (command, text) -> {
            if (!done.contains(command) && !settled.contains(command)) {
              problems.add(UNREPORTED, text + " by " + instance);
            }
          });
    }
    lastVersions.forEach(
        (id, version) -> instances.forEach(instance -> requireLast(instance, id, version)));
    return problems.verdict(
        "reports",
        "%d accepted commands, %d of them previews lost with a killed instance, %d final reports of %s"
            .formatted(before, before - accepted.size(), reports, instances));
  }

  private boolean isLostWithItsInstance(String command) {
    return previews.contains(command)
        && !settled.contains(command)
        && kills.stream()
            .map(kill -> Duration.between(answeredAt.getOrDefault(command, kill), kill))
            .anyMatch(time -> !time.isNegative() && time.compareTo(LONGEST_PREVIEW) < 0);
  }

  private void requireLast(String instance, String vocabularyId, int version) {
    int last = finals.getOrDefault(instance + "/" + vocabularyId, 0);
    if (version > 0 && last < version) {
      problems.add(
          BEHIND,
          "%s on %s: last is version %d, reported %d"
              .formatted(instance, vocabularyId, version, last));
    }
  }
}
