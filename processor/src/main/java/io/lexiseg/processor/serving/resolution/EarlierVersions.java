package io.lexiseg.processor.serving.resolution;

import io.lexiseg.processor.command.VersionHistory;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.category.CategoryResolver;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Vocabulary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolves earlier versions that frames captured before a time need, each until the next one takes
 * effect. One that cannot be resolved is left out: an even earlier one may do.
 */
public final class EarlierVersions {
  private static final Logger LOGGER = LoggerFactory.getLogger(EarlierVersions.class);

  /** An index that hangs is not asked for one version after the other. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final VocabularyKey key;
  private final Profiles profiles;
  private final IntPredicate serves;

  /**
   * A version that can serve.
   *
   * @param effectiveFromMicros capture time from which on it holds
   */
  public record Ready(ResolvedVocabulary vocabulary, Optional<Long> effectiveFromMicros) {}

  /**
   * For the versions of one vocabulary.
   *
   * @param serves whether a version serves already
   */
  public EarlierVersions(VocabularyKey key, Profiles profiles, IntPredicate serves) {
    this.key = key;
    this.profiles = profiles;
    this.serves = serves;
  }

  /** How many words of a version, and of those before it that frames need, are not known yet. */
  public static int missing(VocabularyKey key, Profiles profiles, Vocabulary vocabulary) {
    if (!profiles.names().contains(key.profile())) {
      return 0; // it fails at once
    }
    CategoryResolver resolver = profiles.profile(key.profile()).resolver();
    return resolver.missing(VocabularyContent.of(vocabulary))
        + VersionHistory.needed(vocabulary.getHistory(), vocabulary.getEffectiveFromMicros())
            .stream()
            .mapToInt(past -> resolver.missing(VocabularyContent.of(past)))
            .sum();
  }

  /**
   * Those that frames need until a time, newest first, without those that serve already.
   *
   * @param history oldest first
   * @throws UnavailableException if the index does not answer for one of them
   */
  public List<Ready> needed(List<PastVersion> history, Optional<Long> time) {
    List<Ready> found = new ArrayList<>();
    Optional<Long> until = time;
    for (int i = history.size() - 1; i >= 0 && until.isPresent(); i--) {
      PastVersion past = history.get(i);
      if (VersionHistory.holdsBefore(past, until.get())
          && (serves.test(past.getVersion()) || resolve(past, found))) {
        until = past.getEffectiveFromMicros();
      }
    }
    return found;
  }

  /** The newest that can be resolved although the index does not answer for all of them. */
  public List<Ready> known(List<PastVersion> history) {
    long end = System.nanoTime() + LONGEST.toNanos();
    List<Ready> found = new ArrayList<>();
    Optional<Long> until = Optional.of(Long.MAX_VALUE);
    for (int i = history.size() - 1; i >= 0 && until.isPresent(); i--) {
      PastVersion past = history.get(i);
      boolean wanted = VersionHistory.holdsBefore(past, until.get());
      if (wanted && System.nanoTime() - end < 0 && answered(past, found)) {
        until = past.getEffectiveFromMicros();
      }
    }
    return found;
  }

  private boolean answered(PastVersion past, List<Ready> found) {
    try {
      return resolve(past, found);
    } catch (UnavailableException e) {
      return false;
    }
  }

  private boolean resolve(PastVersion past, List<Ready> found) {
    try {
      CategoryResolver.Resolution resolution =
          profiles.profile(key.profile()).resolver().resolve(VocabularyContent.of(past));
      found.add(
          new Ready(
              key.resolved(past.getVersion(), profiles, resolution),
              past.getEffectiveFromMicros()));
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
}
