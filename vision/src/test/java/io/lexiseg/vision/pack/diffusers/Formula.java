package io.lexiseg.vision.pack.diffusers;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Weights and inputs computed from a tensor's name, as tools/diffusion/formula.py does. */
final class Formula {
  private Formula() {}

  /** A tensor of a network. */
  static float[] weight(String name, long... shape) {
    boolean scale = shape.length < 2 && name.endsWith(".weight");
    return values(name, count(shape), scale ? 1 : 0, spread(name, shape));
  }

  /** An input of unit variance. */
  static float[] normalLike(String name, long... shape) {
    return values(name, count(shape), 0, Math.sqrt(3));
  }

  private static double spread(String name, long... shape) {
    if (shape.length < 2) {
      return 0.1;
    }
    if (name.endsWith("_embedding.weight")) {
      return 0.5;
    }
    boolean sharp = name.contains(".attn2.to_q.") || name.contains(".attn2.to_k.");
    return (sharp ? 2 : 1) * Math.sqrt(3.0 / count(Arrays.copyOfRange(shape, 1, shape.length)));
  }

  private static int count(long... shape) {
    return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
  }

  private static float[] values(String name, int count, double mean, double spread) {
    int seed = 0x811c9dc5;
    for (byte letter : name.getBytes(StandardCharsets.UTF_8)) {
      seed = (seed ^ (letter & 0xff)) * 0x01000193;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      int x = seed + i * 0x9e3779b9;
      x = (x ^ (x >>> 16)) * 0x85ebca6b;
      x = (x ^ (x >>> 13)) * 0xc2b2ae35;
      x ^= (x >>> 16);
      values[i] = (float) (mean + spread * (2 * ((x >>> 8) / 16777216.0) - 1));
    }
    return values;
  }
}
