package io.lexiseg.benchmarks.soak.checker;

import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every accepted command is reported READY or FAILED by every instance that ran all the time,
 * unless its answer says already that nothing is left to do, and in the end every instance has
 * reported so on the last version of every vocabulary.
 */
public final class ReportCheck {
  private static final String UNREPORTED = "accepted commands without a final report";
  private static final String BEHIND = "instances without a final report on the last version";

  private final List<String> instances;
  private final Set<String> steady;
  private final Map<String, Integer> lastVersions = new HashMap<>();
  private final Map<String, String> accepted = new LinkedHashMap<>();
  private final Set<String> settled = new HashSet<>();
  private final Map<String, Set<String>> reported = new HashMap<>();
  private final Map<String, Integer> finals = new HashMap<>();
  private final Problems problems = new Problems(UNREPORTED, BEHIND);
  private long reports;

  /**
   * Starts a check.
   *
   * @param instances ids of all instances that run in the end
   * @param steady ids of those that were never stopped
   */
  public ReportCheck(List<String> instances, Set<String> steady) {
    this.instances = List.copyOf(instances);
    this.steady = Set.copyOf(steady);
  }

  /** Enters what the topic of vocabularies holds: a version, or 0 for none any more. */
  public void version(String vocabularyId, int version) {
    lastVersions.put(vocabularyId, version);
  }

  /** Enters what the topic of statuses holds. */
  public void status(VocabularyStatus status) {
    String command = status.getCommandId().orElse("");
    if (Answers.isAnswer(status)) {
      if (status.getState() == VocabularyState.READY) {
        settled.add(command);
      } else if (status.getState() == VocabularyState.PENDING) {
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
        "%d accepted commands, %d final reports of %s"
            .formatted(accepted.size(), reports, instances));
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
