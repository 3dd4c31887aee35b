package io.lexiseg.vision.encoder.network;

import io.lexiseg.vision.encoder.EncoderException;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.engine.TensorShape;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a network does for the method: how items go in and results come out.
 *
 * <p><b>Threads:</b> safe, with a slot of its own a thread.
 */
interface NetworkRole<T, R> {
  /** Name in messages, metrics and thread names. */
  String name();

  /** The network. */
  Path file();

  /** Names of the tensors that it takes. */
  Set<String> inputs();

  /** An item that the slot can take, the same each time and as varied as real ones. */
  T sample(Slot slot);

  /**
   * Runs items of equal shape.
   *
   * @throws EncoderException if the engine fails or an output is not as described
   */
  List<R> run(Slot slot, List<T> batch);

  /** The numbers of a result, not a copy. */
  float[] values(R result);

  /** Checks a result's shape. */
  static OutputTensor expect(Slot slot, String name, TensorShape expected) {
    OutputTensor output;
    try {
      output = slot.output(name);
    } catch (IllegalArgumentException e) {
      throw new EncoderException(String.valueOf(e.getMessage()), e);
    }
    if (!output.shape().fits(expected)) {
      throw new EncoderException(
          "output %s: expected %s, got %s".formatted(name, expected, output.shape()));
    }
    return output;
  }
}
