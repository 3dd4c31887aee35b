package io.lexiseg.cli.client;

import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Adds up what instances say to one command. */
final class InstanceAnswers {
  private final String commandId;
  private final Map<String, VocabularyStatus> ready = new LinkedHashMap<>();
  private Optional<VocabularyStatus> end = Optional.empty();
  private Optional<VocabularyStatus> pending = Optional.empty();
  private int version = Integer.MAX_VALUE;

  InstanceAnswers(String commandId) {
    this.commandId = commandId;
  }

  /** Takes any status that is told after the command was sent. */
  void add(VocabularyStatus status) {
    boolean mine = status.getCommandId().filter(commandId::equals).isPresent();
    boolean decision = status.getInstanceId().equals(Topics.ANSWERS);
    if (mine && (status.getState() == VocabularyState.FAILED || isDone(status, decision))) {
      end = Optional.of(status);
    } else if (mine && decision) {
      version = status.getVersion();
      pending = Optional.of(status);
    } else if (mine && status.getState() == VocabularyState.PENDING) {
      pending = Optional.of(status);
    } else if (status.getState() == VocabularyState.READY
        && !decision
        && (mine || status.getVersion() > version)) {
      ready.put(status.getInstanceId(), status);
    }
  }

  private static boolean isDone(VocabularyStatus status, boolean decision) {
    return decision && status.getState() == VocabularyState.READY;
  }

  /** Refused, failed, or done without any instance; empty: not yet known. */
  Optional<VocabularyStatus> end() {
    return end;
  }

  /** What was said last of why it is not done: by an instance, else that it is accepted. */
  Optional<VocabularyStatus> pending() {
    return pending;
  }

  /** Instances that are ready, in the order they said so. */
  List<VocabularyStatus> ready() {
    return new ArrayList<>(ready.values());
  }

  /** Those that are not ready yet. */
  Set<String> missing(Set<String> instances) {
    Set<String> missing = new TreeSet<>(instances);
    missing.removeAll(ready.keySet());
    return missing;
  }
}
