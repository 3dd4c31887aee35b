package io.lexiseg.vision.encoder.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexiseg.vision.image.RgbImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResamplerTest {
  private static final Offset<Float> PUBLISHED = within(1e-5f); // digits printed in docs/method.md
  // Sums of up to 16 float32 products below 255 in another order.
  private static final Offset<Double> ROUNDING = within(1e-3);

  @Test
  void shouldInterpolateBilinearlyAtHalfPixels() { // docs/method.md, G4
    assertThat(resized(Resampling.BILINEAR, 6, 0, 10, 20, 40))
        .containsExactly(new float[] {0, 5, 11.66667f, 18.33333f, 30, 40}, PUBLISHED);
  }

  @Test
  void shouldShrinkBicubicallyWithoutAntialias() { // docs/method.md, G5
    assertThat(resized(Resampling.BICUBIC, 4, 0, 1, 4, 9, 16, 25, 36, 49))
        .containsExactly(new float[] {0.21875f, 6.125f, 20.125f, 43.53125f}, PUBLISHED);
  }

  @Test
  void shouldGrowBicubicallyWithoutClamping() { // docs/method.md, G5
    assertThat(resized(Resampling.BICUBIC, 8, 0, 1, 0, 0))
        .containsExactly(
            new float[] {
              -.105469f, .261719f, .878906f, .878906f, .261719f, -.105469f, -.035156f, 0
            },
            PUBLISHED);
  }

  @Test
  void shouldAverageTheAreaCovered() {
    assertThat(resized(Resampling.AREA, 2, 0, 30, 60))
        .containsExactly(new float[] {10, 50}, PUBLISHED); // (0 + 30 / 2) / 1.5
    assertThat(resized(Resampling.AREA, 4, 10, 20))
        .containsExactly(new float[] {10, 10, 20, 20}, PUBLISHED);
  }

  @ParameterizedTest
  @MethodSource("weights")
  void shouldWeighAsPublished(int output, int first, float weight) { // docs/method.md, G4
    // when
    Taps taps = Taps.of(Resampling.BILINEAR, 448, 518);

    // then
    assertThat(taps.index(output, 0)).isEqualTo(first);
    float total = taps.index(output, 1) == first ? taps.weight(output, 1) : 0;
    assertThat(total + taps.weight(output, 0))
        .isCloseTo(weight, within(2e-5f)); // float32 positions
  }

  static Stream<Object[]> weights() {
    return Stream.of(
        new Object[] {0, 0, 1f},
        new Object[] {1, 0, .202703f},
        new Object[] {2, 1, .337838f},
        new Object[] {258, 223, .932432f},
        new Object[] {517, 447, 1f});
  }

  /**
   * Points and moments of {@code torch.nn.functional.interpolate} (torch 2, CPU, float32,
   * align_corners=False) and, for area, of {@code cv2.resize(INTER_AREA)} on float32, for the
   * picture of {@link #picture}.
   */
  @ParameterizedTest
  @MethodSource("goldens")
  void shouldResizeAsTheReference(JsonNode golden) {
    // given
    Resampling resampling =
        Resampling.valueOf(golden.get("mode").asText().toUpperCase(Locale.ROOT));
    int height = golden.get("H").asInt();
    int width = golden.get("W").asInt();
    RgbImage image = picture(golden.get("h").asInt(), golden.get("w").asInt());

    // when
    float[] planes = new Resampler(resampling, new InputSize(height, width)).planes(image);

    // then
    assertThat(planes).hasSize(3 * height * width);
    for (JsonNode point : golden.get("points")) {
      int at =
          (point.get(0).asInt() * height + point.get(1).asInt()) * width + point.get(2).asInt();
      assertThat((double) planes[at])
          .as(golden.get("mode") + " " + point)
          .isCloseTo(point.get(3).asDouble(), ROUNDING);
    }
    double sum = 0;
    double squares = 0;
    for (float value : planes) {
      sum += value;
      squares += (double) value * value;
    }
    assertThat(sum / planes.length).isCloseTo(golden.get("mean").asDouble(), ROUNDING);
    assertThat(squares / planes.length)
        .isCloseTo(golden.get("squares").asDouble(), within(0.1)); // of about 20,000
  }

  static Stream<JsonNode> goldens() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ResamplerTest.class.getResourceAsStream("resampling.json"))) {
      JsonNode goldens = JsonMapper.builder().build().readTree(in);
      return StreamSupport.stream(goldens.spliterator(), false);
    }
  }

  private static RgbImage picture(int height, int width) {
    byte[] pixels = new byte[height * width * 3];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++, i++) {
          pixels[i] = (byte) (x * 37 + y * 91 + c * 53 + x * y * 7);
        }
      }
    }
    return RgbImage.of(height, width, pixels);
  }

  /** Resizes one row of grey pixels; the red plane of the result. */
  private static float[] resized(Resampling resampling, int width, int... row) {
    byte[] pixels = new byte[row.length * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) row[i / 3];
    }
    RgbImage image = RgbImage.of(1, row.length, pixels);
    float[] planes = new Resampler(resampling, new InputSize(1, width)).planes(image);
    return Arrays.copyOf(planes, width);
  }
}
