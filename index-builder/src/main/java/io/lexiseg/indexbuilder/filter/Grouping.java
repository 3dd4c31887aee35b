package io.lexiseg.indexbuilder.filter;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which prototypes are of the same noun, and which of the same picture.
 *
 * <p><b>Ownership:</b> the arrays belong to this; read only.
 */
public final class Grouping {
  private final int[] nouns;
  private final int[] pictures;

  private Grouping(int[] nouns, int[] pictures) {
    this.nouns = nouns;
    this.pictures = pictures;
  }

  /** Collects prototypes in their order. */
  public static final class Builder {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final IntStream.Builder nouns = IntStream.builder();
    private final IntStream.Builder pictures = IntStream.builder();

    /**
     * Adds a prototype.
     *
     * @param noun equal for those of the same noun
     * @param picture equal for those of the same picture
     */
    public void add(String noun, int picture) {
      nouns.add(numbers.computeIfAbsent(noun, name -> numbers.size()));
      pictures.add(picture);
    }

    /** The grouping of what was added; the builder is used up. */
    public Grouping build() {
      return new Grouping(nouns.build().toArray(), pictures.build().toArray());
    }
  }

  /** A number for each prototype, equal for those of the same noun. */
  int[] nouns() {
    return nouns;
  }

  /** A number for each prototype, equal for those of the same picture. */
  int[] pictures() {
    return pictures;
  }
}
