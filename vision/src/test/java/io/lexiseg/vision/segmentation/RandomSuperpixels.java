package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.superpixel.LabelMap;
import io.lexiseg.vision.superpixel.SuperpixelAlgorithm;
import java.util.Random;

/** A window strewn with random rectangles, each a superpixel where no later one covers it. */
record RandomSuperpixels(int count, long seed) implements SuperpixelAlgorithm {
  @Override
  public LabelMap segment(RgbImage image) {
    Random random = new Random(seed);
    int[] labels = new int[image.height() * image.width()];
    for (int label = 1; label < count; label++) {
      int top = random.nextInt(image.height());
      int left = random.nextInt(image.width());
      int bottom = Math.min(image.height(), top + 1 + random.nextInt(60));
      int right = Math.min(image.width(), left + 1 + random.nextInt(60));
      for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
          labels[y * image.width() + x] = label;
        }
      }
    }
    return LabelMap.of(image.height(), image.width(), count, labels);
  }
}
