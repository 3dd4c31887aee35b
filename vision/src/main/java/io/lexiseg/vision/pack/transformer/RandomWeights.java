package io.lexiseg.vision.pack.transformer;

import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.WeightSupply;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Weights drawn from a uniform distribution, the same for the same seed on every platform.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class RandomWeights implements WeightSupply {
  private static final double SPREAD_OF_UNIFORM = Math.sqrt(3);

  private final SplittableRandom random;

  RandomWeights(long seed) {
    this.random = new SplittableRandom(seed);
  }

  @Override
  public String tensor(OnnxGraph graph, String name, double mean, double deviation, long... shape) {
    int count = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    return graph.weights(name, values(count, mean, deviation), shape);
  }

  @Override
  public String matrix(OnnxGraph graph, String name, double deviation, int from, int to) {
    return tensor(graph, name, 0, deviation, from, to);
  }

  /** So many values of that mean and standard deviation. */
  private float[] values(int count, double mean, double deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      double uniform = 2 * random.nextDouble() - 1;
      values[i] = (float) (mean + uniform * deviation * SPREAD_OF_UNIFORM);
    }
    return values;
  }
}
