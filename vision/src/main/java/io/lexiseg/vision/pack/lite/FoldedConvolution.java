package io.lexiseg.vision.pack.lite;

import java.io.IOException;
import java.util.Arrays;

/**
 * A convolution with the batch normalisation behind it folded in: {@code kernel' = kernel * s},
 * {@code bias' = (bias - mean) * s + beta} with {@code s = gamma / sqrt(variance + epsilon)} for
 * each output channel.
 *
 * <p><b>Shapes:</b> kernel {@code [out, in, height, width]} (Keras keeps {@code [height, width, in,
 * out]}), bias {@code [out]}. Sums are in double precision.
 */
final class FoldedConvolution {
  private final float[] kernel;
  private final float[] bias;
  private final long[] shape;

  private FoldedConvolution(float[] kernel, float[] bias, long[] shape) {
    this.kernel = kernel;
    this.bias = bias;
    this.shape = shape;
  }

  /**
   * Reads and folds.
   *
   * @throws IOException if a weight is missing or of the wrong shape
   */
  static FoldedConvolution of(TfjsModel model, String convolution, String normalisation)
      throws IOException {
    long[] keras = model.shape(convolution + "/kernel");
    if (keras.length != 4) {
      throw new IOException(
          "%s/kernel: expected [height, width, in, out], got %s"
              .formatted(convolution, Arrays.toString(keras)));
    }
    int out = Math.toIntExact(keras[3]);
    double[] scale = scale(model, normalisation, out);
    float[] kernel =
        outputFirst(model.weights(convolution + "/kernel"), scale, Math.toIntExact(keras[2]));
    float[] mean = channels(model, normalisation + "/moving_mean", out);
    float[] beta = channels(model, normalisation + "/beta", out);
    float[] bias = channels(model, convolution + "/bias", out);
    for (int c = 0; c < out; c++) {
      bias[c] = (float) (((double) bias[c] - mean[c]) * scale[c] + beta[c]);
    }
    return new FoldedConvolution(kernel, bias, new long[] {keras[3], keras[2], keras[0], keras[1]});
  }

  private static double[] scale(TfjsModel model, String normalisation, int out) throws IOException {
    float[] gamma = channels(model, normalisation + "/gamma", out);
    float[] variance = channels(model, normalisation + "/moving_variance", out);
    double epsilon = model.number(normalisation, "epsilon");
    double[] scale = new double[out];
    for (int c = 0; c < out; c++) {
      scale[c] = gamma[c] / Math.sqrt(variance[c] + epsilon);
    }
    return scale;
  }

  private static float[] channels(TfjsModel model, String name, int out) throws IOException {
    float[] values = model.weights(name);
    if (values.length != out) {
      throw new IOException("%s: expected %d values, got %d".formatted(name, out, values.length));
    }
    return values;
  }

  /** {@code [positions, in, out]} to {@code [out, in, positions]}, scaled. */
  private static float[] outputFirst(float[] keras, double[] scale, int in) {
    int out = scale.length;
    int positions = keras.length / (in * out);
    float[] kernel = new float[keras.length];
    for (int p = 0; p < positions; p++) {
      for (int i = 0; i < in; i++) {
        for (int o = 0; o < out; o++) {
          kernel[(o * in + i) * positions + p] = (float) (keras[(p * in + i) * out + o] * scale[o]);
        }
      }
    }
    return kernel;
  }

  /** {@code [out, in, height, width]}; read only. */
  float[] kernel() {
    return kernel;
  }

  /** {@code [out]}; read only. */
  float[] bias() {
    return bias;
  }

  /** Out, in, height, width; read only. */
  long[] shape() {
    return shape;
  }
}
