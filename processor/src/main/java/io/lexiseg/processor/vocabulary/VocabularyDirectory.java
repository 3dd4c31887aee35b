package io.lexiseg.processor.vocabulary;

import io.lexiseg.processor.RecordException;
import io.lexiseg.processor.prototype.ResolutionTrace;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which resolved vocabulary holds for a camera now. Learns from the topics what should hold,
 * resolves it on its own thread, and switches when that is ready; until then the old one serves.
 * Versions that are overtaken before they are resolved are skipped.
 *
 * <p><b>Threads:</b> safe. <b>Ownership:</b> the executor stays the caller's.
 */
public final class VocabularyDirectory {
  private static final Logger LOGGER = LoggerFactory.getLogger(VocabularyDirectory.class);

  /** Well below the time after which Kafka takes a silent thread for dead. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration POLL = Duration.ofSeconds(1);

  private final KnownVocabularies known;
  private final VocabularyReports reports;
  private final ResolutionLanes lanes;
  private final BackOff backOff;
  private final CommandEnds ends;
  private final Set<VocabularyKey> scheduled = new HashSet<>();
  private final Retries retries = new Retries();
  private Profiles profiles;

  /**
   * Creates a directory that knows nothing yet.
   *
   * @param defaultVocabulary vocabulary of cameras without a binding
   * @param lanes run what takes long
   */
  public VocabularyDirectory(
      Profiles profiles,
      String defaultVocabulary,
      VocabularyReports reports,
      ResolutionLanes lanes) {
    this(profiles, defaultVocabulary, reports, lanes, BackOff.standard());
  }

  /** With one thread for everything. */
  public VocabularyDirectory(
      Profiles profiles,
      String defaultVocabulary,
      VocabularyReports reports,
      ScheduledExecutorService resolving) {
    this(profiles, defaultVocabulary, reports, ResolutionLanes.single(resolving));
  }

  VocabularyDirectory(
      Profiles profiles,
      String defaultVocabulary,
      VocabularyReports reports,
      ResolutionLanes lanes,
      BackOff backOff) {
    this.profiles = profiles;
    this.known = new KnownVocabularies(profiles.defaultName(), defaultVocabulary);
    this.reports = reports;
    this.lanes = lanes;
    this.backOff = backOff;
    this.ends = new CommandEnds(known, reports, lanes.desk());
  }

  /** The topic holds a version; none: the vocabulary is gone. */
  public synchronized void vocabularyChanged(String vocabularyId, @Nullable Vocabulary vocabulary) {
    if (vocabulary == null) {
      ends.forgotten(vocabularyId);
    } else {
      known.define(vocabulary);
      vocabulary.getRepeatedCommandId().ifPresent(command -> ends.repeated(vocabulary, command));
    }
    if (vocabulary == null || vocabulary.getRepeatedCommandId().isEmpty()) {
      hurry(key -> key.vocabularyId().equals(vocabularyId)); // the words may be known ones now
    }
    update();
  }

  /** The topic holds a binding; none: the camera has no binding of its own any more. */
  public synchronized void bindingChanged(String cameraId, @Nullable CameraBinding binding) {
    Optional<CameraBinding> replaced =
        binding == null ? known.unbind(cameraId) : known.bind(binding);
    replaced.ifPresent(ends::replaced);
    update();
  }

  /**
   * What holds for a frame of a camera; waits a while when that is just being resolved.
   *
   * @param capturedAt when the camera took the frame
   * @throws RecordException.NoVocabulary if nothing is defined that applies to the camera
   * @throws UnavailableException if it is not resolved within a minute
   */
  public synchronized ActiveVocabulary active(String cameraId, Instant capturedAt) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Optional<ActiveVocabulary> active = known.active(cameraId, capturedAt);
    while (active.isEmpty()) {
      requireHope(cameraId, deadline);
      try {
        wait(POLL.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UnavailableException("camera %s: interrupted".formatted(cameraId), e);
      }
      active = known.active(cameraId, capturedAt);
    }
    return active.get();
  }

  /**
   * The newest version of a vocabulary that serves under the same profile and holds for a frame of
   * that capture time; the given one, if the vocabulary is gone. Never waits.
   */
  public synchronized ResolvedVocabulary newest(ResolvedVocabulary taken, Instant capturedAt) {
    return known.newest(taken, capturedAt);
  }

  /**
   * Takes another generation of the index into use: everything that serves is resolved with it off
   * the stream threads, then all of it is switched at once. What is resolved later is resolved with
   * the new one only.
   *
   * @return done when frames get it; failed if something could not be resolved, and then nothing
   *     has changed
   */
  public CompletableFuture<Void> renew(Profiles next) {
    return CompletableFuture.runAsync(() -> renewAll(next), lanes.many());
  }

