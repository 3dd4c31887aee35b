package io.lexiseg.vision.encoder.network;

import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.encoder.pixel.InputSize;
import io.lexiseg.vision.encoder.pixel.PixelInput;
import io.lexiseg.vision.encoder.pixel.PixelPreprocessor;
import io.lexiseg.vision.encoder.pixel.PixelTensor;
import io.lexiseg.vision.image.RgbImage;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;

/** Pictures of one size on their way into a slot. */
final class PixelBatch {
  private static final int CHANNELS = 3;
  private static final long SEED = 1;

  private PixelBatch() {}

  static void write(Slot slot, PixelInput input, List<PixelTensor> pictures) {
    PixelTensor first = pictures.get(0);
    TensorShape shape = TensorShape.of(pictures.size(), CHANNELS, first.height(), first.width());
    FloatBuffer buffer = slot.input(input.name(), ElementType.FLOAT32, shape).asFloatBuffer();
    pictures.forEach(picture -> buffer.put(picture.values()));
  }

  /** Pictures with equal sizes may run together. */
  static InputSize size(PixelTensor picture) {
    return new InputSize(picture.height(), picture.width());
  }

  /** Noise, the same each time, of that side where the network takes any size. */
  static PixelTensor sample(PixelInput input, int sidePx) {
    int height = input.size().isFixed() ? input.size().heightPx() : sidePx;
    int width = input.size().isFixed() ? input.size().widthPx() : sidePx;
    byte[] noise = new byte[height * width * CHANNELS];
    new Random(SEED).nextBytes(noise);
    return new PixelPreprocessor(input).prepare(RgbImage.of(height, width, noise));
  }
}
