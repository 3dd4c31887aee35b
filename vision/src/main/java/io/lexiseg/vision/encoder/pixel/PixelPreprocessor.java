package io.lexiseg.vision.encoder.pixel;

import io.lexiseg.vision.image.RgbImage;

/**
 * Makes the tensor that a network takes from an image: resize, order of channels, normalisation.
 *
 * <p><b>Threads:</b> safe. <b>Source:</b> docs/method.md, sections 4 and 10.
 */
public final class PixelPreprocessor {
  private static final int CHANNELS = 3;

  private final PixelInput input;
  private final Resampler resampler;

  /** Prepares images for that input. */
  public PixelPreprocessor(PixelInput input) {
    this.input = input;
    this.resampler = new Resampler(input.resampling(), input.size());
  }

  /**
   * Prepares one image.
   *
   * @param image any size from 1x1
   * @return {@code [3, height, width]} in the input's order of channels, owned by the caller
   */
  public PixelTensor prepare(RgbImage image) {
    int height = input.size().isFixed() ? input.size().heightPx() : image.height();
    int width = input.size().isFixed() ? input.size().widthPx() : image.width();
    float[] planes = resampler.planes(image);
    int area = height * width;
    if (input.channels() == ChannelOrder.BGR) {
      swap(planes, 0, 2 * area, area);
    }
    for (int c = 0; c < CHANNELS; c++) {
      normalise(planes, c * area, area, c);
    }
    return new PixelTensor(height, width, planes);
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
