package io.lexiseg.vision.encoder.pixel;

import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.HalfFloat;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/**
 * A picture as a network takes it: {@code [3, height, width]}, row-major, in 32 or 16 bits.
 *
 * <p><b>Ownership:</b> the array is kept, not copied; nobody may write to it afterwards.
 */
public final class PixelTensor {
  private final int height;
  private final int width;
  private final Buffer values;

  private PixelTensor(int height, int width, Buffer values) {
    this.height = height;
    this.width = width;
    this.values = values;
  }

  static PixelTensor of(int height, int width, float[] values) {
    return new PixelTensor(height, width, FloatBuffer.wrap(values));
  }

  static PixelTensor of(int height, int width, short[] halves) {
    return new PixelTensor(height, width, ShortBuffer.wrap(halves));
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** The values, {@code [3, height, width]}; read only, not a copy where they have 32 bits. */
  public float[] values() {
    if (values instanceof FloatBuffer floats) {
      return floats.array();
    }
    float[] floats = new float[values.capacity()];
    short[] halves = ((ShortBuffer) values).array();
    for (int i = 0; i < floats.length; i++) {
      floats[i] = HalfFloat.decode(halves[i]);
    }
    return floats;
  }

  /**
   * Appends the values to a buffer in native order.
   *
   * @param type {@link ElementType#FLOAT32} or {@link ElementType#FLOAT16}; a conversion costs time
   *     unless the picture was prepared in that type
   */
  public void writeTo(ByteBuffer target, ElementType type) {
    if (type == ElementType.FLOAT32) {
      target.asFloatBuffer().put(values());
    } else {
      target.asShortBuffer().put(halves());
    }
    target.position(target.position() + values.capacity() * type.sizeBytes());
  }

  private short[] halves() {
    return values instanceof ShortBuffer halves
        ? halves.array()
        : encode(((FloatBuffer) values).array());
  }

  /** To 16 bits, rounded to the nearest. */
  static short[] encode(float[] floats) {
    short[] halves = new short[floats.length];
    for (int i = 0; i < floats.length; i++) {
      halves[i] = HalfFloat.encode(floats[i]);
    }
    return halves;
  }
}
