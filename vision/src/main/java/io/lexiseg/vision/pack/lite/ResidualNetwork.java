package io.lexiseg.vision.pack.lite;

import io.lexiseg.vision.pack.onnx.OnnxAttribute;
import io.lexiseg.vision.pack.onnx.OnnxGraph;
import java.io.IOException;
import java.util.List;

/**
 * The convolutional part of a residual network (He et al., CVPR 2016, version 1, as Keras names its
 * layers: {@code conv1}, {@code res2a_branch2a} .. {@code res5c_branch2c}). Version 1 strides in
 * the first 1x1 convolution of a stage and in its shortcut. Widths and the number of blocks are
 * those of the weights.
 *
 * <p><b>Dilated:</b> the last stage keeps its resolution, its 3x3 convolutions reach twice as far;
 * the cells of even row and column then equal those of the network as trained, and the stride is 16
 * in place of 32.
 */
final class ResidualNetwork {
  private static final int FIRST_STAGE = 2;
  private static final int LAST_STAGE = 5;

  private final TfjsModel model;
  private final OnnxGraph graph;
  private final boolean dilated;

  /** Adds layers of {@code model} to {@code graph}. */
  ResidualNetwork(TfjsModel model, OnnxGraph graph, boolean dilated) {
    this.model = model;
    this.graph = graph;
    this.dilated = dilated;
  }

  /**
   * Adds the network.
   *
   * @param image name of a tensor {@code [n, 3, height, width]}, BGR minus the channel means
   * @return name of the last stage's activations, {@code [n, dimension, rows, columns]}, not
   *     negative
   * @throws IOException if the model lacks a weight
   */
  String add(String image) throws IOException {
    String x = relu(convolution(image, "conv1", "bn_conv1", new Shape(2, 3, 1)));
    // Keras pads with zeros before pooling; nothing is below zero here, so the padding never wins.
    x =
        graph.add(
            "MaxPool",
            List.of(x),
            OnnxAttribute.integers("kernel_shape", 3, 3),
            OnnxAttribute.integers("strides", 2, 2),
            OnnxAttribute.integers("pads", 1, 1, 1, 1));
    for (int stage = FIRST_STAGE; stage <= LAST_STAGE; stage++) {
      for (char block = 'a'; block == 'a' || has(model, stage, block); block++) {
        x = block(x, stage, block);
      }
    }
    return x;
  }

  /**
   * Components of a cell of the result.
   *
   * @throws IOException if the model lacks the last convolution
   */
  static int dimension(TfjsModel model) throws IOException {
    char last = 'a';
    while (has(model, LAST_STAGE, (char) (last + 1))) {
      last++;
    }
    return Math.toIntExact(model.shape("res%d%s_branch2c/kernel".formatted(LAST_STAGE, last))[3]);
  }

  private static boolean has(TfjsModel model, int stage, char block) {
    return model.has("res%d%s_branch2a/kernel".formatted(stage, block));
  }

  private String block(String input, int stage, char block) throws IOException {
    boolean first = block == 'a';
    boolean keep = dilated && stage == LAST_STAGE;
    int stride = first && stage > FIRST_STAGE && !keep ? 2 : 1;
    int reach = keep ? 2 : 1;
    String name = "%d%s_branch".formatted(stage, block);
    String x = relu(branch(input, name + "2a", new Shape(stride, 0, 1)));
    x = relu(branch(x, name + "2b", new Shape(1, reach, reach)));
    x = branch(x, name + "2c", new Shape(1, 0, 1));
    String shortcut = first ? branch(input, name + "1", new Shape(stride, 0, 1)) : input;
    return relu(graph.add("Add", List.of(x, shortcut)));
  }

  private String branch(String input, String name, Shape shape) throws IOException {
    return convolution(input, "res" + name, "bn" + name, shape);
  }

  private String convolution(String input, String layer, String normalisation, Shape shape)
      throws IOException {
    FoldedConvolution folded = FoldedConvolution.of(model, layer, normalisation);
    String kernel = graph.weights(layer + ".kernel", folded.kernel(), folded.shape());
    String bias = graph.weights(layer + ".bias", folded.bias(), folded.shape()[0]);
    long padding = shape.padding();
    return graph.add(
        "Conv",
        List.of(input, kernel, bias),
        OnnxAttribute.integers("kernel_shape", folded.shape()[2], folded.shape()[3]),
        OnnxAttribute.integers("strides", shape.stride(), shape.stride()),
        OnnxAttribute.integers("pads", padding, padding, padding, padding),
        OnnxAttribute.integers("dilations", shape.dilation(), shape.dilation()));
  }

  private String relu(String input) {
    return graph.add("Relu", List.of(input));
  }

  private record Shape(int stride, int padding, int dilation) {}
}
