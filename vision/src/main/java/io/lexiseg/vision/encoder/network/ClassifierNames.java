package io.lexiseg.vision.encoder.network;

import io.lexiseg.vision.encoder.IncompatibleModelException;
import io.lexiseg.vision.encoder.NamingSpec;
import io.lexiseg.vision.encoder.RegionEncoder;
import io.lexiseg.vision.feature.RegionFeatures;
import io.lexiseg.vision.pack.onnx.OnnxWeights;
import io.lexiseg.vision.similarity.DotProducts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Names regions by a classifier: the embeddings of its most probable classes' names, summed with
 * their probabilities.
 *
 * <p><b>Source:</b> ConSE, Norouzi et al., ICLR 2014, applied to regions. <b>Deviation:</b> a unit
 * feature is brought to the length of the features that the classifier knows.
 *
 * <p><b>Threads:</b> immutable.
 */
final class ClassifierNames implements RegionEncoder {
  private final DotProducts kernel;
  private final float[] bias;
  private final float[] names;
  private final int dimension;
  private final NamingSpec spec;

  private ClassifierNames(NamingSpec spec, float[][] kernel, float[] bias, float[] names) {
    this.spec = spec;
    this.kernel = new DotProducts(kernel, bias.length);
    this.bias = bias;
    this.names = names;
    this.dimension = names.length / bias.length;
  }

  /**
   * Reads the classifier.
   *
   * @param featureDimension components of a region's feature
   * @param textDimension components of a name's embedding
   * @throws IncompatibleModelException if a constant is missing or of another shape
   */
  static ClassifierNames read(NamingSpec spec, int featureDimension, int textDimension) {
    try {
      OnnxWeights weights = OnnxWeights.read(spec.file());
      int classes = Math.max(1, weights.shape(spec.bias()).stream().reduce(1, (a, b) -> a * b));
      expect(spec, weights, spec.kernel(), List.of(featureDimension, classes));
      expect(spec, weights, spec.names(), List.of(classes, textDimension));
      float[] flat = weights.values(spec.kernel());
      float[][] kernel = new float[featureDimension][];
      for (int d = 0; d < featureDimension; d++) {
        kernel[d] = Arrays.copyOfRange(flat, d * classes, (d + 1) * classes);
      }
      return new ClassifierNames(
          spec, kernel, weights.values(spec.bias()), weights.values(spec.names()));
    } catch (IOException e) {
      throw new UncheckedIOException("naming: cannot read " + spec.file(), e);
    }
  }

  private static void expect(
      NamingSpec spec, OnnxWeights weights, String name, List<Integer> shape) {
    if (!weights.shape(name).equals(shape)) {
      throw new IncompatibleModelException(
          List.of(
              "naming (%s): expected constant %s of shape %s, got %s"
                  .formatted(spec.file(), name, shape, weights.shape(name))));
    }
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public float[] embed(RegionFeatures features) {
    float[] embeddings = new float[features.regions() * dimension];
    int[] rows =
        IntStream.range(0, features.regions())
            .filter(region -> !features.vanished(region))
            .toArray();
    float[][] scores = kernel.with(features.values(), rows);
    for (int k = 0; k < rows.length; k++) {
      float factor = (float) (spec.scale() / features.norm(rows[k]));
      for (int c = 0; c < bias.length; c++) {
        scores[k][c] = factor * scores[k][c] + bias[c];
      }
      addNames(scores[k], embeddings, rows[k] * dimension);
    }
    return embeddings;
  }

  /** Probabilities need no common denominator, as the sum is brought to unit length. */
  private void addNames(float[] scores, float[] to, int at) {
    float highest = Float.NaN;
    float[] sum = new float[dimension];
    for (int i = 0; i < Math.min(spec.considered(), bias.length); i++) {
      int best = 0;
      for (int c = 1; c < scores.length; c++) {
        best = scores[c] > scores[best] ? c : best;
      }
      highest = i == 0 ? scores[best] : highest;
      float share = (float) Math.exp(scores[best] - highest);
      for (int d = 0; d < dimension; d++) {
        sum[d] += share * names[best * dimension + d];
      }
      scores[best] = Float.NEGATIVE_INFINITY;
    }
    System.arraycopy(UnitLength.scale(sum), 0, to, at, dimension);
  }
}
