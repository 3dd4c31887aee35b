package io.lexiseg.processor.command;

import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a command leads to.
 *
 * @param remembered the vocabulary as it is kept; empty: nothing changes
 * @param told the version that everybody is told, a new one or once more; without categories it
 *     says that the vocabulary is gone
 * @param bindings what cameras are bound to from now on, by camera; empty: to nothing
 * @param exemplars that came or went, by id; those that went may be needed by other vocabularies
 * @param preview what is to be tried on pictures
 * @param answer to the issuer
 */
public record Decision(
    Optional<Vocabulary> remembered,
    Optional<Vocabulary> told,
    Map<String, Optional<CameraBinding>> bindings,
    Map<String, Optional<Exemplar>> exemplars,
    Optional<PreviewOrder> preview,
    VocabularyStatus answer) {
  public Decision {
    exemplars = Collections.unmodifiableMap(new LinkedHashMap<>(exemplars));
    bindings = Collections.unmodifiableMap(new LinkedHashMap<>(bindings));
  }

  static Decision unchanged(VocabularyStatus answer) {
    return new Decision(
        Optional.empty(), Optional.empty(), Map.of(), Map.of(), Optional.empty(), answer);
  }

  static Decision version(
      Vocabulary version, Map<String, Optional<Exemplar>> exemplars, VocabularyStatus answer) {
    return new Decision(
        Optional.of(version), Optional.of(version), Map.of(), exemplars, Optional.empty(), answer);
  }

  /**
   * Nothing changes, but all is told again, and everybody who serves the version shall say so.
   *
   * @param bindings as they are
   * @param exemplars that are there or gone
   */
  static Decision repeated(
      Vocabulary version,
      Map<String, Optional<CameraBinding>> bindings,
      Map<String, Optional<Exemplar>> exemplars,
      VocabularyStatus answer) {
    return new Decision(
        Optional.empty(), Optional.of(version), bindings, exemplars, Optional.empty(), answer);
  }

  /** Other bindings hold; the vocabulary is kept but not told, as that is no new version. */
  static Decision bindings(
      Vocabulary remembered,
      Map<String, Optional<CameraBinding>> bindings,
      VocabularyStatus answer) {
    return new Decision(
        Optional.of(remembered), Optional.empty(), bindings, Map.of(), Optional.empty(), answer);
  }

  /** Nothing changes, whatever comes out. */
  static Decision preview(PreviewOrder order, VocabularyStatus answer) {
    return new Decision(
        Optional.empty(), Optional.empty(), Map.of(), Map.of(), Optional.of(order), answer);
  }

  /**
   * The same, refused after all.
   *
   * @param version that holds
   */
  public Decision refused(String error, int version) {
    return unchanged(
        VocabularyStatus.newBuilder(answer)
            .setVersion(version)
            .clearEffectiveFromMicros()
            .setState(VocabularyState.FAILED)
            .setError(error)
            .build());
  }
}
