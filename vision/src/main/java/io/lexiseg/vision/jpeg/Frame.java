package io.lexiseg.vision.jpeg;

import java.util.List;

/**
 * The frame header: how many blocks there must be.
 *
 * @param progressive whether coefficients come in several scans
 */
record Frame(boolean progressive, int height, int width, List<Component> components) {
  private static final int BLOCK = 8;
  private static final int MAX_FACTOR = 4;

  Frame {
    components = List.copyOf(components);
    if (components.isEmpty() || components.size() > 4) {
      throw new MalformedJpegException("1 to 4 colour components", components.size());
    }
    for (Component component : components) {
      checkFactor(component.horizontal());
      checkFactor(component.vertical());
    }
  }

  private static void checkFactor(int factor) {
    if (factor < 1 || factor > MAX_FACTOR) {
      throw new MalformedJpegException("sampling factors of 1 to 4", factor);
    }
  }

  Component component(int id) {
    for (Component component : components) {
      if (component.id() == id) {
        return component;
      }
    }
    throw new MalformedJpegException(
        "scans of the colour components of the header", "component " + id);
  }

  boolean complete() {
    return components.stream().allMatch(Component::complete);
  }

  /** Groups of blocks in a column, where a scan interleaves components. */
  int unitsDown() {
    return ceilingOf(height, BLOCK * tallest());
  }

  /** Groups of blocks in a row. */
  int unitsAcross() {
    return ceilingOf(width, BLOCK * widest());
  }

  /** Blocks in a column of one component in a scan of its own. */
  int blocksDown(Component component) {
    return ceilingOf(ceilingOf(height * component.vertical(), tallest()), BLOCK);
  }

  /** Blocks in a row of one component in a scan of its own. */
  int blocksAcross(Component component) {
    return ceilingOf(ceilingOf(width * component.horizontal(), widest()), BLOCK);
  }

  private int tallest() {
    return components.stream().mapToInt(Component::vertical).max().orElse(1);
  }

  private int widest() {
    return components.stream().mapToInt(Component::horizontal).max().orElse(1);
  }

  private static int ceilingOf(int value, int divisor) {
    return (value + divisor - 1) / divisor;
  }
}
