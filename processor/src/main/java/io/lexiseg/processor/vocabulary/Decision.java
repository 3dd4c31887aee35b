package io.lexiseg.processor.vocabulary;

import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyStatus;
import java.util.List;
import java.util.Optional;

/**
 * What a command leads to.
 *
 * @param remembered the vocabulary as it is kept; empty: nothing changes
 * @param published whether that is a new version, to be told to everybody
 * @param bindings new bindings of cameras
 * @param answer to the issuer
 */
record Decision(
    Optional<Vocabulary> remembered,
    boolean published,
    List<CameraBinding> bindings,
    VocabularyStatus answer) {
  Decision {
    bindings = List.copyOf(bindings);
  }
}
