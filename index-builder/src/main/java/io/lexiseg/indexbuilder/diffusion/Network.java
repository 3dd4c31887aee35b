package io.lexiseg.indexbuilder.diffusion;

import io.lexiseg.vision.encoder.EncoderException;
import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.engine.TensorShape;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * One network with one place to run it.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Network implements AutoCloseable {
  private final Path file;
  private final Slot slot;

  Network(Path file, Slot slot) {
    this.file = file;
    this.slot = slot;
  }

  /** The buffer of an input for the next run, in native order. */
  ByteBuffer input(String name, ElementType type, long... shape) {
    return slot.input(name, type, TensorShape.of(shape));
  }

  /** The buffer of a float32 input for the next run. */
  ByteBuffer floats(String name, long... shape) {
    return input(name, ElementType.FLOAT32, shape);
  }

  void run() {
    slot.run();
  }

  /**
   * A result of the last run, valid until the next.
   *
   * @throws EncoderException if it is not of that shape
   */
  OutputTensor output(String name, long... shape) {
    OutputTensor output = slot.output(name);
    TensorShape expected = TensorShape.of(shape);
    if (!output.shape().fits(expected)) {
      throw new EncoderException(
          "%s: output %s: expected %s, got %s".formatted(file, name, expected, output.shape()));
    }
    return output;
  }

  /** The numbers of a result, a copy. */
  float[] values(String name, long... shape) {
    OutputTensor output = output(name, shape);
    float[] values = new float[output.values().remaining()];
    output.values().duplicate().get(values);
    return values;
  }

  @Override
  public void close() {
    slot.close();
  }
}
