package io.lexiseg.processor.serving;

import io.lexiseg.processor.serving.resolution.VocabularyKey;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Vocabulary;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Tells the end of commands that no version of their own tells: repeated ones, bindings, and those
 * whose vocabulary or binding is gone before it was ready.
 *
 * <p><b>Threads:</b> guarded by its owner; tells on the executor's.
 */
final class CommandEnds {
  private final KnownVocabularies known;
  private final VocabularyReports reports;
  private final Executor resolving;

  CommandEnds(KnownVocabularies known, VocabularyReports reports, Executor resolving) {
    this.known = known;
    this.reports = reports;
    this.resolving = resolving;
  }

  /** A vocabulary is gone. */
  void forgotten(String vocabularyId) {
    Optional<Vocabulary> gone = known.vocabulary(vocabularyId);
    List<String> pending = known.forget(vocabularyId);
    gone.ifPresent(
        vocabulary ->
            pending.forEach(
                command ->
                    refused(
                        vocabulary,
                        command,
                        "vocabulary %s: deleted before the version was ready"
                            .formatted(vocabularyId))));
  }

  /** A command has come again. */
  void repeated(Vocabulary vocabulary, String commandId) {
    if (known.settled(vocabulary.getVocabularyId())) {
      known
          .failure(vocabulary)
          .ifPresentOrElse(
              error -> refused(vocabulary, commandId, error),
              () -> fulfilled(vocabulary, commandId));
    } else {
      known.postpone(vocabulary.getVocabularyId(), commandId);
    }
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
      known.serving(binding).ifPresent(vocabulary -> fulfilled(vocabulary, binding.getCommandId()));
    }
    known
        .takeHopelessBindings(keys)
        .forEach(
            (binding, error) ->
                known
                    .vocabulary(binding.getVocabularyId())
                    .ifPresent(vocabulary -> refused(vocabulary, binding.getCommandId(), error)));
  }

  private void fulfilled(Vocabulary vocabulary, String commandId) {
    resolving.execute(() -> reports.fulfilled(vocabulary, commandId));
  }

  private void refused(Vocabulary vocabulary, String commandId, String error) {
    resolving.execute(() -> reports.unfulfilled(vocabulary, commandId, error));
  }
}
