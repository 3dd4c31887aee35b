package io.lexiseg.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.mask.Mask;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final PictureCounts RIGHT = picture(1, 1);
  private static final PictureCounts WRONG = picture(1, 2);

  @Test
  void shouldDrawEqualPicturesAlways() {
    // when
    double[] ious = new Bootstrap(2, 20).meanIous(List.of(RIGHT, RIGHT), 2);

    // then
    assertThat(ious).hasSize(20).containsOnly(1);
  }

  @Test
  void shouldDrawWithReplacement() {
    // when
    double[] ious = new Bootstrap(2, 50).meanIous(List.of(RIGHT, WRONG), 2);

    // then: both, one of each, none
    assertThat(ious).contains(1, 0.5, 0);
  }

  @Test
  void shouldPairDifferences() {
    // given
    Bootstrap bootstrap = new Bootstrap(2, 50);
    double[] one = bootstrap.meanIous(List.of(RIGHT, WRONG), 2);

    // when, then
    assertThat(Bootstrap.difference(one, one)).containsOnly(0);
    assertThat(Bootstrap.quantile(new double[] {3, 1, 2}, 0.5)).isEqualTo(2);
  }

  private static PictureCounts picture(int reference, int predicted) {
    return PictureCounts.of("picture", mask(reference), mask(predicted));
  }

  private static Mask mask(int value) {
    return Mask.of(1, 1, new short[] {(short) value});
  }
}
