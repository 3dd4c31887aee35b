package io.lexiseg.vision.pack.transformer;

import io.lexiseg.vision.pack.onnx.OnnxAttribute;
import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.OnnxType;
import io.lexiseg.vision.pack.onnx.WeightSupply;
import java.util.List;
import java.util.Optional;

/** The pieces that DINOv2 and CLIP share, with weights under their published names. */
final class TransformerGraph {
  private static final int CHANNELS = 3;
  private static final String BATCH = "batch";

  final OnnxGraph graph;
  private final WeightSupply supply;
  private final TransformerSize size;
  private final float epsilon;
  private int constants;

  TransformerGraph(String name, TransformerSize size, float epsilon, WeightSupply supply) {
    this.graph = new OnnxGraph(name);
    this.supply = supply;
    this.size = size;
    this.epsilon = epsilon;
  }

  /** Weights whose spread keeps the scale of what they multiply. */
  String weights(String name, double deviation, long... axes) {
    return supply.tensor(graph, name, 0, deviation, axes);
  }

  String scales(String name, int count) {
    return supply.tensor(graph, name, 1, 0.1, count);
  }

  String normalise(String value, String name) {
    return node(
        "LayerNormalization",
        List.of(
            value,
            scales(name + ".weight", size.width()),
            weights(name + ".bias", 0.1, size.width())),
        OnnxAttribute.integer("axis", -1),
        OnnxAttribute.number("epsilon", epsilon));
  }

  String project(String value, String name, int from, int to) {
    String weight = supply.matrix(graph, name + ".weight", 1 / Math.sqrt(from), from, to);
    return node("MatMul", List.of(value, weight));
  }

  String linear(String value, String name, int from, int to) {
    String product = project(value, name, from, to);
    return add(product, weights(name + ".bias", 0.1, to));
  }

  String node(String operator, List<String> inputs, OnnxAttribute... attributes) {
    return graph.add(operator, inputs, attributes);
  }

  String number(double value) {
    return graph.weights("number_" + constants++, new float[] {(float) value});
  }

  String integers(long... values) {
    return graph.integers("integers_" + constants++, values, values.length);
  }

  String scalar(long value) {
    return graph.integers("integer_" + constants++, new long[] {value});
  }

  String add(String left, String right) {
    return node("Add", List.of(left, right));
  }

  String multiply(String left, String right) {
    return node("Mul", List.of(left, right));
  }

  /** Pictures {@code [n, 3, size, size]} to patch tokens {@code [n, patches, width]}. */
  String patches(String pixels, Picture picture, String weight, Optional<String> bias) {
    int patch = picture.patchPx();
    String kernel =
        weights(
            weight, 1 / Math.sqrt(CHANNELS * patch * patch), size.width(), CHANNELS, patch, patch);
    List<String> inputs =
        bias.map(name -> List.of(pixels, kernel, weights(name, 0.1, size.width())))
            .orElse(List.of(pixels, kernel));
    String map =
        node(
            "Conv",
            inputs,
            OnnxAttribute.integers("kernel_shape", patch, patch),
            OnnxAttribute.integers("strides", patch, patch));
    String flat = node("Reshape", List.of(map, integers(0, size.width(), picture.patches())));
    return node("Transpose", List.of(flat), OnnxAttribute.integers("perm", 0, 2, 1));
  }

  /** Puts so many tokens, the class token first, before the patch tokens of every picture. */
  String withLeading(String tokens, String leading, int count) {
    String batch = node("Slice", List.of(node("Shape", List.of(tokens)), integers(0), integers(1)));
    String shape =
        node(
            "Concat",
            List.of(batch, integers(count, size.width())),
            OnnxAttribute.integer("axis", 0));
    String expanded = node("Expand", List.of(leading, shape));
    return node("Concat", List.of(expanded, tokens), OnnxAttribute.integer("axis", 1));
  }

  /** Declares a result {@code [n, axes...]}. */
  void output(String name, String value, int... axes) {
    String[] shape = new String[axes.length + 1];
    shape[0] = BATCH;
    for (int i = 0; i < axes.length; i++) {
      shape[i + 1] = String.valueOf(axes[i]);
    }
    graph.output(value, name, OnnxType.FLOAT32, shape);
  }

  String pixels(Picture picture) {
    return graph.input(
        "pixel_values",
        OnnxType.FLOAT32,
        BATCH,
        String.valueOf(CHANNELS),
        String.valueOf(picture.sizePx()),
        String.valueOf(picture.sizePx()));
  }

  /**
   * Attention over {@code [n, tokens, width]}.
   *
   * @param names of the projections of queries, keys, values and the result
   * @param mask added to the logits
   */
  String attention(String tokens, List<String> names, Optional<String> mask) {
    int width = size.width();
    String scale = number(1 / Math.sqrt((double) width / size.heads()));
    String queries = multiply(linear(tokens, names.get(0), width, width), scale);
    String keys = linear(tokens, names.get(1), width, width);
    String values = linear(tokens, names.get(2), width, width);
    String logits = node("MatMul", List.of(heads(queries, 1, 3), heads(keys, 3, 1)));
    String masked = mask.map(bias -> add(logits, bias)).orElse(logits);
    String shares = node("Softmax", List.of(masked), OnnxAttribute.integer("axis", -1));
    String mixed = node("MatMul", List.of(shares, heads(values, 1, 3)));
    String together = node("Transpose", List.of(mixed), OnnxAttribute.integers("perm", 0, 2, 1, 3));
    String merged = node("Reshape", List.of(together, integers(0, 0, width)));
    return linear(merged, names.get(3), width, width);
  }

  /** {@code [n, tokens, width]} to heads, with the tokens and the components on the last axes. */
  private String heads(String tokens, int third, int fourth) {
    String split =
        node("Reshape", List.of(tokens, integers(0, 0, size.heads(), size.width() / size.heads())));
    return node("Transpose", List.of(split), OnnxAttribute.integers("perm", 0, 2, third, fourth));
  }

  /** x times the Gaussian distribution function, exactly. */
  String gelu(String value) {
    String scaled = node("Div", List.of(value, number(Math.sqrt(2))));
    String shifted = add(node("Erf", List.of(scaled)), number(1));
    return multiply(multiply(value, shifted), number(0.5));
  }

  /** x times sigmoid(1.702 x). */
  String quickGelu(String value) {
    String scaled = multiply(value, number(1.702));
    return multiply(value, node("Sigmoid", List.of(scaled)));
  }
}
