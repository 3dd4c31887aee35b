package io.lexiseg.vision.pack.diffusers;

import io.lexiseg.vision.pack.onnx.OnnxAttribute;
import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.WeightSupply;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The pieces that denoiser and decoder share; weights under their published names. */
final class BlockGraph {
  final OnnxGraph graph;
  private final WeightSupply weights;
  private final int groups;
  private final double epsilon;
  private int constants;

  /**
   * A graph under construction.
   *
   * @param groups of the normalisations
   * @param epsilon of the normalisations in residual blocks
   */
  BlockGraph(String name, WeightSupply weights, int groups, double epsilon) {
    this.graph = new OnnxGraph(name);
    this.weights = weights;
    this.groups = groups;
    this.epsilon = epsilon;
  }

  String node(String operator, List<String> inputs, OnnxAttribute... attributes) {
    return graph.add(operator, inputs, attributes);
  }

  String numbers(float... values) {
    return graph.weights("numbers_" + constants++, values, values.length);
  }

  String integers(long... values) {
    return graph.integers("integers_" + constants++, values, values.length);
  }

  String add(String left, String right) {
    return node("Add", List.of(left, right));
  }

  String multiply(String left, String right) {
    return node("Mul", List.of(left, right));
  }

  String reshape(String value, long... shape) {
    return node("Reshape", List.of(value, integers(shape)));
  }

  String transpose(String value, long... axes) {
    return node("Transpose", List.of(value), OnnxAttribute.integers("perm", axes));
  }

  /** x times sigmoid(x). */
  String swish(String value) {
    return multiply(value, node("Sigmoid", List.of(value)));
  }

  /** Weights that keep the scale of what they multiply. */
  private String kernel(String name, long... shape) {
    long inputs = Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact);
    return weights.tensor(graph, name + ".weight", 0, 1 / Math.sqrt((double) inputs), shape);
  }

  private String bias(String name, int count) {
    return weights.tensor(graph, name + ".bias", 0, 0.1, count);
  }

  private String scales(String name, int count) {
    return weights.tensor(graph, name + ".weight", 1, 0.1, count);
  }

  String project(String value, String name, int from, int to) {
    return node(
        "MatMul",
        List.of(value, weights.matrix(graph, name + ".weight", 1 / Math.sqrt(from), from, to)));
  }

  String linear(String value, String name, int from, int to) {
    return add(project(value, name, from, to), bias(name, to));
  }

  /** A convolution that keeps the side; of one cell, or of 3 x 3. */
  FeatureMap convolution(FeatureMap map, String name, int channels, int size) {
    String result = convolution(map, name, channels, size, 1);
    return map.with(result, channels);
  }

  private String convolution(FeatureMap map, String name, int channels, int size, int stride) {
    int padding = size / 2;
    return node(
        "Conv",
        List.of(
            map.tensor(), kernel(name, channels, map.channels(), size, size), bias(name, channels)),
        OnnxAttribute.integers("kernel_shape", size, size),
        OnnxAttribute.integers("strides", stride, stride),
        OnnxAttribute.integers("pads", padding, padding, padding, padding));
  }

  FeatureMap downsample(FeatureMap map, String name) {
    String result = convolution(map, name, map.channels(), 3, 2);
    return new FeatureMap(result, map.rows(), map.channels(), map.side() / 2);
  }

  FeatureMap upsample(FeatureMap map, String name) {
    String larger =
        node(
            "Resize",
            List.of(map.tensor(), "", numbers(1, 1, 2, 2)),
            OnnxAttribute.text("mode", "nearest"),
            OnnxAttribute.text("coordinate_transformation_mode", "asymmetric"),
            OnnxAttribute.text("nearest_mode", "floor"));
    FeatureMap twice = new FeatureMap(larger, map.rows(), map.channels(), 2 * map.side());
    return convolution(twice, name, map.channels(), 3);
  }

  /** Zero mean and unit variance over each group of channels, then scale and shift. */
  FeatureMap normalise(FeatureMap map, String name, double smallest) {
    String grouped = reshape(map.tensor(), map.rows(), groups, -1);
    float[] ones = new float[groups];
    Arrays.fill(ones, 1);
    String normal =
        node(
            "InstanceNormalization",
            List.of(grouped, numbers(ones), numbers(new float[groups])),
            OnnxAttribute.number("epsilon", (float) smallest));
    String whole = reshape(normal, map.rows(), map.channels(), map.side(), map.side());
    String scaled = multiply(whole, perChannel(scales(name, map.channels())));
    return map.with(add(scaled, perChannel(bias(name, map.channels()))));
  }

  private String perChannel(String vector) {
    return node("Unsqueeze", List.of(vector, integers(1, 2)));
  }

  String normaliseTokens(String tokens, String name, int width) {
    return node(
        "LayerNormalization",
        List.of(tokens, scales(name, width), bias(name, width)),
        OnnxAttribute.integer("axis", -1),
        OnnxAttribute.number("epsilon", 1e-5f));
  }

  /**
   * A residual block.
   *
   * @param time the bent time embedding {@code [rows, timeWidth]}
   */
  FeatureMap residual(FeatureMap map, String name, int channels, Optional<Embedding> time) {
    FeatureMap normal = normalise(map, name + ".norm1", epsilon);
    FeatureMap first =
        convolution(normal.with(swish(normal.tensor())), name + ".conv1", channels, 3);
    FeatureMap timed =
        time.map(embedding -> first.with(add(first.tensor(), shift(embedding, name, channels))))
            .orElse(first);
    FeatureMap second = normalise(timed, name + ".norm2", epsilon);
    FeatureMap changed =
        convolution(second.with(swish(second.tensor())), name + ".conv2", channels, 3);
    FeatureMap kept =
        map.channels() == channels ? map : convolution(map, name + ".conv_shortcut", channels, 1);
    return changed.with(add(kept.tensor(), changed.tensor()));
  }

  private String shift(Embedding time, String name, int channels) {
    String projected = linear(time.tensor(), name + ".time_emb_proj", time.width(), channels);
    return node("Unsqueeze", List.of(projected, integers(2, 3)));
  }

  /**
   * A vector a row.
   *
   * @param tensor {@code [rows, width]}
   */
  record Embedding(String tensor, int width) {}

  /** Cells as tokens {@code [rows, cells, channels]}. */
  String tokens(FeatureMap map) {
    return transpose(reshape(map.tensor(), map.rows(), map.channels(), map.cells()), 0, 2, 1);
  }

  /** Tokens as cells, of the place of {@code map}. */
  FeatureMap cells(String tokens, FeatureMap map) {
    return map.with(
        reshape(transpose(tokens, 0, 2, 1), map.rows(), map.channels(), map.side(), map.side()));
  }
}
