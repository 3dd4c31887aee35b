package io.lexiseg.vision.encoder.network;

import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.encoder.pixel.InputSize;
import io.lexiseg.vision.encoder.pixel.PixelInput;
import io.lexiseg.vision.encoder.pixel.PixelPreprocessor;
import io.lexiseg.vision.encoder.pixel.PixelTensor;
import io.lexiseg.vision.image.RgbImage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Pictures of one size on their way into a slot. */
final class PixelBatch {
  private static final int CHANNELS = 3;
  private static final long SEED = 1;

  private PixelBatch() {}

  static void write(Slot slot, PixelInput input, List<PixelTensor> pictures) {
    PixelTensor first = pictures.get(0);
    TensorShape shape = TensorShape.of(pictures.size(), CHANNELS, first.height(), first.width());
    ElementType type = type(slot, input);
    ByteBuffer buffer = slot.input(input.name(), type, shape);
    pictures.forEach(picture -> picture.writeTo(buffer, type));
  }

  /** What pictures are written in. */
  static ElementType type(Slot slot, PixelInput input) {
    return slot.inputType(input.name(), ElementType.FLOAT32);
  }

  /** Pictures with equal sizes may run together. */
  static InputSize size(PixelTensor picture) {
    return new InputSize(picture.height(), picture.width());
  }

  /** Noise, the same each time, of that side where network and slot take any size. */
  static PixelTensor sample(Slot slot, PixelInput input, int sidePx) {
    Optional<TensorShape> planned = slot.itemShape(input.name());
    InputSize open =
        planned
            .map(item -> new InputSize((int) item.axis(1), (int) item.axis(2)))
            .orElse(new InputSize(sidePx, sidePx));
    int height = input.size().isFixed() ? input.size().heightPx() : open.heightPx();
    int width = input.size().isFixed() ? input.size().widthPx() : open.widthPx();
    byte[] noise = new byte[height * width * CHANNELS];
    new Random(SEED).nextBytes(noise);
    return new PixelPreprocessor(input).prepare(RgbImage.of(height, width, noise));
  }
}
