package io.lexiseg.vision.pack.optimise;

import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.encoder.pixel.PixelTensor;
import java.nio.FloatBuffer;

/** One picture through a network. */
final class PictureRun {
  private static final int CHANNELS = 3;

  private PictureRun() {}

  static void run(Slot slot, String input, PixelTensor picture) {
    TensorShape shape = TensorShape.of(1, CHANNELS, picture.height(), picture.width());
    slot.input(input, ElementType.FLOAT32, shape).asFloatBuffer().put(picture.values());
    slot.run();
  }

  /** What the last run made, the caller's own. */
  static float[] values(Slot slot, String output) {
    FloatBuffer values = slot.output(output).values();
    float[] copy = new float[values.limit()];
    values.get(0, copy);
    return copy;
  }
}
