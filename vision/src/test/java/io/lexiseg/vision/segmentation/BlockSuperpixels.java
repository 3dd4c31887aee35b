package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.superpixel.LabelMap;
import io.lexiseg.vision.superpixel.SuperpixelAlgorithm;

/**
 * Square blocks, in each a speck of 2x2 pixels that sampling may miss. Block {@code b} is label
 * {@code 2 b}, its speck {@code 2 b + 1}; some specks of cut blocks have no pixel.
 */
record BlockSuperpixels(int block) implements SuperpixelAlgorithm {
  @Override
  public LabelMap segment(RgbImage image) {
    int across = (image.width() + block - 1) / block;
    int down = (image.height() + block - 1) / block;
    int[] labels = new int[image.height() * image.width()];
    for (int p = 0; p < labels.length; p++) {
      int y = p / image.width();
      int x = p % image.width();
      boolean speck = isSpeck(y % block) && isSpeck(x % block);
      labels[p] = 2 * (y / block * across + x / block) + (speck ? 1 : 0);
    }
    return LabelMap.of(image.height(), image.width(), 2 * across * down, labels);
  }

  private static boolean isSpeck(int offset) {
    return offset == 1 || offset == 2;
  }
}