  private void renewAll(Profiles next) {
    IdentityHashMap<ResolvedVocabulary, Optional<Renewal>> renewals = new IdentityHashMap<>();
    List<ResolvedVocabulary> newest;
    do { // small versions become ready meanwhile
      newest = serving();
      for (ResolvedVocabulary old : readyNow()) {
        renewals.computeIfAbsent(
            old, one -> version(one).map(vocabulary -> Renewal.of(one, vocabulary, next)));
      }
    } while (!switched(next, renewals));
    for (ResolvedVocabulary old : newest) {
      renewals.getOrDefault(old, Optional.empty()).ifPresent(renewal -> renewal.report(reports));
    }
  }

  private synchronized boolean switched(
      Profiles next, IdentityHashMap<ResolvedVocabulary, Optional<Renewal>> renewals) {
    if (!renewals.keySet().containsAll(known.ready())) {
      return false;
    }
    profiles = next;
    known.renew(
        old -> renewals.getOrDefault(old, Optional.empty()).map(Renewal::ready).orElse(old));
    update();
    return true;
  }

  private synchronized List<ResolvedVocabulary> serving() {
    return known.serving();
  }

  private synchronized List<ResolvedVocabulary> readyNow() {
    return known.ready();
  }

  private synchronized Optional<Vocabulary> version(ResolvedVocabulary resolved) {
    return known.version(resolved.vocabularyId(), resolved.version());
  }

  /** Tries at once what waits to be tried again. */
  public synchronized void hurry() {
    hurry(key -> true);
  }

  private void hurry(Predicate<VocabularyKey> which) {
    for (VocabularyKey key : retries.callOff(which)) {
      begin(key, 1);
    }
  }

  private void begin(VocabularyKey key, int attempt) {
    lanes.desk().execute(() -> choose(key, attempt));
  }

  /**
   * Tells on the status topic what troubles the index while all goes on, or that nothing does any
   * more. Of a vocabulary that waits for a newer version, its own reports tell more.
   */
  public synchronized void tell(Optional<String> trouble) {
    for (ResolvedVocabulary serving : known.serving()) {
      known
          .vocabulary(serving.vocabularyId())
          .filter(newest -> newest.getVersion() == serving.version())
          .ifPresent(
              vocabulary -> lanes.desk().execute(() -> reports.trouble(vocabulary, trouble)));
    }
  }

  private void requireHope(String cameraId, long deadline) {
    if (!known.mayComeFor(cameraId)) {
      throw new RecordException.NoVocabulary(
          "camera %s: expected a vocabulary bound to it, or a default one, found none%s"
              .formatted(cameraId, known.failureText()));
    }
    if (System.nanoTime() >= deadline) {
      throw new UnavailableException(
          "camera %s: no vocabulary became ready within %s".formatted(cameraId, PATIENCE));
    }
  }

  /** Whether at least one vocabulary is known and each known one is resolved, or has failed. */
  public synchronized boolean ready() {
    return !known.isEmpty() && known.unresolved().isEmpty();
  }

  /** Whether no vocabulary is known. */
  public synchronized boolean isEmpty() {
    return known.isEmpty();
  }

  /** Waits until {@link #ready()}. */
  public synchronized void awaitReady() throws InterruptedException {
    while (!ready()) {
      wait();
    }
  }

  private void update() {
    Set<VocabularyKey> touched = known.takeTouched();
    ends.bindings(touched);
    for (VocabularyKey key : touched) {
      if (known.unresolved().contains(key) && scheduled.add(key)) {
        begin(key, 1);
      }
    }
    notifyAll();
  }

  /**
   * Sends a version to the lane that fits it.
   *
   * @param attempt which one in a row, at least 1
   */
  private void choose(VocabularyKey key, int attempt) {
    Optional<Vocabulary> newest = newestUnresolved(key);
    if (newest.isPresent()) {
      int words = profiles().missing(key, newest.get());
      if (lanes.isTaken(words)) {
        reports.waiting(newest.get(), "waits until another large vocabulary is resolved");
      }
      lanes.run(words, () -> resolve(key, newest.get(), attempt));
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
      reports.waiting(vocabulary, e, serves(key), pause);
      tryAgain(key, vocabulary, attempt + 1, pause);
    }
  }

