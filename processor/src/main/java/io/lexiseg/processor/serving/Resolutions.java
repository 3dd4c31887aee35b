package io.lexiseg.processor.serving;

import io.lexiseg.processor.serving.resolution.EarlierVersions;
import io.lexiseg.processor.serving.resolution.OvertakenException;
import io.lexiseg.processor.serving.resolution.ResolutionClock;
import io.lexiseg.processor.serving.resolution.ResolutionLanes;
import io.lexiseg.processor.serving.resolution.ResolutionWatch;
import io.lexiseg.processor.serving.resolution.Retries;
import io.lexiseg.processor.serving.resolution.VocabularyKey;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.category.CategoryResolver;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.category.ResolutionTrace;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.connection.BackOff;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes versions ready: each is resolved in the lane that fits it, then serves or fails; what an
 * index that is away has stopped is tried again. Versions that are overtaken before they are
 * resolved are skipped.
 *
 * <p><b>Threads:</b> safe. What it has in common with its owner is guarded by the owner's monitor.
 * It takes that to look and to switch, and holds it neither while it resolves nor while it reports.
 */
final class Resolutions {
  private static final Logger LOGGER = LoggerFactory.getLogger(Resolutions.class);

  private final Object monitor;
  private final KnownVocabularies known;
  private final PendingVersions pending;
  private final CommandEnds ends;
  private final VocabularyReports reports;
  private final ResolutionLanes lanes;
  private final BackOff backOff;

  /** What a lane has, or will get; guarded by the monitor, as the retries are. */
  private final Set<VocabularyKey> scheduled = new HashSet<>();

  private final Retries retries = new Retries();

  /**
   * What the owner and its resolutions have in common.
   *
   * @param monitor the owner's; guards the others
   */
  record Shared(
      Object monitor, KnownVocabularies known, PendingVersions pending, CommandEnds ends) {}

  /** Nothing is resolved yet. */
  Resolutions(Shared shared, VocabularyReports reports, ResolutionLanes lanes, BackOff backOff) {
    this.monitor = shared.monitor();
    this.known = shared.known();
    this.pending = shared.pending();
    this.ends = shared.ends();
    this.reports = reports;
    this.lanes = lanes;
    this.backOff = backOff;
  }

  /**
   * Draws the consequences of a change of what is known; whoever changed it still holds the
   * monitor.
   */
  void update() {
    synchronized (monitor) {
      Set<VocabularyKey> touched = known.takeTouched();
      ends.bindings(touched);
      pending.forgetSettled();
      for (VocabularyKey key : touched) {
        if (known.unresolved().contains(key) && scheduled.add(key)) {
          begin(key, 1);
        }
      }
      monitor.notifyAll();
    }
  }

  /** Tries at once what waits to be tried again. */
  void hurry(Predicate<VocabularyKey> which) {
    synchronized (monitor) {
      for (VocabularyKey key : retries.callOff(which)) {
        begin(key, 1);
      }
    }
  }

  private void begin(VocabularyKey key, int attempt) {
    lanes.desk().execute(() -> choose(key, attempt));
  }

  /**
   * Sends a version to the lane that fits it.
   *
   * @param attempt which one in a row, at least 1
   */
  private void choose(VocabularyKey key, int attempt) {
    Optional<Vocabulary> newest = newestUnresolved(key);
    if (newest.isPresent()) {
      int words = EarlierVersions.missing(key, profiles(), newest.get());
      if (lanes.isTaken(words)) {
        reports.waiting(newest.get(), "waits until another large vocabulary is resolved");
      }
      lanes.run(words, () -> resolve(key, newest.get(), attempt));
    }
  }

  private Optional<Vocabulary> newestUnresolved(VocabularyKey key) {
    synchronized (monitor) {
      retries.remove(key);
      if (!known.unresolved().contains(key)) {
        scheduled.remove(key);
        return Optional.empty();
      }
      return known.vocabulary(key.vocabularyId());
    }
  }

