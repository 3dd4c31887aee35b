package io.lexiseg.cli.viewer.camera;

import io.lexiseg.schemas.SegmentationMask;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the page is told of a camera. Times by the clock of this viewer.
 *
 * @param waiting frames without an answer, as far as they are counted
 * @param in frames that came since the viewer began to look, 0 or more
 * @param masked frames that got a mask
 * @param dropped frames left out, by reason
 * @param deadLetters frames that could not be processed, by reason
 * @param inRate frames a second that came in, over some seconds, rounded to a tenth
 * @param maskedRate frames a second that got a mask, the same way
 * @param latencyMillis from capture to the last mask, by the clocks of camera and processor; 0:
 *     none yet
 * @param arrivedMillis when the last frame came, since 1970; 0: none came
 * @param answeredMillis when the last answer came, since 1970; 0: none came
 * @param maskedMillis when the last mask came, since 1970; 0: none came
 * @param picture number of the newest picture that can be shown; 0: none
 * @param mask the last mask; empty: none yet
 */
public record CameraRow(
    String id,
    CameraState state,
    int waiting,
    long in,
    long masked,
    SortedMap<String, Long> dropped,
    SortedMap<String, Long> deadLetters,
    double inRate,
    double maskedRate,
    long latencyMillis,
    long arrivedMillis,
    long answeredMillis,
    long maskedMillis,
    long picture,
    Optional<SegmentationMask> mask) {

  /** Keeps copies of both maps. */
  public CameraRow {
    dropped = copy(dropped);
    deadLetters = copy(deadLetters);
  }

  private static SortedMap<String, Long> copy(Map<String, Long> counts) {
    return java.util.Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}
