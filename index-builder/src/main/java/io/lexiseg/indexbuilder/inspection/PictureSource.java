package io.lexiseg.indexbuilder.inspection;

import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.indexbuilder.job.KeptPictures.KeptWord;
import java.util.Optional;

/** Where a page's pictures come from. */
@FunctionalInterface
public interface PictureSource {
  /** There are none. */
  PictureSource NONE = (task, word) -> Optional.empty();

  /**
   * Finds a picture.
   *
   * @param word as it stands in the caption
   */
  Optional<KeptWord> find(CaptionTask task, String word);

  /** This source, and another where it has nothing. */
  default PictureSource or(PictureSource other) {
    return (task, word) -> find(task, word).or(() -> other.find(task, word));
  }
}
