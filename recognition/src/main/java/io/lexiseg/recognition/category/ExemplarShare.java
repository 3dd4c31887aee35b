package io.lexiseg.recognition.category;

import java.util.List;

/**
 * What a category's exemplars contribute to it.
 *
 * @param ids exemplars, each counts the same
 * @param weight of all of them together, 0..1; the rest is that of the retrieved prototypes. At 1
 *     the index is not asked
 */
public record ExemplarShare(List<String> ids, double weight) {
  /** No exemplars. */
  public static final ExemplarShare NONE = new ExemplarShare(List.of(), 0);

  /** Weight where none is given. */
  public static final double STANDARD_WEIGHT = 0.5;

  public ExemplarShare {
    ids = List.copyOf(ids);
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("exemplars: expected weight 0..1, got " + weight);
    }
  }

  /** Whether they alone decide. */
  public boolean isAll() {
    return !ids.isEmpty() && weight == 1;
  }
}
