package io.lexiseg.vision.pack.diffusers;

/**
 * A tensor {@code [rows, channels, side, side]} of a graph.
 *
 * @param tensor its name
 * @param rows pictures
 * @param channels components of a cell
 * @param side cells of a row and of a column
 */
record FeatureMap(String tensor, int rows, int channels, int side) {
  int cells() {
    return side * side;
  }

  FeatureMap with(String other) {
    return new FeatureMap(other, rows, channels, side);
  }

  FeatureMap with(String other, int otherChannels) {
    return new FeatureMap(other, rows, otherChannels, side);
  }
}
