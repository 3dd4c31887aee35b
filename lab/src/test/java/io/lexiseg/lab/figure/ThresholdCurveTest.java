package io.lexiseg.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.mask.Mask;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThresholdCurveTest {
  private static final double[] GRID = {0.25, 0.5, 0.75};

  @Test
  void shouldEqualSegmentingWithEachThreshold() {
    // given
    Random random = new Random(3);
    ThresholdCurve curve = new ThresholdCurve(GRID, 4);
    List<ConfusionMatrix> expected =
        List.of(new ConfusionMatrix(4), new ConfusionMatrix(4), new ConfusionMatrix(4));

    // when
    for (int picture = 0; picture < 3; picture++) {
      Mask reference = givenMask(random, 0);
      Mask prediction = givenMask(random, 2);
      float[] scores = givenScores(random);
      curve.add(reference, prediction, scores);
      for (int t = 0; t < GRID.length; t++) {
        expected.get(t).add(reference, thresholded(prediction, scores, GRID[t]));
      }
    }

    // then
    for (int t = 0; t < GRID.length; t++) {
      ThresholdCurve.Point point = curve.points().get(t);
      assertThat(point.threshold()).isEqualTo(GRID[t]);
      assertThat(point.meanIou()).isEqualTo(expected.get(t).meanIouOverUnion());
      assertThat(point.pixelAccuracy()).isEqualTo(expected.get(t).pixelAccuracy());
    }
  }

  @Test
  void shouldTakeScoreOfExactlyTheThresholdForBackground() {
    // given
    ThresholdCurve curve = new ThresholdCurve(new double[] {0.1}, 2);

    // when
    curve.add(
        Mask.of(1, 2, new short[] {1, 2}),
        Mask.of(1, 2, new short[] {2, 2}),
        new float[] {0.1f, Math.nextUp(0.1f)});

    // then
    assertThat(curve.points().get(0).pixelAccuracy()).hasValue(1);
  }

  @Test
  void shouldRefuseGridAndSizesThatMakeNoSense() {
    assertThatThrownBy(() -> new ThresholdCurve(new double[] {0.5, 0.5}, 2))
        .hasMessageContaining("expected them to ascend");
    assertThatThrownBy(() -> new ThresholdCurve(new double[0], 2))
        .hasMessageContaining("expected at least one");
    assertThatThrownBy(
            () ->
                new ThresholdCurve(GRID, 2)
                    .add(Mask.of(1, 1, new short[1]), Mask.of(1, 1, new short[1]), new float[2]))
        .hasMessageContaining("expected 1 pixels, got 1 predicted and 2 scores");
  }

  private static Mask thresholded(Mask prediction, float[] scores, double threshold) {
    short[] values = prediction.values().clone();
    for (int p = 0; p < values.length; p++) {
      values[p] = scores[p] > threshold ? values[p] : 1;
    }
    return Mask.of(prediction.height(), prediction.width(), values);
  }

  private static Mask givenMask(Random random, int least) {
    short[] values = new short[60];
    for (int p = 0; p < values.length; p++) {
      values[p] = (short) (least + random.nextInt(5 - least));
    }
    return Mask.of(6, 10, values);
  }

  /** Some of them exactly on the grid. */
  private static float[] givenScores(Random random) {
    float[] scores = new float[60];
    for (int p = 0; p < scores.length; p++) {
      scores[p] = random.nextInt(9) / 8f;
    }
    return scores;
  }
}
