package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.painting.WindowMerger;
import java.util.ArrayList;
import java.util.List;

/** Scores of the resized image after each window's were refined, a plane at a time. */
final class RefinedScores {
  private final List<EncodedWindow> windows;
  private final List<WindowScores> scores;
  private final WindowMerger merger;

  /**
   * @param scores of each window, of a run of categories
   */
  RefinedScores(List<EncodedWindow> windows, List<WindowScores> scores, WindowMerger merger) {
    this.windows = windows;
    this.scores = scores;
    this.merger = merger;
  }

  /**
   * The highest score of a group, refined and merged.
   *
   * @param group numbers within the run
   * @return {@code [height, width]} of the resized image
   */
  float[] highest(List<Integer> group) {
    List<float[]> refined = new ArrayList<>();
    for (int w = 0; w < windows.size(); w++) {
      float[] plane = scores.get(w).highest(group);
      windows.get(w).refinement().refine(plane);
      refined.add(plane);
    }
    return merger.average(refined);
  }
}
