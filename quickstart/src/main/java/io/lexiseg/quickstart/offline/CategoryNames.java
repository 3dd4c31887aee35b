package io.lexiseg.quickstart.offline;

import java.util.Map;

/** Category names of data sets as people would say them. */
final class CategoryNames {
  /** Names of COCO's panoptic categories that read backwards or run words together. */
  private static final Map<String, String> COCO =
      Map.of(
          "wall-brick", "brick wall",
          "wall-stone", "stone wall",
          "wall-tile", "tiled wall",
          "wall-wood", "wooden wall",
          "floor-wood", "wooden floor",
          "window-blind", "window blind",
          "playingfield", "playing field",
          "tv", "television");

  private CategoryNames() {}

  /**
   * Without the marks of data sets: {@code tree-merged} is a tree, {@code wall-brick} a brick wall.
   */
  static String spoken(String name) {
    String known = COCO.get(name);
    if (known != null) {
      return known;
    }
    String plain = name.replaceFirst("(-other)?-merged$|-stuff$|-other$", "");
    return plain.replace('-', ' ').replace('_', ' ').strip();
  }
}
