package io.lexiseg.processor.serving;

import io.lexiseg.processor.serving.resolution.ResolutionLanes;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.connection.BackOff;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Says which resolved vocabulary holds for a camera now. Learns from the topics what should hold,
 * has it resolved off the stream threads, and switches when that is ready; until then the old one
 * serves.
 *
 * <p><b>Threads:</b> safe. One monitor, this, guards all that it knows; {@link Resolutions} takes
 * it too. <b>Ownership:</b> the executors stay the caller's.
 */
public final class VocabularyDirectory {
  private final KnownVocabularies known;
  private final PendingVersions pending;
  private final CameraVocabularies cameras;
  private final VocabularyReports reports;
  private final ResolutionLanes lanes;
  private final CommandEnds ends;
  private final Resolutions resolutions;

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
    this.known = new KnownVocabularies(profiles, defaultVocabulary);
    this.pending = new PendingVersions(known);
    this.cameras = new CameraVocabularies(known, pending);
    this.reports = reports;
    this.lanes = lanes;
    this.ends = new CommandEnds(known, reports, lanes.desk());
    this.resolutions =
        new Resolutions(
            new Resolutions.Shared(this, known, pending, ends), reports, lanes, backOff);
  }

  /** The topic holds a version; none: the vocabulary is gone. */
  public synchronized void vocabularyChanged(String vocabularyId, @Nullable Vocabulary vocabulary) {
    if (vocabulary == null) {
      ends.forgotten(vocabularyId);
    } else {
      ends.defined(vocabulary);
    }
    if (vocabulary == null || vocabulary.getRepeatedCommandId().isEmpty()) {
      resolutions.hurry(
          key -> key.vocabularyId().equals(vocabularyId)); // the words may be known ones now
    }
    resolutions.update();
  }

  /** The topic holds a binding; none: the camera has no binding of its own any more. */
  public synchronized void bindingChanged(String cameraId, @Nullable CameraBinding binding) {
    Optional<CameraBinding> replaced =
        binding == null ? known.unbind(cameraId) : known.bind(binding);
    replaced.ifPresent(ends::replaced);
    resolutions.update();
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
    known.renew(next, renewals::successor);
    renewals.troubles().forEach(pending::troubled);
    resolutions.update();
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
    resolutions.hurry(key -> true);
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

  /** Which vocabularies have a lower version than one that was known before, for people. */
  public synchronized Optional<String> fallen() {
    return known.fallen().text();
  }

  /** The profiles that versions are resolved under now. */
  public synchronized Profiles profiles() {
    return known.profiles();
  }
}
