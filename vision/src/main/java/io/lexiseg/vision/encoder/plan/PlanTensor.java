package io.lexiseg.vision.encoder.plan;

import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.TensorShape;

/**
 * A tensor that a plan takes or gives.
 *
 * @param type {@link ElementType#FLOAT32}, {@link ElementType#FLOAT16} or {@link
 *     ElementType#INT32}; TensorRT 8 has no 64-bit integers
 * @param shape without open axes, the batch first
 */
public record PlanTensor(ElementType type, TensorShape shape) {
  /** Checks that TensorRT knows the type and that every axis is set. */
  public PlanTensor {
    if (type == ElementType.INT64) {
      throw new IllegalArgumentException("plan tensor: expected at most 32 bits, got int64");
    }
    if (shape.rank() < 1 || shape.axes().contains(TensorShape.ANY)) {
      throw new IllegalArgumentException("plan tensor: expected no open axis, got " + shape);
    }
  }

  /** Bytes of all elements. */
  public long sizeBytes() {
    return shape.elements() * type.sizeBytes();
  }

  /** Type and shape, {@code float16 [8, 3, 518, 518]}. */
  @Override
  public String toString() {
    return type + " " + shape;
  }
}
