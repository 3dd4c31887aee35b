package io.lexiseg.vision.pack.optimise;

import io.lexiseg.vision.pack.onnx.OnnxAttribute;
import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.OnnxType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A residual network of two stages, two blocks each, random weights. Every second channel has small
 * values that meet large weights.
 */
final class ResidualSketch {
  static final int CHANNELS = 24;
  private static final int UNEVEN = 30;

  private final OnnxGraph graph = new OnnxGraph("sketch");
  private final SplittableRandom random = new SplittableRandom(3);
  private int layers;

  private ResidualSketch() {}

  /** Input {@code image [n, 3, height, width]}, output {@code cells} of a quarter of the size. */
  static Path write(Path file) throws IOException {
    new ResidualSketch().build(file);
    return file;
  }

  private void build(Path file) throws IOException {
    String image = graph.input("image", OnnxType.FLOAT32, "n", "3", "height", "width");
    String x = relu(convolution(image, 3, 16, 3, 1, 1));
    x = block(x, 16, 16, 1, 1, true);
    x = block(x, 16, 16, 1, 1, false);
    x = block(x, 16, CHANNELS, 2, 1, true);
    x = block(x, CHANNELS, CHANNELS, 1, 2, false);
    graph.output(x, "cells", OnnxType.FLOAT32, "n", "" + CHANNELS, "rows", "columns");
    graph.write(file);
  }

  private String block(String input, int from, int to, int stride, int reach, boolean first) {
    String x = relu(convolution(input, from, 8, 1, stride, 1));
    x = relu(convolution(x, 8, 8, 3, 1, reach));
    x = convolution(x, 8, to, 1, 1, 1);
    String shortcut = first ? convolution(input, from, to, 1, stride, 1) : input;
    return relu(graph.add("Add", List.of(x, shortcut)));
  }

  private String convolution(String input, int from, int to, int side, int stride, int reach) {
    String name = "layer" + layers++;
    float[] kernel = new float[to * from * side * side];
    for (int i = 0; i < kernel.length; i++) {
      int run = side * side;
      double even = (random.nextDouble() - 0.45) * 3 / Math.sqrt(from * run);
      kernel[i] = (float) (even * size(i / run / from) / (layers == 1 ? 1 : size(i / run % from)));
    }
    float[] bias = new float[to];
    for (int i = 0; i < to; i++) {
      bias[i] = (float) (random.nextDouble() * 0.2 * size(i));
    }
    long padding = side == 1 ? 0 : reach;
    return graph.add(
        "Conv",
        List.of(
            input,
            graph.weights(name + ".kernel", kernel, to, from, side, side),
            graph.weights(name + ".bias", bias, to)),
        OnnxAttribute.integers("kernel_shape", side, side),
        OnnxAttribute.integers("strides", stride, stride),
        OnnxAttribute.integers("pads", padding, padding, padding, padding),
        OnnxAttribute.integers("dilations", reach, reach));
  }

  private static double size(int channel) {
    return channel % 2 == 0 ? 1 : 1.0 / UNEVEN;
  }

  private String relu(String input) {
    return graph.add("Relu", List.of(input));
  }
}
