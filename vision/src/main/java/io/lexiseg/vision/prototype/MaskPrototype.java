package io.lexiseg.vision.prototype;

/**
 * The prototype of one category in one picture.
 *
 * <p><b>Ownership:</b> the array is kept, not copied; nobody may write to it afterwards.
 */
public final class MaskPrototype {
  private final int category;
  private final float[] values;

  MaskPrototype(int category, float[] values) {
    this.category = category;
    this.values = values;
  }

  /** Value of the category in the mask, at least 1. */
  public int category() {
    return category;
  }

  /** {@code [dimension]}, raw; read only. */
  public float[] values() {
    return values;
  }
}
