package io.lexiseg.indexbuilder.dataset;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Turns the class names of data sets into words that people say. */
public final class Nouns {
  private static final Pattern SUFFIX = Pattern.compile("-(other-merged|merged|stuff|other)$");

  /** Names of COCO panoptic whose words stand in another order or mean something else. */
  private static final Map<String, String> EXPLICIT =
      Map.of(
          "wall-brick", "brick wall",
          "wall-stone", "stone wall",
          "wall-tile", "tiled wall",
          "wall-wood", "wooden wall",
          "floor-wood", "wooden floor",
          "window-blind", "window blind",
          "playingfield", "playing field",
          "tv", "television");

  private Nouns() {}

  /** {@code wall-brick} to {@code brick wall}, {@code tree-merged} to {@code tree}. */
  public static String clean(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT);
    String explicit = EXPLICIT.get(plain);
    if (explicit != null) {
      return explicit;
    }
    String noun = SUFFIX.matcher(plain).replaceFirst("");
    return noun.replace('-', ' ').replace('_', ' ').strip();
  }
}
