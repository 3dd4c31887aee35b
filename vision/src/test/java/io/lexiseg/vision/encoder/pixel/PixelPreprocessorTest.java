package io.lexiseg.vision.encoder.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.image.RgbImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PixelPreprocessorTest {
  private static final List<Double> ZERO = List.of(0.0, 0.0, 0.0);
  private static final List<Double> ONE = List.of(1.0, 1.0, 1.0);
  private static final Offset<Float> ROUNDING = within(1e-5f); // values below 100 in float32

  @Test
  void shouldKeepImagesThatGoInAsTheyAre() {
    // given
    PixelPreprocessor preprocessor =
        new PixelPreprocessor(
            new PixelInput("x", InputSize.AS_IS, Resampling.NONE, ChannelOrder.RGB, 1, ZERO, ONE));

    // when
    PixelTensor tensor = preprocessor.prepare(RgbImage.of(1, 2, bytes(1, 2, 3, 200, 255, 0)));

    // then
    assertThat(tensor.height()).isEqualTo(1);
    assertThat(tensor.width()).isEqualTo(2);
    assertThat(tensor.values()).containsExactly(1, 200, 2, 255, 3, 0);
  }

  @Test
  void shouldSubtractMeansInTheOrderOfBlueGreenRed() {
    // given
    List<Double> mean = List.of(103.939, 116.779, 123.68);
    PixelPreprocessor preprocessor =
        new PixelPreprocessor(
            new PixelInput("x", InputSize.AS_IS, Resampling.NONE, ChannelOrder.BGR, 1, mean, ONE));

    // when
    PixelTensor tensor = preprocessor.prepare(RgbImage.of(1, 1, bytes(10, 20, 30)));

    // then
    assertThat(tensor.values())
        .containsExactly(new float[] {30 - 103.939f, 20 - 116.779f, 10 - 123.68f}, ROUNDING);
  }

  @Test
  void shouldScaleBeforeMeanAndDeviation() {
    // given
    List<Double> mean = List.of(0.485, 0.456, 0.406);
    List<Double> std = List.of(0.229, 0.224, 0.225);
    InputSize size = new InputSize(1, 1);
    PixelPreprocessor preprocessor =
        new PixelPreprocessor(
            new PixelInput("x", size, Resampling.BILINEAR, ChannelOrder.RGB, 255, mean, std));

    // when
    PixelTensor tensor = preprocessor.prepare(RgbImage.of(1, 1, bytes(255, 0, 51)));

    // then
    assertThat(tensor.values())
        .containsExactly(
            new float[] {(1 - 0.485f) / 0.229f, -0.456f / 0.224f, (0.2f - 0.406f) / 0.225f},
            ROUNDING);
  }

  /** A table for pictures as they are, arithmetic for others: the same bits. */
  @ParameterizedTest
  @EnumSource(ChannelOrder.class)
  void shouldLookUpWhatItWouldCompute(ChannelOrder order) {
    // given: every sample in every channel
    byte[] pixels = new byte[3 * 256];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % 3 * 85 + i / 3);
    }
    RgbImage image = RgbImage.of(16, 16, pixels);
    List<Double> mean = List.of(0.485, 0.456, 0.406);
    List<Double> std = List.of(0.229, 0.224, 0.225);
    PixelInput asIs = new PixelInput("x", InputSize.AS_IS, Resampling.NONE, order, 255, mean, std);
    PixelInput sameSize =
        new PixelInput("x", new InputSize(16, 16), Resampling.BILINEAR, order, 255, mean, std);

    // when
    float[] computed = new PixelPreprocessor(sameSize).prepare(image).values();

    // then
    assertThat(new PixelPreprocessor(asIs).prepare(image).values()).containsExactly(computed);
    short[] halves = PixelTensor.encode(computed);
    for (PixelInput input : List.of(asIs, sameSize)) {
      PixelTensor prepared = new PixelPreprocessor(input, ElementType.FLOAT16).prepare(image);
      assertThat(written(prepared, ElementType.FLOAT16)).containsExactly(halves);
    }
    PixelTensor floats = new PixelPreprocessor(asIs).prepare(image);
    assertThat(written(floats, ElementType.FLOAT16)).containsExactly(halves);
  }

  private static short[] written(PixelTensor tensor, ElementType type) {
    int count = 3 * tensor.height() * tensor.width();
    ByteBuffer bytes = ByteBuffer.allocate(count * type.sizeBytes()).order(ByteOrder.nativeOrder());
    tensor.writeTo(bytes, type);
    assertThat(bytes.hasRemaining()).isFalse();
    short[] halves = new short[count];
    bytes.flip().asShortBuffer().get(halves);
    return halves;
  }

  @Test
  void shouldRejectInputsThatContradictThemselves() {
    assertThatThrownBy(
            () ->
                new PixelInput(
                    "x", InputSize.AS_IS, Resampling.AREA, ChannelOrder.RGB, 1, ZERO, ONE))
        .hasMessageContaining("'as-is' needs none");
    assertThatThrownBy(
            () ->
                new PixelInput(
                    "x", InputSize.AS_IS, Resampling.NONE, ChannelOrder.RGB, 1, ZERO, ZERO))
        .hasMessageContaining("std must be positive");
    assertThatThrownBy(() -> new InputSize(4, 0)).hasMessageContaining("got 4x0");
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
