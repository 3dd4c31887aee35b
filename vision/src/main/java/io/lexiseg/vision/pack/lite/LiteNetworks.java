package io.lexiseg.vision.pack.lite;

import io.lexiseg.vision.pack.onnx.OnnxAttribute;
import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.OnnxType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The two vision networks of the pack, written from one classifier's weights. */
final class LiteNetworks {
  /** Categories of the classifier that take part in an image's embedding. */
  private static final int CONSIDERED = 10;

  private final TfjsModel model;

  LiteNetworks(TfjsModel model) {
    this.model = model;
  }

  /**
   * Writes the local backbone: {@code image [n, 3, height, width]} to {@code cells [n, dimension,
   * rows, columns]} at stride 16.
   */
  void writeDense(Path file) throws IOException {
    OnnxGraph graph = new OnnxGraph("lite-dense");
    ResidualNetwork network = new ResidualNetwork(model, graph, true);
    String image = graph.input("image", OnnxType.FLOAT32, "n", "3", "height", "width");
    String dimension = Integer.toString(ResidualNetwork.dimension(model));
    graph.output(network.add(image), "cells", OnnxType.FLOAT32, "n", dimension, "rows", "columns");
    graph.write(file);
  }

  /**
   * Writes the global encoder: the classifier's ten most probable categories of {@code image [n, 3,
   * 224, 224]}, their text embeddings summed with their probabilities: {@code embedding [n,
   * textDimension]}, not of unit length (ConSE, Norouzi et al., ICLR 2014).
   *
   * @param names {@code [categories, textDimension]}, embeddings of the classifier's category names
   *     in its order
   */
  void writeImage(Path file, float[] names, int textDimension) throws IOException {
    OnnxGraph graph = new OnnxGraph("lite-image");
    String image = graph.input("image", OnnxType.FLOAT32, "n", "3", "224", "224");
    String probabilities = probabilities(graph, image);
    int categories = Math.toIntExact(model.shape("fc1000/bias")[0]);
    String matrix = graph.weights("names", names, categories, textDimension);
    String count = graph.integers("considered", new long[] {Math.min(CONSIDERED, categories)}, 1);
    List<String> best = graph.add("TopK", List.of(probabilities, count), 2);
    String axis = graph.integers("axis", new long[] {1}, 1);
    String shares = graph.add("Unsqueeze", List.of(best.get(0), axis)); // [n, 1, 10]
    String rows = graph.add("Gather", List.of(matrix, best.get(1))); // [n, 10, textDimension]
    String sum = graph.add("Squeeze", List.of(graph.add("MatMul", List.of(shares, rows)), axis));
    graph.output(sum, "embedding", OnnxType.FLOAT32, "n", Integer.toString(textDimension));
    graph.write(file);
  }

  private String probabilities(OnnxGraph graph, String image) throws IOException {
    String cells = new ResidualNetwork(model, graph, false).add(image);
    String pooled = graph.add("Flatten", List.of(graph.add("GlobalAveragePool", List.of(cells))));
    String kernel =
        graph.weights("fc.kernel", model.weights("fc1000/kernel"), model.shape("fc1000/kernel"));
    String bias =
        graph.weights("fc.bias", model.weights("fc1000/bias"), model.shape("fc1000/bias"));
    String scores = graph.add("Gemm", List.of(pooled, kernel, bias));
    return graph.add("Softmax", List.of(scores), OnnxAttribute.integer("axis", -1));
  }
}
