package io.lexiseg.vision.segmentation;

/**
 * The categories that can win where some cells meet, ascending; all, if there are too many to list.
 */
final class Shortlist {
  static final Shortlist ALL = new Shortlist(new int[0]);

  private final int[] categories;

  /**
   * @param categories at least one, kept
   */
  Shortlist(int[] categories) {
    this.categories = categories;
  }

  int size() {
    return categories.length;
  }

  int category(int i) {
    return categories[i];
  }
}
