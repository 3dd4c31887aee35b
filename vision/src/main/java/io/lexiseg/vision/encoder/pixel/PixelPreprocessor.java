package io.lexiseg.vision.encoder.pixel;

import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.image.RgbImage;

/**
 * Makes the tensor that a network takes from an image: resize, order of channels, normalisation.
 *
 * <p><b>Threads:</b> safe. <b>Source:</b> docs/method.md, sections 4 and 10.
 */
public final class PixelPreprocessor {
  private static final int CHANNELS = 3;

  private final PixelInput input;
  private final ElementType type;
  private final Resampler resampler;
  private final PixelTable table;

  /** Prepares images for that input, in 32 bits. */
  public PixelPreprocessor(PixelInput input) {
    this(input, ElementType.FLOAT32);
  }

  /**
   * Prepares images for that input.
   *
   * @param type {@link ElementType#FLOAT32} or {@link ElementType#FLOAT16}
   */
  public PixelPreprocessor(PixelInput input, ElementType type) {
    this.input = input;
    this.type = type;
    this.resampler = new Resampler(input.resampling(), input.size());
    this.table = new PixelTable(input);
  }

  /**
   * Prepares one image.
   *
   * @param image any size from 1x1
   * @return {@code [3, height, width]} in the input's order of channels, owned by the caller
   */
  public PixelTensor prepare(RgbImage image) {
    return input.size().isFixed() ? resized(image) : asIs(image);
  }

  private PixelTensor asIs(RgbImage image) {
    return type == ElementType.FLOAT16
        ? PixelTensor.of(image.height(), image.width(), table.halves(image.pixels()))
        : PixelTensor.of(image.height(), image.width(), table.floats(image.pixels()));
  }

  private PixelTensor resized(RgbImage image) {
    int height = input.size().heightPx();
    int width = input.size().widthPx();
    float[] planes = resampler.planes(image);
    int area = height * width;
    if (input.channels() == ChannelOrder.BGR) {
      swap(planes, 0, 2 * area, area);
    }
    for (int c = 0; c < CHANNELS; c++) {
      normalise(planes, c * area, area, c);
    }
    return type == ElementType.FLOAT16
        ? PixelTensor.of(height, width, PixelTensor.encode(planes))
        : PixelTensor.of(height, width, planes);
  }

  private void normalise(float[] planes, int from, int count, int channel) {
    float divisor = (float) input.divisor();
    float mean = input.mean().get(channel).floatValue();
    float std = input.std().get(channel).floatValue();
    for (int i = from; i < from + count; i++) {
      planes[i] = (planes[i] / divisor - mean) / std;
    }
  }

  private static void swap(float[] planes, int a, int b, int count) {
    float[] kept = java.util.Arrays.copyOfRange(planes, a, a + count);
    System.arraycopy(planes, b, planes, a, count);
    System.arraycopy(kept, 0, planes, b, count);
  }
}
