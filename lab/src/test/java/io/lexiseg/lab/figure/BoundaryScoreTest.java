package io.lexiseg.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.vision.mask.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundaryScoreTest {
  private static final int CATEGORIES = 4;

  @Test
  void shouldForgiveOnePixelAndNotTwo() {
    // given: the edge between 1 and 2 lies after column 4
    Mask reference = edge(4);
    // then: one pixel is allowed in a picture as small as this
    assertThat(score(reference, edge(4)).mean()).hasValue(1);
    assertThat(score(reference, edge(5)).mean()).hasValue(1);
    assertThat(score(reference, edge(6)).mean()).hasValue(0);
  }

  @Test
  void shouldKnowNoBoundaryWhereNothingIsReferredTo() {
    // given: the right half counts nowhere
    Mask reference = Mask.of(2, 4, new short[] {1, 1, 0, 0, 1, 1, 0, 0});
    Mask predicted = Mask.of(2, 4, new short[] {1, 1, 2, 1, 1, 1, 2, 1});
    // then
    assertThat(score(reference, predicted).mean()).isEmpty();
  }

  @Test
  void shouldHaveNoScoreWhereAPictureWasCountedWithoutBoundaries() {
    // given
    PictureCounts counts = PictureCounts.of("a", edge(4), edge(4));
    ObjectNode old = counts.toJson();
    old.remove("boundaries");
    BoundaryScore kept = new BoundaryScore(CATEGORIES);
    BoundaryScore lost = new BoundaryScore(CATEGORIES);
    // when
    kept.add(PictureCounts.from((JsonNode) counts.toJson()));
    lost.add(counts);
    lost.add(PictureCounts.from(old));
    // then
    assertThat(kept.mean()).hasValue(1);
    assertThat(lost.mean()).isEmpty();
  }

  /** Against lists of points and their distances, as the paper words it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void shouldMatchDistancesOfPoints(int seed) {
    // given: wide enough for a tolerance of more than two pixels
    Random random = new Random(seed);
    Mask reference = blocks(random, 40, 300);
    Mask predicted = blocks(random, 40, 300);
    double tolerance = 0.0075 * Math.sqrt(40 * 40 + 300 * 300);
    // when
    BoundaryScore score = score(reference, predicted);
    // then
    for (int category = 1; category <= CATEGORIES; category++) {
      List<int[]> referred = points(reference, reference, category);
      List<int[]> guessed = points(predicted, reference, category);
      double precision = share(guessed, referred, tolerance);
      double recall = share(referred, guessed, tolerance);
      double sum = precision + recall;
      OptionalDouble actual = score.f(category);
      assertThat(actual.isEmpty()).isEqualTo(referred.isEmpty());
      if (actual.isPresent()) {
        // the same quotients, multiplied in another order
        assertThat(actual.getAsDouble())
            .isCloseTo(sum == 0 ? 0 : 2 / (1 / precision + 1 / recall), within(1e-12));
      }
    }
  }

  private static BoundaryScore score(Mask reference, Mask predicted) {
    BoundaryScore score = new BoundaryScore(CATEGORIES);
    score.add(PictureCounts.of("a", reference, predicted));
    return score;
  }

  private static Mask edge(int column) {
    short[] values = new short[6 * 10];
    for (int p = 0; p < values.length; p++) {
      values[p] = (short) (p % 10 < column ? 1 : 2);
    }
    return Mask.of(6, 10, values);
  }

  private static Mask blocks(Random random, int height, int width) {
    short[] values = new short[height * width];
    for (int block = 0; block < 60; block++) {
      int top = random.nextInt(height);
      int left = random.nextInt(width);
      short value = (short) random.nextInt(CATEGORIES + 1);
      for (int y = top; y < Math.min(height, top + 12); y++) {
        for (int x = left; x < Math.min(width, left + 25); x++) {
          values[y * width + x] = value;
        }
      }
    }
    return Mask.of(height, width, values);
  }

  private static List<int[]> points(Mask mask, Mask reference, int category) {
    List<int[]> points = new ArrayList<>();
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        int here = value(mask, y, x);
        if (here == category && value(reference, y, x) > 0 && onEdge(mask, reference, y, x)) {
          points.add(new int[] {y, x});
        }
      }
    }
    return points;
  }

  private static boolean onEdge(Mask mask, Mask reference, int y, int x) {
    for (int[] step : new int[][] {{-1, 0}, {1, 0}, {0, -1}, {0, 1}}) {
      int v = y + step[0];
      int u = x + step[1];
      boolean inside = v >= 0 && v < mask.height() && u >= 0 && u < mask.width();
      if (inside && value(reference, v, u) > 0 && value(mask, v, u) != value(mask, y, x)) {
        return true;
      }
    }
    return false;
  }

  private static double share(List<int[]> of, List<int[]> near, double tolerance) {
    long hits =
        of.stream()
            .filter(
                a -> near.stream().anyMatch(b -> Math.hypot(a[0] - b[0], a[1] - b[1]) <= tolerance))
            .count();
    return of.isEmpty() ? 0 : (double) hits / of.size();
  }

  private static int value(Mask mask, int y, int x) {
    return mask.values()[y * mask.width() + x];
  }
}
