package io.lexiseg.processor.vocabulary;

import io.lexiseg.schemas.ResolutionTimings;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Words what this instance has to say about vocabularies. */
public final class VocabularyReports {
  private final String instanceId;
  private final Clock clock;
  private final Consumer<VocabularyStatus> publisher;

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

  void ready(
      Vocabulary vocabulary,
      CategoryResolver.Resolution resolution,
      ResolutionTimings timings,
      int indexGeneration) {
    publisher.accept(
        status(vocabulary, VocabularyState.READY)
            .setSupport(resolution.support())
            .setTimings(timings)
            .setIndexGeneration(indexGeneration)
            .build());
  }

  /** Answers a command that the version in service fulfils, although it did not make it. */
  void fulfilled(Vocabulary vocabulary, String commandId) {
    publisher.accept(status(vocabulary, VocabularyState.READY).setCommandId(commandId).build());
  }

  void waiting(Vocabulary vocabulary, String error) {
    publisher.accept(status(vocabulary, VocabularyState.PENDING).setError(error).build());
  }

  void failed(Vocabulary vocabulary, String error) {
    publisher.accept(status(vocabulary, VocabularyState.FAILED).setError(error).build());
  }

  /** A report that answers the command which made the version. */
  private VocabularyStatus.Builder status(Vocabulary vocabulary, VocabularyState state) {
    VocabularyStatus.Builder status =
        VocabularyStatus.newBuilder()
            .setVocabularyId(vocabulary.getVocabularyId())
            .setVersion(vocabulary.getVersion())
            .setInstanceId(instanceId)
            .setState(state)
            .setReportedAt(clock.instant());
    List<String> ids = vocabulary.getRecentCommandIds();
    return ids.isEmpty() ? status : status.setCommandId(ids.get(ids.size() - 1));
  }
}
