package io.lexiseg.processor.serving;

import io.lexiseg.processor.serving.resolution.VocabularyKey;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Vocabulary;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Tells the end of commands that no version of their own tells: repeated and overtaken ones,
 * bindings, and those whose vocabulary or binding is gone before it was ready.
 *
 * <p><b>Threads:</b> guarded by its owner; tells on the executor's.
 */
final class CommandEnds {
  private final KnownVocabularies known;
  private final VocabularyReports reports;
  private final Executor resolving;

  /** Commands that are to be answered when the newest version is settled, by vocabulary. */
  private final Map<String, Set<String>> unanswered = new HashMap<>();

  CommandEnds(KnownVocabularies known, VocabularyReports reports, Executor resolving) {
    this.known = known;
    this.reports = reports;
    this.resolving = resolving;
  }

  /** A vocabulary has a version: it answers for those that it overtakes, and for repetitions. */
  void defined(Vocabulary vocabulary) {
    String id = vocabulary.getVocabularyId();
    if (!known.settled(id)) {
      known
          .vocabulary(id)
          .filter(previous -> previous.getVersion() < vocabulary.getVersion())
          .ifPresent(previous -> lastCommand(previous).forEach(command -> postpone(id, command)));
    }
    known.define(vocabulary);
    vocabulary.getRepeatedCommandId().ifPresent(command -> repeated(vocabulary, command));
  }

  private void repeated(Vocabulary vocabulary, String commandId) {
    if (known.settled(vocabulary.getVocabularyId())) {
      known
          .failure(vocabulary)
          .ifPresentOrElse(
              error -> refused(vocabulary, commandId, error),
              () -> fulfilled(vocabulary, commandId));
    } else {
      postpone(vocabulary.getVocabularyId(), commandId);
    }
  }

  private void postpone(String vocabularyId, String commandId) {
    unanswered.computeIfAbsent(vocabularyId, id -> new LinkedHashSet<>()).add(commandId);
  }

  /**
   * Commands that waited for the newest version to be settled, beside the one that made it; they
   * are forgotten.
   */
  List<String> takeUnanswered(Vocabulary vocabulary) {
    String id = vocabulary.getVocabularyId();
    if (!known.settled(id)) {
      return List.of();
    }
    List<String> made = lastCommand(vocabulary);
    return takePostponed(id).stream().filter(command -> !made.contains(command)).toList();
  }

  private Set<String> takePostponed(String vocabularyId) {
    Set<String> commands = unanswered.remove(vocabularyId);
    return commands == null ? Set.of() : commands;
  }

  private static List<String> lastCommand(Vocabulary vocabulary) {
    List<String> commands = vocabulary.getRecentCommandIds();
    return commands.subList(Math.max(0, commands.size() - 1), commands.size());
  }

  /** A vocabulary is gone: whatever still waited for it to be ready is refused. */
  void forgotten(String vocabularyId) {
    Set<String> commands = new LinkedHashSet<>(takePostponed(vocabularyId));
    Optional<Vocabulary> gone = known.vocabulary(vocabularyId);
    gone.filter(vocabulary -> !known.settled(vocabularyId))
        .ifPresent(vocabulary -> commands.addAll(lastCommand(vocabulary)));
    known.forget(vocabularyId);
    String error = "vocabulary %s: deleted before the version was ready".formatted(vocabularyId);
    gone.ifPresent(vocabulary -> commands.forEach(command -> refused(vocabulary, command, error)));
  }

  /** A binding was taken away before it took effect. */
  void replaced(CameraBinding binding) {
    known
        .vocabulary(binding.getVocabularyId())
        .ifPresent(
            vocabulary ->
                refused(
                    vocabulary,
                    binding.getCommandId(),
                    "vocabulary %s: camera %s was bound otherwise before the version was ready"
                        .formatted(vocabulary.getVocabularyId(), binding.getCameraId())));
  }

  /** Lets bindings to these take effect that can, and tells of those that cannot now. */
  void bindings(Set<VocabularyKey> keys) {
    for (CameraBinding binding : known.settleBindings(keys)) {
      serving(binding).ifPresent(vocabulary -> fulfilled(vocabulary, binding.getCommandId()));
    }
    known
        .takeHopelessBindings(keys)
        .forEach(
            (binding, error) ->
                known
                    .vocabulary(binding.getVocabularyId())
                    .ifPresent(vocabulary -> refused(vocabulary, binding.getCommandId(), error)));
  }

  /** The version that serves a binding now; one that is kept no longer has its number only. */
  private Optional<Vocabulary> serving(CameraBinding binding) {
    String id = binding.getVocabularyId();
    return known
        .newest(known.key(binding))
        .map(ResolvedVocabulary::version)
        .flatMap(
            number ->
                known
                    .version(id, number)
                    .or(() -> known.vocabulary(id).map(newest -> numbered(newest, number))));
  }

  private static Vocabulary numbered(Vocabulary newest, int version) {
    return Vocabulary.newBuilder(newest).setVersion(version).clearEffectiveFromMicros().build();
  }

  private void fulfilled(Vocabulary vocabulary, String commandId) {
    resolving.execute(() -> reports.fulfilled(vocabulary, commandId));
  }

  private void refused(Vocabulary vocabulary, String commandId, String error) {
    resolving.execute(() -> reports.unfulfilled(vocabulary, commandId, error));
  }
}