  /** Makes a version ready. */
  private void resolve(VocabularyKey key, Vocabulary vocabulary, int attempt) {
    try {
      serveOrFail(key, vocabulary);
    } catch (OvertakenException e) {
      begin(key, 1);
    } catch (UnavailableException e) {
      if (Thread.currentThread().isInterrupted()) {
        return; // the processor ends
      }
      LOGGER.warn("vocabulary waits vocabularyId={} cause={}", key.vocabularyId(), e.getMessage());
      Duration pause = backOff.pause(attempt);
      serveWhatIsKnown(key, vocabulary);
      reports.waiting(vocabulary, e, serves(key), pause);
      tryAgain(key, vocabulary, attempt + 1, pause);
      troubled(key, String.valueOf(e.getMessage()));
    }
  }

  private void tryAgain(VocabularyKey key, Vocabulary tried, int attempt, Duration pause) {
    synchronized (monitor) {
      if (!known.vocabulary(key.vocabularyId()).equals(Optional.of(tried))) {
        begin(key, attempt); // it changed meanwhile
        return;
      }
      Runnable again = () -> choose(key, attempt);
      retries.put(key, lanes.desk().schedule(again, pause.toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  private void troubled(VocabularyKey key, String trouble) {
    synchronized (monitor) {
      pending.troubled(key, trouble);
      monitor.notifyAll();
    }
  }

  private void serveOrFail(VocabularyKey key, Vocabulary vocabulary) {
    try {
      serve(key, vocabulary);
    } catch (UnavailableException | OvertakenException e) {
      throw e;
    } catch (RuntimeException e) { // of any kind: an old version must go on serving
      if (Thread.currentThread().isInterrupted()) {
        throw new UnavailableException("vocabulary: interrupted", e);
      }
      LOGGER.error(
          "vocabulary failed vocabularyId={} version={}",
          key.vocabularyId(),
          vocabulary.getVersion(),
          e);
      install(key, earlier(key).needed(vocabulary.getHistory(), Optional.of(Long.MAX_VALUE)));
      failed(key, vocabulary, String.valueOf(e.getMessage()));
    }
  }

  /** After a restart nothing serves yet: the last version that can be resolved does. */
  private void serveWhatIsKnown(VocabularyKey key, Vocabulary vocabulary) {
    if (!serves(key)) {
      install(key, earlier(key).known(vocabulary.getHistory()));
    }
  }

  private EarlierVersions earlier(VocabularyKey key) {
    return new EarlierVersions(key, profiles(), version -> serves(key, version));
  }

  private void install(VocabularyKey key, List<EarlierVersions.Ready> versions) {
    synchronized (monitor) {
      if (!versions.isEmpty()) {
        versions.forEach(one -> known.resolved(key, one.vocabulary(), one.effectiveFromMicros()));
        update();
      }
    }
  }

  private boolean serves(VocabularyKey key) {
    synchronized (monitor) {
      return known.serves(key);
    }
  }

  private boolean serves(VocabularyKey key, int version) {
    synchronized (monitor) {
      return known.serves(key, version);
    }
  }

  private Profiles profiles() {
    synchronized (monitor) {
      return known.profiles();
    }
  }

  private void serve(VocabularyKey key, Vocabulary vocabulary) {
    ResolutionClock clock =
        new ResolutionClock(
            System::nanoTime,
            text -> tell(vocabulary, text),
            () -> requireNewest(key, vocabulary.getVersion()));
    Profiles now = profiles();
    CategoryResolver.Resolution resolution = watched(key, vocabulary, now, clock.trace());
    ResolvedVocabulary ready = key.resolved(vocabulary.getVersion(), now, resolution);
    List<EarlierVersions.Ready> needed =
        earlier(key).needed(vocabulary.getHistory(), vocabulary.getEffectiveFromMicros());
    clock.resolved();
    synchronized (monitor) {
      requireUsed(key, now, vocabulary.getVersion());
      scheduled.remove(key);
      boolean again = known.ready(key, ready.version()).isPresent();
      needed.forEach(one -> known.resolved(key, one.vocabulary(), one.effectiveFromMicros()));
      known.resolved(key, ready, vocabulary.getEffectiveFromMicros());
      List<String> unanswered = ends.takeUnanswered(vocabulary);
      clock.switched();
      lanes
          .desk()
          .execute(
              () -> {
                tellReady(vocabulary, resolution, clock, again);
                fallen(vocabulary)
                    .ifPresent(text -> reports.trouble(vocabulary, Optional.of(text)));
                unanswered.forEach(commandId -> reports.fulfilled(vocabulary, commandId));
              });
      update();
    }
  }

  private CategoryResolver.Resolution watched(
      VocabularyKey key, Vocabulary vocabulary, Profiles now, ResolutionTrace trace) {
    CategoryResolver resolver = now.profile(key.profile()).resolver();
    ResolutionWatch watch =
        new ResolutionWatch(
            trace,
            silence ->
                reports.waiting(vocabulary, VocabularyReports.serving(silence, serves(key))));
    Future<?> watching = watch.start(lanes.desk());
    try {
      return resolver.resolve(VocabularyContent.of(vocabulary), trace);
    } finally {
      watching.cancel(false);
    }
  }

  private void requireNewest(VocabularyKey key, int version) {
    synchronized (monitor) {
      if (known
          .vocabulary(key.vocabularyId())
          .filter(newest -> newest.getVersion() == version)
          .isEmpty()) {
        throw new OvertakenException(key, version);
      }
    }
  }

  /** Resolved with a generation that is not in use any more, it is resolved again, if at all. */
  @SuppressWarnings("ReferenceEquality") // the very profiles, not some like them
  private void requireUsed(VocabularyKey key, Profiles resolvedWith, int version) {
    if (profiles() != resolvedWith || known.vocabulary(key.vocabularyId()).isEmpty()) {
      throw new OvertakenException(key, version);
    }
    requireNotFallen(key, version);
  }

  /** What serves or fails under a number that has fallen since says nothing of the lower one. */
  private void requireNotFallen(VocabularyKey key, int version) {
    if (known
        .vocabulary(key.vocabularyId())
        .filter(newest -> newest.getVersion() < version)
        .isPresent()) {
      throw new OvertakenException(key, version);
    }
  }

  private void failed(VocabularyKey key, Vocabulary vocabulary, String message) {
    synchronized (monitor) {
      requireNotFallen(key, vocabulary.getVersion());
      scheduled.remove(key);
      known.failed(key, vocabulary.getVersion(), message);
      List<String> unanswered = ends.takeUnanswered(vocabulary);
      lanes.desk().execute(() -> tellFailed(key, vocabulary, message, unanswered));
      update();
    }
  }

  private void tell(Vocabulary vocabulary, String text) {
    lanes.desk().execute(() -> reports.waiting(vocabulary, text));
  }

  private void tellReady(
      Vocabulary vocabulary,
      CategoryResolver.Resolution resolution,
      ResolutionClock clock,
      boolean again) {
    int generation = profiles().origin().indexGeneration();
    if (again) {
      reports.renewed(vocabulary, resolution, clock.timings(), generation);
    } else {
      reports.ready(vocabulary, resolution, clock.timings(), generation);
    }
  }

  private Optional<String> fallen(Vocabulary vocabulary) {
    String id = vocabulary.getVocabularyId();
    synchronized (monitor) {
      return known
          .vocabulary(id)
          .filter(newest -> newest.getVersion() == vocabulary.getVersion())
          .flatMap(newest -> known.fallen().text(id));
    }
  }

  private void tellFailed(
      VocabularyKey key, Vocabulary vocabulary, String message, List<String> unanswered) {
    if (key.profile().equals(profiles().defaultName())) {
      reports.failed(vocabulary, message);
    } else {
      reports.failedUnder(key.profile(), vocabulary, message);
    }
    unanswered.forEach(commandId -> reports.unfulfilled(vocabulary, commandId, message));
  }
}
