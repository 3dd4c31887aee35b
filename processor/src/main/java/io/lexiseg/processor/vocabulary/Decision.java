package io.lexiseg.processor.vocabulary;

import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.Vocabulary;
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
 * @param answer to the issuer
 */
record Decision(
    Optional<Vocabulary> remembered,
    Optional<Vocabulary> told,
    Map<String, Optional<CameraBinding>> bindings,
    Map<String, Optional<Exemplar>> exemplars,
    VocabularyStatus answer) {
  Decision {
    exemplars = Collections.unmodifiableMap(new LinkedHashMap<>(exemplars));
    bindings = Collections.unmodifiableMap(new LinkedHashMap<>(bindings));
  }

  static Decision unchanged(VocabularyStatus answer) {
    return new Decision(Optional.empty(), Optional.empty(), Map.of(), Map.of(), answer);
  }

  static Decision version(
      Vocabulary version, Map<String, Optional<Exemplar>> exemplars, VocabularyStatus answer) {
    return new Decision(Optional.of(version), Optional.of(version), Map.of(), exemplars, answer);
  }

  /** Nothing changes, but everybody who serves the version shall say so again. */
  static Decision repeated(Vocabulary version, VocabularyStatus answer) {
    return new Decision(Optional.empty(), Optional.of(version), Map.of(), Map.of(), answer);
  }
}
