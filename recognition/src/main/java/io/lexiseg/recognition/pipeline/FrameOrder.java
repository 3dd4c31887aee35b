package io.lexiseg.recognition.pipeline;

import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.form.MaskWish;
import io.lexiseg.vision.setting.SegmentationSettings;
import java.util.function.UnaryOperator;

/**
 * With what a frame is segmented, and how its mask is written.
 *
 * @param taken holds when the work begins
 * @param newest what holds by the end instead of the one that was taken; of the same profile
 * @param settings constants of the method
 * @param memory of the frame's camera, changed; an empty one for a photograph
 * @param wish how its mask is written
 */
public record FrameOrder(
    ResolvedVocabulary taken,
    UnaryOperator<ResolvedVocabulary> newest,
    SegmentationSettings settings,
    CameraMemory memory,
    MaskWish wish) {
  /** A picture of no camera, whose mask becomes a PNG. */
  static FrameOrder photograph(ResolvedVocabulary vocabulary) {
    return new FrameOrder(
        vocabulary, taken -> taken, vocabulary.settings(), new CameraMemory(), MaskWish.PNG);
  }
}
