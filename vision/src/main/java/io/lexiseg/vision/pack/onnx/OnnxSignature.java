package io.lexiseg.vision.pack.onnx;

import io.lexiseg.vision.encoder.engine.TensorShape;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a network in ONNX format takes, gives, and needs beside it.
 *
 * @param inputs by name, in order; weights are none
 * @param outputs by name, in order
 * @param externalBytes how long each file with weights has to be at least, by its path below the
 *     network's folder
 */
public record OnnxSignature(
    Map<String, Tensor> inputs, Map<String, Tensor> outputs, Map<String, Long> externalBytes) {
  /** Keeps the order. */
  public OnnxSignature {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    externalBytes = Collections.unmodifiableMap(new LinkedHashMap<>(externalBytes));
  }

  /**
   * Type and shape of a tensor.
   *
   * @param type element type as ONNX calls it, {@code FLOAT} or {@code INT32}
   * @param shape with open axes where the network leaves them open
   */
  public record Tensor(String type, TensorShape shape) {
    /** Whether a tensor could be both. */
    public boolean fits(Tensor other) {
      return type.equals(other.type) && shape.fits(other.shape);
    }

    /** Type and shape, {@code FLOAT [?, 3, 224, 224]}. */
    @Override
    public String toString() {
      return type + " " + shape;
    }
  }

  /**
   * Reads what a file declares; the weights are skipped, not read.
   *
   * @throws IllegalArgumentException if the file cannot be read or is no network
   */
  public static OnnxSignature read(Path file) {
    return new OnnxSignatureReader(file).read();
  }
}
