package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.painting.MaskPainter;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Lets the refined scores of a run of categories compete, refining only what can win somewhere.
 *
 * <p>First come the categories that win somewhere before refinement. The others are bounded in
 * groups, by the highest score of a group at each pixel, refined, merged and resized like a
 * category. It is nowhere below that of a member, since all three steps are monotone to the last
 * bit. A group that wins nowhere holds no winner; another is halved. So the mask is that of all
 * categories refined.
 */
final class RefinedContest {
  private final List<WindowScores> scores;
  private final RefinedScores refinedScores;
  private final MaskPainter painter;
  private final int from;
  private final int categories;
  private int planes;

  /**
   * @param scores of each window, of categories {@code from .. from + categories - 1}
   * @param refinedScores the same, refined
   */
  RefinedContest(
      List<WindowScores> scores, RefinedScores refinedScores, MaskPainter painter, int from) {
    this.scores = scores;
    this.refinedScores = refinedScores;
    this.painter = painter;
    this.from = from;
    this.categories = scores.get(0).categories();
  }

  /** Paints the categories. */
  void paint() {
    Set<Integer> winners = new LinkedHashSet<>();
    float[] behind = new float[categories];
    for (int n = 0; n < categories; n++) {
      behind[n] = Float.POSITIVE_INFINITY;
    }
    scores.forEach(window -> window.compare(winners, behind));
    winners.forEach(n -> painter.paint(refined(List.of(n)), from + n));
    List<Integer> others =
        IntStream.range(0, categories)
            .filter(n -> !winners.contains(n))
            .boxed()
            .sorted(Comparator.comparing(n -> behind[n]))
            .toList();
    contest(others);
  }

  private void contest(List<Integer> group) {
    if (group.isEmpty()) {
      return;
    }
    float[] bound = refined(group);
    int first = from + group.stream().mapToInt(Integer::intValue).min().orElseThrow();
    if (group.size() == 1) {
      painter.paint(bound, first);
    } else if (painter.isBeatenBy(bound, first)) {
      // The nearer half first: what it wins raises the bar for the other.
      contest(group.subList(0, group.size() / 2));
      contest(group.subList(group.size() / 2, group.size()));
    }
  }

  private float[] refined(List<Integer> group) {
    planes++;
    return refinedScores.highest(group);
  }

  /** How many planes were refined. */
  int planes() {
    return planes;
  }
}
