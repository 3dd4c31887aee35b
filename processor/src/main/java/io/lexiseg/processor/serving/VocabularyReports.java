package io.lexiseg.processor.serving;

import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.category.CategoryResolver;
import io.lexiseg.recognition.category.NameWarnings;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.ResolutionTimings;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Words what this instance has to say about vocabularies. */
public final class VocabularyReports {
  private final String instanceId;
  private final Clock clock;
  private final Consumer<VocabularyStatus> publisher;
  private final Map<String, Known> lastReady = new ConcurrentHashMap<>();

  private record Known(
      int version, List<CategorySupport> support, List<String> warnings, int indexGeneration) {}

  /**
   * Creates reports of one instance.
   *
   * @param publisher takes them; must not block for long
   */
  public VocabularyReports(String instanceId, Clock clock, Consumer<VocabularyStatus> publisher) {
    this.instanceId = instanceId;
    this.clock = clock;
    this.publisher = publisher;
  }

  /** A version serves, and the command that made it is answered. */
  void ready(
      Vocabulary vocabulary,
      CategoryResolver.Resolution resolution,
      ResolutionTimings timings,
      int indexGeneration) {
    tellReady(
        status(vocabulary, VocabularyState.READY),
        known(vocabulary, resolution, indexGeneration),
        timings);
  }

  /** A version that served already serves with another generation of the index. */
  void renewed(
      Vocabulary vocabulary,
      CategoryResolver.Resolution resolution,
      ResolutionTimings timings,
      int indexGeneration) {
    tellReady(
        plain(vocabulary, VocabularyState.READY),
        known(vocabulary, resolution, indexGeneration),
        timings);
  }

  private static Known known(
      Vocabulary vocabulary, CategoryResolver.Resolution resolution, int indexGeneration) {
    return new Known(
        vocabulary.getVersion(),
        resolution.support(),
        NameWarnings.of(resolution.bank()),
        indexGeneration);
  }

  private void tellReady(VocabularyStatus.Builder status, Known known, ResolutionTimings timings) {
    VocabularyStatus ready =
        status
            .setSupport(known.support())
            .setWarnings(known.warnings())
            .setIndexGeneration(known.indexGeneration())
            .setTimings(timings)
            .build();
    lastReady.put(ready.getVocabularyId(), known);
    publisher.accept(ready);
  }

  /** Answers a command that the version in service fulfils, although it did not make it. */
  void fulfilled(Vocabulary vocabulary, String commandId) {
    publisher.accept(serving(vocabulary).setCommandId(commandId).build());
  }

  /** Answers a command that the newest version would fulfil, if it did not fail. */
  void unfulfilled(Vocabulary vocabulary, String commandId, String error) {
    publisher.accept(
        plain(vocabulary, VocabularyState.FAILED).setCommandId(commandId).setError(error).build());
  }

  /** A version serves although something is wrong, or nothing is wrong any more. */
  void trouble(Vocabulary vocabulary, Optional<String> trouble) {
    VocabularyStatus.Builder status = serving(vocabulary);
    trouble.ifPresentOrElse(status::setError, status::clearError);
    publisher.accept(status.build());
  }

  /** Ready, with what was said when it became so: the topic keeps the last report only. */
  private VocabularyStatus.Builder serving(Vocabulary vocabulary) {
    VocabularyStatus.Builder status = plain(vocabulary, VocabularyState.READY);
    Known known = lastReady.get(vocabulary.getVocabularyId());
    return known == null || known.version() != vocabulary.getVersion()
        ? status
        : status
            .setSupport(known.support())
            .setWarnings(known.warnings())
            .setIndexGeneration(known.indexGeneration());
  }

  /** A version waits for something that does not answer. */
  void waiting(Vocabulary vocabulary, UnavailableException reason, boolean serves, Duration pause) {
    waiting(
        vocabulary,
        "%s, next attempt in %.1f s"
            .formatted(
                serving(String.valueOf(reason.getMessage()), serves), pause.toMillis() / 1000.0));
  }

  /** A reason to wait, and what that means for cameras. */
  static String serving(String reason, boolean serves) {
    return "%s; %s"
        .formatted(reason, serves ? "the version before serves" : "no version serves yet");
  }

  void waiting(Vocabulary vocabulary, String error) {
    publisher.accept(status(vocabulary, VocabularyState.PENDING).setError(error).build());
  }

  void failed(Vocabulary vocabulary, String error) {
    publisher.accept(status(vocabulary, VocabularyState.FAILED).setError(error).build());
  }

  /** A version is not what a profile can serve; the command that made it is not to blame. */
  void failedUnder(String profile, Vocabulary vocabulary, String error) {
    publisher.accept(
        plain(vocabulary, VocabularyState.FAILED)
            .setError("profile %s: %s".formatted(profile, error))
            .build());
  }

  /** A report that answers the command which made the version. */
  private VocabularyStatus.Builder status(Vocabulary vocabulary, VocabularyState state) {
    VocabularyStatus.Builder status = plain(vocabulary, state);
    List<String> ids = vocabulary.getRecentCommandIds();
    return ids.isEmpty() ? status : status.setCommandId(ids.get(ids.size() - 1));
  }

  /** A report that answers no command. */
  private VocabularyStatus.Builder plain(Vocabulary vocabulary, VocabularyState state) {
    VocabularyStatus.Builder status =
        VocabularyStatus.newBuilder()
            .setVocabularyId(vocabulary.getVocabularyId())
            .setVersion(vocabulary.getVersion())
            .setInstanceId(instanceId)
            .setState(state)
            .setReportedAt(clock.instant());
    vocabulary.getEffectiveFromMicros().ifPresent(status::setEffectiveFromMicros);
    return status;
  }
}
