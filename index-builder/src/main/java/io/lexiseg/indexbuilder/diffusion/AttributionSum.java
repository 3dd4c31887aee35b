package io.lexiseg.indexbuilder.diffusion;

import io.lexiseg.indexbuilder.attribution.AttributionMap;
import io.lexiseg.indexbuilder.attribution.Bicubic;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Attention of one picture to its tokens, added up over the calls of the denoiser.
 *
 * <p>Each map output has keys (a layer and a head each) and a grid. Sums are kept per key; each is
 * resized to the latent grid, then clamped at 0, then all keys of all outputs are averaged with
 * equal weight. Order and precision are fixed: double, outputs and keys as they come.
 *
 * <p><b>Source:</b> Eq. 1 as DAAM computes it; docs/diffusion.md, "Attribution". <b>Threads:</b>
 * one at a time.
 */
final class AttributionSum {
  private final int height;
  private final int width;
  private final int tokens;
  private final Map<String, Sums> outputs = new LinkedHashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // inside this class only; never compared
  private record Sums(int keys, int height, int width, double[] values) {
    int cells() {
      return height * width;
    }
  }

  /**
   * Nothing so far.
   *
   * @param height rows of the latent grid
   * @param width columns of the latent grid
   * @param tokens how many tokens are attended to
   */
  AttributionSum(int height, int width, int tokens) {
    this.height = height;
    this.width = width;
    this.tokens = tokens;
  }

  /**
   * Adds one output of one call.
   *
   * @param map {@code [keys, words, gridHeight, gridWidth]}
   * @param first the token that stands in the first of the words
   * @param count how many of the words are tokens
   */
  void add(String output, OutputTensor map, int first, int count) {
    int words = side(map, 1);
    Sums sums = outputs.computeIfAbsent(output, name -> empty(map));
    FloatBuffer values = map.values();
    for (int key = 0; key < sums.keys(); key++) {
      for (int i = 0; i < count; i++) {
        int from = (key * words + i) * sums.cells();
        int to = (key * tokens + first + i) * sums.cells();
        for (int cell = 0; cell < sums.cells(); cell++) {
          sums.values()[to + cell] += values.get(from + cell);
        }
      }
    }
  }

  /** Where each token was attended to, {@code [tokens][height * width]}. */
  double[][] maps() {
    double[][] maps = new double[tokens][height * width];
    int keys = outputs.values().stream().mapToInt(Sums::keys).sum();
    double[] resized = new double[height * width];
    for (Sums sums : outputs.values()) {
      Bicubic bicubic = new Bicubic(sums.height(), sums.width(), height, width);
      for (int i = 0; i < sums.keys() * tokens; i++) {
        bicubic.resize(sums.values(), i * sums.cells(), resized);
        double[] map = maps[i % tokens];
        for (int cell = 0; cell < map.length; cell++) {
          map[cell] += Math.max(resized[cell], 0) / keys;
        }
      }
    }
    return maps;
  }

  /** The mean over some tokens, none of which is left out. */
  AttributionMap mean(double[][] maps, int[] chosen) {
    float[] mean = new float[height * width];
    for (int cell = 0; cell < mean.length; cell++) {
      double sum = 0;
      for (int token : chosen) {
        sum += maps[token][cell];
      }
      mean[cell] = (float) (sum / chosen.length);
    }
    return new AttributionMap(height, width, mean);
  }

  private Sums empty(OutputTensor map) {
    int keys = side(map, 0);
    int rows = side(map, 2);
    int columns = side(map, 3);
    int size = Math.multiplyExact(Math.multiplyExact(keys, tokens), rows * columns);
    return new Sums(keys, rows, columns, new double[size]);
  }

  private static int side(OutputTensor map, int axis) {
    return Math.toIntExact(map.shape().axis(axis));
  }
}
