package io.lexiseg.vision.painting;

/**
 * Per pixel the score of the category that won it, or of the background plane that no category
 * beat.
 *
 * <p><b>Ownership:</b> the array is kept, not copied; nobody may write to it afterwards.
 */
public final class BestScores {
  private final float[] values;

  BestScores(float[] values) {
    this.values = values;
  }

  /** {@code [height, width]}, the mask's size; read only. */
  public float[] values() {
    return values;
  }
}
