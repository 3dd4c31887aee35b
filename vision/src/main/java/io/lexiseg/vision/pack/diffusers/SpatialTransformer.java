package io.lexiseg.vision.pack.diffusers;

import io.lexiseg.vision.pack.diffusers.AttentionGraph.Result;
import io.lexiseg.vision.pack.diffusers.AttentionGraph.Tokens;
import io.lexiseg.vision.pack.onnx.OnnxAttribute;
import java.util.List;

/**
 * A transformer block over the cells of a feature map: self-attention, attention to the prompt,
 * gated hidden layer.
 *
 * <p><b>Source:</b> diffusers' {@code Transformer2DModel} with one {@code BasicTransformerBlock}.
 */
final class SpatialTransformer {
  private static final double EPSILON = 1e-6;
  private static final int HIDDEN_RATIO = 4;

  private final BlockGraph net;
  private final Tokens context;
  private final AttributionMaps maps;
  private final boolean linearProjection;

  SpatialTransformer(
      BlockGraph net, Tokens context, AttributionMaps maps, boolean linearProjection) {
    this.net = net;
    this.context = context;
    this.maps = maps;
    this.linearProjection = linearProjection;
  }

  FeatureMap add(FeatureMap map, String name, int heads, AttributionMaps.Path path) {
    FeatureMap normal = net.normalise(map, name + ".norm", EPSILON);
    int width = map.channels();
    String tokens =
        linearProjection
            ? net.linear(net.tokens(normal), name + ".proj_in", width, width)
            : net.tokens(net.convolution(normal, name + ".proj_in", width, 1));
    String changed = block(map.with(tokens), name + ".transformer_blocks.0", heads, path);
    FeatureMap result =
        linearProjection
            ? net.cells(net.linear(changed, name + ".proj_out", width, width), map)
            : net.convolution(net.cells(changed, map), name + ".proj_out", width, 1);
    return map.with(net.add(result.tensor(), map.tensor()));
  }

  /**
   * The block.
   *
   * @param map whose tensor is tokens {@code [rows, cells, channels]}
   */
  private String block(FeatureMap map, String name, int heads, AttributionMaps.Path path) {
    AttentionGraph attention = new AttentionGraph(net, map.rows());
    int width = map.channels();
    Tokens own =
        new Tokens(net.normaliseTokens(map.tensor(), name + ".norm1", width), map.cells(), width);
    Result first = attention.attend(own, own, heads, name + ".attn1", false);
    String seen = net.add(projected(first, name + ".attn1", width), map.tensor());
    Tokens asking =
        new Tokens(net.normaliseTokens(seen, name + ".norm2", width), map.cells(), width);
    Result second = attention.attend(asking, context, heads, name + ".attn2", false);
    maps.add(path, map, second.shares(), heads);
    String told = net.add(projected(second, name + ".attn2", width), seen);
    return net.add(hidden(net.normaliseTokens(told, name + ".norm3", width), name, width), told);
  }

  private String projected(Result attended, String name, int width) {
    return net.linear(attended.tensor(), name + ".to_out.0", width, width);
  }

  private String hidden(String tokens, String name, int width) {
    int hidden = HIDDEN_RATIO * width;
    String both = net.linear(tokens, name + ".ff.net.0.proj", width, 2 * hidden);
    List<String> halves =
        net.graph.add("Split", List.of(both), 2, OnnxAttribute.integer("axis", -1));
    String gated = net.multiply(halves.get(0), gelu(halves.get(1)));
    return net.linear(gated, name + ".ff.net.2", hidden, width);
  }

  /** x times the Gaussian distribution function, exactly. */
  private String gelu(String value) {
    String scaled = net.node("Div", List.of(value, net.numbers((float) Math.sqrt(2))));
    String shifted = net.add(net.node("Erf", List.of(scaled)), net.numbers(1));
    return net.multiply(net.multiply(value, shifted), net.numbers(0.5f));
  }
}
