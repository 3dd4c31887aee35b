package io.lexiseg.vision.pack.lite;

import java.io.IOException;

/**
 * The network as Keras computes it, layer by layer with loops: convolution, then batch
 * normalisation, then rectifier; no folding, no ONNX. Maps are {@code [channel][y][x]}.
 */
final class ReferenceNetwork {
  private final TfjsModel model;
  private final boolean dilated;

  ReferenceNetwork(TfjsModel model, boolean dilated) {
    this.model = model;
    this.dilated = dilated;
  }

  double[][][] cells(double[][][] image) throws IOException {
    double[][][] x = relu(normalised("conv1", "bn_conv1", image, 2, 3, 1));
    x = pooled(x);
    for (int stage = 2; stage <= 5; stage++) {
      for (String block : stage == 5 ? new String[] {"a", "b"} : new String[] {"a"}) {
        x = block(x, stage, block);
      }
    }
    return x;
  }

  private double[][][] block(double[][][] input, int stage, String block) throws IOException {
    boolean last = dilated && stage == 5;
    int stride = block.equals("a") && stage > 2 && !last ? 2 : 1;
    int reach = last ? 2 : 1;
    String name = stage + block + "_branch";
    double[][][] x = relu(normalised("res" + name + "2a", "bn" + name + "2a", input, stride, 0, 1));
    x = relu(normalised("res" + name + "2b", "bn" + name + "2b", x, 1, reach, reach));
    x = normalised("res" + name + "2c", "bn" + name + "2c", x, 1, 0, 1);
    double[][][] shortcut =
        block.equals("a")
            ? normalised("res" + name + "1", "bn" + name + "1", input, stride, 0, 1)
            : input;
    for (int c = 0; c < x.length; c++) {
      for (int y = 0; y < x[c].length; y++) {
        for (int i = 0; i < x[c][y].length; i++) {
          x[c][y][i] += shortcut[c][y][i];
        }
      }
    }
    return relu(x);
  }

  private double[][][] normalised(
      String layer, String normalisation, double[][][] input, int stride, int pad, int dilation)
      throws IOException {
    float[] kernel = model.weights(layer + "/kernel");
    long[] shape = model.shape(layer + "/kernel");
    float[] bias = model.weights(layer + "/bias");
    float[] gamma = model.weights(normalisation + "/gamma");
    float[] beta = model.weights(normalisation + "/beta");
    float[] mean = model.weights(normalisation + "/moving_mean");
    float[] variance = model.weights(normalisation + "/moving_variance");
    int side = (int) shape[0];
    int out = (int) shape[3];
    int extent = dilation * (side - 1) + 1;
    int height = (input[0].length + 2 * pad - extent) / stride + 1;
    int width = (input[0][0].length + 2 * pad - extent) / stride + 1;
    double[][][] result = new double[out][height][width];
    for (int o = 0; o < out; o++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double sum = bias[o];
          for (int ky = 0; ky < side; ky++) {
            for (int kx = 0; kx < side; kx++) {
              int iy = y * stride - pad + ky * dilation;
              int ix = x * stride - pad + kx * dilation;
              if (iy >= 0 && iy < input[0].length && ix >= 0 && ix < input[0][0].length) {
                for (int i = 0; i < input.length; i++) {
                  sum += input[i][iy][ix] * kernel[((ky * side + kx) * input.length + i) * out + o];
                }
              }
            }
          }
          result[o][y][x] = (sum - mean[o]) / Math.sqrt(variance[o] + 0.001) * gamma[o] + beta[o];
        }
      }
    }
    return result;
  }

  private static double[][][] pooled(double[][][] input) {
    int height = (input[0].length + 2 - 3) / 2 + 1;
    int width = (input[0][0].length + 2 - 3) / 2 + 1;
    double[][][] result = new double[input.length][height][width];
    for (int c = 0; c < input.length; c++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          for (int k = 0; k < 9; k++) {
            int iy = 2 * y - 1 + k / 3;
            int ix = 2 * x - 1 + k % 3;
            if (iy >= 0 && iy < input[c].length && ix >= 0 && ix < input[c][0].length) {
              result[c][y][x] = Math.max(result[c][y][x], input[c][iy][ix]);
            }
          }
        }
      }
    }
    return result;
  }

  private static double[][][] relu(double[][][] map) {
    for (double[][] channel : map) {
      for (double[] row : channel) {
        for (int x = 0; x < row.length; x++) {
          row[x] = Math.max(row[x], 0);
        }
      }
    }
    return map;
  }
}
