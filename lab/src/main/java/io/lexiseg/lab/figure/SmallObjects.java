package io.lexiseg.lab.figure;

import java.util.OptionalDouble;

/**
 * IoU of small objects: for each category the IoU over only those pictures in which the reference
 * gives it some pixels, but at most {@value #PERCENT} % of the picture.
 *
 * <p><b>Threads:</b> not safe.
 */
final class SmallObjects {
  /** Largest part of a picture that counts as small. */
  static final int PERCENT = 1;

  private final int categories;
  private final CategoryAreas areas;

  SmallObjects(int categories) {
    this.categories = categories;
    this.areas = new CategoryAreas(categories);
  }

  void add(PictureCounts picture) {
    CategoryAreas own = new CategoryAreas(categories);
    own.add(picture);
    for (int category = 1; category <= categories; category++) {
      long reference = own.reference(category);
      if (reference > 0 && 100 * reference <= PERCENT * picture.pixels()) {
        areas.add(own, category);
      }
    }
  }

  /** Of one category, 0..1; empty when it is small nowhere. */
  OptionalDouble iou(int category) {
    return areas.iou(category);
  }

  /** Mean over the categories that are small somewhere, 0..1; empty without any. */
  OptionalDouble meanIou() {
    return areas.meanIou();
  }
}
