package io.lexiseg.processor.frame;

import io.lexiseg.processor.pace.FramePace;
import io.lexiseg.processor.topic.TopicLimits;

/**
 * What keeps one frame from stopping others; all of it is safe for many threads.
 *
 * @param pace told how long frames take
 * @param limits what results have to fit into
 * @param shares parts of the time that cameras may use
 */
public record FrameGuards(FramePace pace, TopicLimits limits, CameraShares shares) {
  /** Guards that let every frame pass. */
  public static FrameGuards open() {
    return new FrameGuards(FramePace.unlimited(), new TopicLimits(), CameraShares.unlimited());
  }
}
