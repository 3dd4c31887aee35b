package io.lexiseg.vision.encoder.engine;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A long-lived place to run one network: inputs are written to its own buffers, then it runs, then
 * outputs are read.
 *
 * <p><b>Threads:</b> one at a time.
 */
public interface Slot extends AutoCloseable {
  /**
   * The type that an input is written in.
   *
   * @param otherwise where the engine takes what the network declares
   */
  default ElementType inputType(String name, ElementType otherwise) {
    return otherwise;
  }

  /**
   * A shape of one item of an input, without the batch, that this slot takes whatever the network
   * declares; empty: any that the network does.
   */
  default Optional<TensorShape> itemShape(String name) {
    return Optional.empty();
  }

  /**
   * The buffer of an input for the next run; every input must be asked for before each run.
   *
   * @param shape without open axes
   * @return direct, in native byte order, position 0, limit {@code shape.elements() *
   *     type.sizeBytes()}, contents undefined; valid until the next call for this input
   */
  ByteBuffer input(String name, ElementType type, TensorShape shape);

  /**
   * Runs the network on what the input buffers hold.
   *
   * @throws io.lexiseg.vision.encoder.EncoderException if the engine fails
   */
  void run();

  /**
   * A float32 result of the last run, valid until the next run.
   *
   * @throws IllegalArgumentException if the network has no such output, with those it has
   */
  OutputTensor output(String name);

  /** Releases the buffers; idempotent. */
  @Override
  void close();
}
