package io.lexiseg.indexbuilder.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GuidanceTest {
  @Test
  void shouldGoBeyondTheConditionalRow() {
    assertThat(Guidance.combine(new float[] {1, 2, 2, 1}, 2, 7.5)).containsExactly(8.5, -5.5);
  }

  @Test
  void shouldTakeASingleRowAsItIs() {
    assertThat(Guidance.combine(new float[] {1, 2}, 1, 1)).containsExactly(1, 2);
  }

  @Test
  void shouldMakeTheKnownNoiseOfASeed() {
    // the sequence of java.util.Random(42).nextGaussian(), which its specification fixes
    double[] noise = NoiseSource.noise(42, 5);

    assertThat(noise)
        .containsExactly(
            new double[] {1.141905, 0.919408, -0.949867, -1.106990, 0.280978}, within(1e-6));
    assertThat(noise[0]).isEqualTo((float) noise[0]);
  }
}
