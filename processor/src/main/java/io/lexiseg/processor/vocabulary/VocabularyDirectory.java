package io.lexiseg.processor.vocabulary;

import io.lexiseg.processor.RecordException;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Vocabulary;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofSeconds(30);

  /** Well below the time after which Kafka takes a silent thread for dead. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration POLL = Duration.ofSeconds(1);

  private final Profiles profiles;
  private final KnownVocabularies known;
  private final VocabularyReports reports;
  private final ScheduledExecutorService resolving;
  private final Set<VocabularyKey> scheduled = new HashSet<>();

  /**
   * Creates a directory that knows nothing yet.
   *
   * @param defaultVocabulary vocabulary of cameras without a binding
   * @param resolving runs what takes long
   */
  public VocabularyDirectory(
      Profiles profiles,
      String defaultVocabulary,
      VocabularyReports reports,
      ScheduledExecutorService resolving) {
    this.profiles = profiles;
    this.known = new KnownVocabularies(profiles.defaultName(), defaultVocabulary);
    this.reports = reports;
    this.resolving = resolving;
  }

  /** The topic holds a version; none: the vocabulary is gone. */
  public synchronized void vocabularyChanged(String vocabularyId, @Nullable Vocabulary vocabulary) {
    if (vocabulary == null) {
      known.forget(vocabularyId);
    } else {
      known.define(vocabulary);
    }
    update();
  }

  /** The topic holds a binding; none: the camera has no binding of its own any more. */
  public synchronized void bindingChanged(String cameraId, @Nullable CameraBinding binding) {
    if (binding == null) {
      known.unbind(cameraId);
    } else {
      known.bind(binding);
    }
    update();
  }

  /**
   * What holds for the next frame of a camera; waits a while when that is just being resolved.
   *
   * @throws RecordException.NoVocabulary if nothing is defined that applies to the camera
   * @throws UnavailableException if it is not resolved within a minute
   */
  public synchronized ActiveVocabulary active(String cameraId) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Optional<ActiveVocabulary> active = known.active(cameraId);
    while (active.isEmpty()) {
      requireHope(cameraId, deadline);
      try {
        wait(POLL.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UnavailableException("camera %s: interrupted".formatted(cameraId), e);
      }
      active = known.active(cameraId);
    }
    return active.get();
  }

  /**
   * The newest version of a vocabulary that serves under the same profile; the given one, if that
   * is gone. Never waits.
   */
  public synchronized ResolvedVocabulary newest(ResolvedVocabulary taken) {
    return known.newest(taken);
  }

  private void requireHope(String cameraId, long deadline) {
    if (known.unresolved().isEmpty()) {
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

  /** Waits until {@link #ready()}. */
  public synchronized void awaitReady() throws InterruptedException {
    while (!ready()) {
      wait();
    }
  }

  private void update() {
    settleBindings();
    for (VocabularyKey key : known.unresolved()) {
      if (scheduled.add(key)) {
        resolving.execute(() -> resolve(key, FIRST_RETRY));
      }
    }
    notifyAll();
  }

  private void settleBindings() {
    for (CameraBinding binding : known.settleBindings()) {
      known
          .vocabulary(binding.getVocabularyId())
          .ifPresent(
              vocabulary ->
                  resolving.execute(() -> reports.fulfilled(vocabulary, binding.getCommandId())));
    }
  }

  private void resolve(VocabularyKey key, Duration retry) {
    Optional<Vocabulary> newest = newestUnresolved(key);
    if (newest.isEmpty()) {
      return;
    }
    Vocabulary vocabulary = newest.get();
    try {
      serveOrFail(key, vocabulary);
    } catch (UnavailableException e) {
      LOGGER.warn("vocabulary waits vocabularyId={} cause={}", key.vocabularyId(), e.getMessage());
      reports.waiting(vocabulary, String.valueOf(e.getMessage()));
      Duration next = Collections.min(List.of(retry.multipliedBy(2), LAST_RETRY));
      var unused =
          resolving.schedule(() -> resolve(key, next), retry.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void serveOrFail(VocabularyKey key, Vocabulary vocabulary) {
    try {
      serve(key, vocabulary);
    } catch (UnavailableException e) {
      throw e;
    } catch (RuntimeException e) { // of any kind: an old version must go on serving
      LOGGER.error(
          "vocabulary failed vocabularyId={} version={}",
          key.vocabularyId(),
          vocabulary.getVersion(),
          e);
      serveEarlier(key, vocabulary);
      failed(key, vocabulary, String.valueOf(e.getMessage()));
    }
  }

  /**
   * After a restart nothing serves yet: the newest of the earlier versions that can be resolved.
   */
  private void serveEarlier(VocabularyKey key, Vocabulary vocabulary) {
    List<PastVersion> history = vocabulary.getHistory();
    for (int i = history.size() - 1; i >= 0 && !serves(key); i--) {
      PastVersion past = history.get(i);
      try {
        Profiles.Profile profile = profiles.profile(key.profile());
        CategoryResolver.Resolution resolution = profile.resolver().resolve(past.getCategories());
        resolved(key, ready(key, past.getVersion(), profile, resolution));
      } catch (UnavailableException e) {
        throw e;
      } catch (RuntimeException e) { // an even earlier one may do
        LOGGER.warn(
            "vocabulary failed vocabularyId={} version={} cause={}",
            key.vocabularyId(),
            past.getVersion(),
            e.getMessage());
      }
    }
  }

  private synchronized boolean serves(VocabularyKey key) {
    return known.serves(key);
  }

  private synchronized void resolved(VocabularyKey key, ResolvedVocabulary ready) {
    known.resolved(key, ready);
    update();
  }

  private synchronized Optional<Vocabulary> newestUnresolved(VocabularyKey key) {
    if (!known.unresolved().contains(key)) {
      scheduled.remove(key);
      return Optional.empty();
    }
    return known.vocabulary(key.vocabularyId());
  }

  private void serve(VocabularyKey key, Vocabulary vocabulary) {
    ResolutionClock clock = new ResolutionClock(System::nanoTime);
    Profiles.Profile profile = profiles.profile(key.profile());
    CategoryResolver.Resolution resolution =
        profile.resolver().resolve(vocabulary.getCategories(), clock.trace());
    ResolvedVocabulary ready = ready(key, vocabulary.getVersion(), profile, resolution);
    clock.resolved();
    List<String> overtaken;
    synchronized (this) {
      scheduled.remove(key);
      known.resolved(key, ready);
      boolean newest = !known.unresolved().contains(key);
      overtaken = newest ? known.takeOvertaken(key.vocabularyId()) : List.of();
      update();
    }
    clock.switched();
    reports.ready(vocabulary, resolution, clock.timings(), ready.origin().indexGeneration());
    overtaken.forEach(commandId -> reports.fulfilled(vocabulary, commandId));
  }

  private ResolvedVocabulary ready(
      VocabularyKey key,
      int version,
      Profiles.Profile profile,
      CategoryResolver.Resolution resolution) {
    return new ResolvedVocabulary(
        key.vocabularyId(),
        version,
        key.profile(),
        profiles.origin(),
        profile.settings(),
        resolution.bank());
  }

  private void failed(VocabularyKey key, Vocabulary vocabulary, String message) {
    synchronized (this) {
      scheduled.remove(key);
      known.failed(key, vocabulary.getVersion(), message);
      update();
    }
    reports.failed(vocabulary, message);
  }
}
