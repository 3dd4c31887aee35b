package io.lexiseg.processor.serving;

import io.lexiseg.processor.serving.resolution.BackOff;
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
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
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

  private final KnownVocabularies known;
  private final PendingVersions pending;
  private final CameraVocabularies cameras;
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
    this.known = new KnownVocabularies(profiles, defaultVocabulary);
    this.pending = new PendingVersions(known);
    this.cameras = new CameraVocabularies(known, pending);
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
   * What is told until {@link #tablesLoaded} is what the tables hold at start: bindings among it
   * have been in force before, and their cameras wait for them instead of using others'.
   */
  public synchronized void tablesLoading() {
    known.loading(true);
  }

  /** What is told from now on changes what cameras use while they use it. */
  public synchronized void tablesLoaded() {
    known.loading(false);
  }

  /**
   * What holds for a frame of a camera. Never waits.
   *
   * @param capturedAt when the camera took the frame
   */
  public synchronized CameraVocabulary active(String cameraId, Instant capturedAt) {
    return cameras.of(cameraId, capturedAt);
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
   * the stream threads, then all of it is switched at once. A vocabulary that cannot be resolved
   * now serves on as it is, says so, and is tried again. What is resolved later is resolved with
   * the new generation only.
   *
   * @return done when frames get it; failed if nothing could be resolved, and then nothing has
   *     changed
   */
  public CompletableFuture<Void> renew(Profiles next) {
    return CompletableFuture.runAsync(() -> renewAll(next), lanes.many());
  }

  private void renewAll(Profiles next) {
    Renewals renewals = new Renewals(next);
    List<ResolvedVocabulary> newest;
    do { // small versions become ready meanwhile
      newest = serving();
      readyNow().forEach(old -> renewals.resolve(old, version(old)));
      renewals.requireAny();
    } while (!switched(next, renewals));
    newest.forEach(old -> renewals.report(old, reports));
  }

  private synchronized boolean switched(Profiles next, Renewals renewals) {
    if (!renewals.haveSeen(known.ready())) {
      return false;
    }
    profiles = next;
    known.renew(next.origin(), renewals::successor);
    renewals.troubles().forEach(pending::troubled);
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

  /** Whether at least one vocabulary is known and each known one is resolved, or has failed. */
  public synchronized boolean ready() {
    return !known.isEmpty() && known.unresolved().isEmpty();
  }

  /** Whether there is a vocabulary of that id. */
  public synchronized boolean knows(String vocabularyId) {
    return known.vocabulary(vocabularyId).isPresent();
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

  /**
   * Waits until each known version is ready, hopeless, or was tried in vain.
   *
   * @param longest no longer than that
   */
  public synchronized void awaitTried(Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    long left = longest.toMillis();
    while (!pending.tried() && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  /** Which versions wait and why, for people; empty: none. */
  public synchronized Optional<String> waiting() {
    return pending.text();
  }

  /**
   * Why no frame of any camera can be segmented although there are vocabularies; empty: some can.
   */
  public synchronized Optional<String> servesNothing() {
    return known.serveNothing()
        ? pending.text().or(() -> Optional.of("none can be resolved" + known.failureText()))
        : Optional.empty();
  }

  private void update() {
    Set<VocabularyKey> touched = known.takeTouched();
    ends.bindings(touched);
    pending.forgetSettled();
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
      int words = EarlierVersions.missing(key, profiles(), newest.get());
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
      serveWhatIsKnown(key, vocabulary);
      reports.waiting(vocabulary, e, serves(key), pause);
      tryAgain(key, vocabulary, attempt + 1, pause);
      troubled(key, String.valueOf(e.getMessage()));
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

  private synchronized void install(VocabularyKey key, List<EarlierVersions.Ready> versions) {
    if (!versions.isEmpty()) {
      versions.forEach(one -> known.resolved(key, one.vocabulary(), one.effectiveFromMicros()));
      update();
    }
  }

  private synchronized void troubled(VocabularyKey key, String trouble) {
    pending.troubled(key, trouble);
    notifyAll();
  }

  private synchronized boolean serves(VocabularyKey key) {
    return known.serves(key);
  }

  private synchronized boolean serves(VocabularyKey key, int version) {
    return known.serves(key, version);
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
    ResolvedVocabulary ready = key.resolved(vocabulary.getVersion(), now, resolution);
    List<EarlierVersions.Ready> needed =
        earlier(key).needed(vocabulary.getHistory(), vocabulary.getEffectiveFromMicros());
    clock.resolved();
    synchronized (this) {
      requireUsed(key, now, vocabulary.getVersion());
      scheduled.remove(key);
      boolean again = known.ready(key, ready.version()).isPresent();
      needed.forEach(one -> known.resolved(key, one.vocabulary(), one.effectiveFromMicros()));
      known.resolved(key, ready, vocabulary.getEffectiveFromMicros());
      List<String> unanswered = known.takeUnanswered(vocabulary);
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
