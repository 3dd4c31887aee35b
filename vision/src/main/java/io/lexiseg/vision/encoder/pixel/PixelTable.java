package io.lexiseg.vision.encoder.pixel;

import io.lexiseg.vision.encoder.engine.HalfFloat;

/**
 * What a network takes for each of the 256 samples of each plane: pictures that are not resized
 * need no arithmetic.
 */
final class PixelTable {
  private static final int CHANNELS = 3;
  private static final int SAMPLES = 256;

  /** Channel of the image that a plane shows, and the plane's values. */
  private final int[] channels = new int[CHANNELS];

  private final float[] floats = new float[CHANNELS * SAMPLES];
  private final short[] halves = new short[CHANNELS * SAMPLES];

  PixelTable(PixelInput input) {
    for (int c = 0; c < CHANNELS; c++) {
      channels[c] = input.channels() == ChannelOrder.BGR ? CHANNELS - 1 - c : c;
      for (int sample = 0; sample < SAMPLES; sample++) {
        int at = c * SAMPLES + sample;
        floats[at] = normalise(sample, input, c);
        halves[at] = HalfFloat.encode(floats[at]);
      }
    }
  }

  /** The value of a sample in a plane. */
  static float normalise(float sample, PixelInput input, int plane) {
    float divisor = (float) input.divisor();
    float mean = input.mean().get(plane).floatValue();
    float std = input.std().get(plane).floatValue();
    return (sample / divisor - mean) / std;
  }

  /**
   * Planes of pixels.
   *
   * @param pixels red, green, blue, three bytes a pixel
   * @return {@code [3, pixels]}
   */
  float[] floats(byte[] pixels) {
    int area = pixels.length / CHANNELS;
    float[] planes = new float[CHANNELS * area];
    for (int c = 0; c < CHANNELS; c++) {
      int sample = channels[c];
      for (int i = 0; i < area; i++, sample += CHANNELS) {
        planes[c * area + i] = floats[c * SAMPLES + (pixels[sample] & 0xff)];
      }
    }
    return planes;
  }

  /** As {@link #floats(byte[])}, in 16 bits. */
  short[] halves(byte[] pixels) {
    int area = pixels.length / CHANNELS;
    short[] planes = new short[CHANNELS * area];
    for (int c = 0; c < CHANNELS; c++) {
      int sample = channels[c];
      for (int i = 0; i < area; i++, sample += CHANNELS) {
        planes[c * area + i] = halves[c * SAMPLES + (pixels[sample] & 0xff)];
      }
    }
    return planes;
  }
}
