package io.lexiseg.vision.pack.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Goldens: {@code torch.nn.functional.interpolate(mode="bicubic", antialias=True)}, torch 2.13. */
class PositionTableTest {
  // PyTorch computes in 32 bits.
  private static final Offset<Float> ROUNDING = within(2e-6f);

  @Test
  void shouldEnlargeAsPyTorchDoes() {
    // given
    float[] table = {0f, 1f, 4f, 2f, 2f, 4f, 1f, 0f, 1f, 4f, 2f, 2f, 4f, 1f, 0f, 1f, 4f, 2f};
    float[] expected = {
      -0.400142f,
      1.017088f,
      1.533089f,
      1.243734f,
      4.226415f,
      1.849057f,
      2.973528f,
      3.378203f,
      1.831969f,
      4.324671f,
      0.0069f,
      0.436074f,
      1.238583f,
      1.366396f,
      2.992537f,
      2.835821f,
      2.41429f,
      3.236133f,
      1.828781f,
      3.333427f,
      1f,
      -0.301887f,
      0.955224f,
      1.492537f,
      1f,
      4f,
      1.649254f,
      2.880597f,
      2.075472f,
      1.849057f,
      3.202056f,
      0.488454f,
      1.88082f,
      1.154043f,
      0.216418f,
      2.14179f,
      2.093173f,
      2.060425f,
      3.531118f,
      1.892988f,
      4.551085f,
      1.098256f,
      2.528302f,
      0.914672f,
      -0.075472f,
      0.773585f,
      2.475923f,
      1.556322f,
      4.469918f,
      2.09256f
    };

    // then
    assertThat(PositionTable.resized(table, 3, 5, 2)).containsExactly(expected, ROUNDING);
  }

  @Test
  void shouldShrinkAsPyTorchDoes() {
    // given
    float[] table = {
      0f, 1f, 4f, 2f, 2f, 4f, 1f, 0f, 1f, 4f, 2f, 2f, 4f, 1f, 0f, 1f, 4f, 2f, 2f, 4f, 1f, 0f, 1f,
      4f, 2f, 2f, 4f, 1f, 0f, 1f, 4f, 2f, 2f, 4f, 1f, 0f, 1f, 4f, 2f, 2f, 4f, 1f, 0f, 1f, 4f, 2f,
      2f, 4f, 1f, 0f
    };
    float[] expected = {
      2.189822f, 1.469586f, 2.158283f, 1.972665f, 1.745799f, 2.671715f, 1.864401f, 2.011807f,
      1.905354f, 1.905354f, 2.011807f, 1.864401f, 2.671716f, 1.745799f, 1.972665f, 2.158283f,
      1.469586f, 2.189823f
    };

    // then
    assertThat(PositionTable.resized(table, 5, 3, 2)).containsExactly(expected, ROUNDING);
  }

  @Test
  void shouldLeaveATableThatFits() {
    // given
    float[] table = {1, 2, 3, 4};

    // then
    assertThat(PositionTable.resized(table, 2, 2, 1)).isSameAs(table);
  }
}