  private synchronized void tryAgain(
      VocabularyKey key, Vocabulary tried, int attempt, Duration pause) {
    if (!known.vocabulary(key.vocabularyId()).equals(Optional.of(tried))) {
      begin(key, attempt); // it changed meanwhile
      return;
    }
    retries.put(
        key,
        lanes.desk().schedule(() -> choose(key, attempt), pause.toMillis(), TimeUnit.MILLISECONDS));
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
      serveEarlier(key, vocabulary, Optional.of(Long.MAX_VALUE));
      failed(key, vocabulary, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Lets earlier versions serve that frames captured before a time need, each until the next one
   * takes effect. One that cannot be resolved is left out: an even earlier one may do.
   */
  private void serveEarlier(VocabularyKey key, Vocabulary vocabulary, Optional<Long> time) {
    List<PastVersion> history = vocabulary.getHistory();
    Optional<Long> until = time;
    for (int i = history.size() - 1; i >= 0 && until.isPresent(); i--) {
      PastVersion past = history.get(i);
      if (VersionHistory.holdsBefore(past, until.get()) && serve(key, past)) {
        until = past.getEffectiveFromMicros();
      }
    }
  }

  private boolean serve(VocabularyKey key, PastVersion past) {
    try {
      if (!serves(key, past.getVersion())) {
        Profiles now = profiles();
        CategoryResolver.Resolution resolution =
            now.profile(key.profile()).resolver().resolve(VocabularyContent.of(past));
        ResolvedVocabulary ready = ResolvedVocabulary.of(key, past.getVersion(), now, resolution);
        resolved(key, ready, now, past.getEffectiveFromMicros());
      }
      return true;
    } catch (UnavailableException | OvertakenException e) {
      throw e;
    } catch (RuntimeException e) { // of any kind, as for the newest
      LOGGER.warn(
          "vocabulary failed vocabularyId={} version={} cause={}",
          key.vocabularyId(),
          past.getVersion(),
          e.getMessage());
      return false;
    }
  }

  private synchronized boolean serves(VocabularyKey key) {
    return known.serves(key);
  }

  private synchronized boolean serves(VocabularyKey key, int version) {
    return known.serves(key, version);
  }

  private synchronized void resolved(
      VocabularyKey key,
      ResolvedVocabulary ready,
      Profiles with,
      Optional<Long> effectiveFromMicros) {
    requireUsed(key, with, ready.version());
    known.resolved(key, ready, effectiveFromMicros);
    update();
  }

  private synchronized Optional<String> fallen(Vocabulary vocabulary) {
    String id = vocabulary.getVocabularyId();
    return known
        .vocabulary(id)
        .filter(newest -> newest.getVersion() == vocabulary.getVersion())
        .flatMap(newest -> known.fallen().text(id));
  }

  /** Which vocabularies have a lower version than one that was known before, for people. */
  public synchronized Optional<String> fallen() {
    return known.fallen().text();
  }

  /** The profiles that versions are resolved under now. */
  public synchronized Profiles profiles() {
    return profiles;
  }

  private synchronized Optional<Vocabulary> newestUnresolved(VocabularyKey key) {
    retries.remove(key);
    if (!known.unresolved().contains(key)) {
      scheduled.remove(key);
      return Optional.empty();
    }
    return known.vocabulary(key.vocabularyId());
  }

  private void serve(VocabularyKey key, Vocabulary vocabulary) {
    ResolutionClock clock =
        new ResolutionClock(
            System::nanoTime,
            text -> tell(vocabulary, text),
            () -> requireNewest(key, vocabulary.getVersion()));
    Profiles now = profiles();
    CategoryResolver.Resolution resolution = watched(key, vocabulary, now, clock.trace());
    ResolvedVocabulary ready = ResolvedVocabulary.of(key, vocabulary.getVersion(), now, resolution);
    serveEarlier(key, vocabulary, vocabulary.getEffectiveFromMicros());
    clock.resolved();
    synchronized (this) {
      requireUsed(key, now, vocabulary.getVersion());
      scheduled.remove(key);
      known.resolved(key, ready, vocabulary.getEffectiveFromMicros());
      List<String> unanswered = known.takeUnanswered(vocabulary);
      clock.switched();
      lanes
          .desk()
          .execute(
              () -> {
                reports.ready(
                    vocabulary, resolution, clock.timings(), ready.origin().indexGeneration());
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

  private void tell(Vocabulary vocabulary, String text) {
    lanes.desk().execute(() -> reports.waiting(vocabulary, text));
  }

  private synchronized void requireNewest(VocabularyKey key, int version) {
    if (known
        .vocabulary(key.vocabularyId())
        .filter(newest -> newest.getVersion() == version)
        .isEmpty()) {
      throw new OvertakenException(key, version);
    }
  }

  /** Resolved with a generation that is not in use any more, it is resolved again, if at all. */
  @SuppressWarnings("ReferenceEquality") // the very profiles, not some like them
  private void requireUsed(VocabularyKey key, Profiles resolvedWith, int version) {
    if (profiles != resolvedWith || known.vocabulary(key.vocabularyId()).isEmpty()) {
      throw new OvertakenException(key, version);
    }
  }

  private synchronized void failed(VocabularyKey key, Vocabulary vocabulary, String message) {
    scheduled.remove(key);
    known.failed(key, vocabulary.getVersion(), message);
    List<String> unanswered = known.takeUnanswered(vocabulary);
    lanes.desk().execute(() -> tellFailed(key, vocabulary, message, unanswered));
    update();
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
