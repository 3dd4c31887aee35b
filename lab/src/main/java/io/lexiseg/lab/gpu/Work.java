package io.lexiseg.lab.gpu;

import io.lexiseg.vision.pack.random.RandomPack.Tower;

/** How much a vision transformer computes, a multiplication and an addition counting as two. */
final class Work {
  /** What matrices of 16 bits reach on an H200 when nothing else is done, TFLOP/s, measured. */
  static final double CEILING = 788;

  private static final int CHANNELS = 3;

  private Work() {}

  /** GFLOP for one picture. Softmax, normalisation and activations are not counted. */
  static double gigaflop(Tower tower) {
    double patch = tower.picture().patchPx();
    double side = tower.picture().sizePx() / patch;
    double tokens = side * side + 1;
    double width = tower.size().width();
    double block = 24 * tokens * width * width + 4 * tokens * tokens * width;
    double stem = 2 * (tokens - 1) * CHANNELS * patch * patch * width;
    return (tower.size().depth() * block + stem) / 1e9;
  }
}
