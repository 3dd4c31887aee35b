package io.lexiseg.vision.pack.transformer;

import io.lexiseg.vision.pack.onnx.OnnxAttribute;
import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.WeightSupply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * DINOv2, and the vision transformers that are built as it is (DINO, DeiT-III): input {@code
 * pixel_values [n, 3, size, size]}, output {@code last_hidden_state [n, 1 + registers + patches,
 * width]} after the last normalisation, class token first, then the registers.
 *
 * <p><b>Source:</b> Oquab et al. 2023 (ViT with layer scale and exact GELU), Darcet et al. 2023
 * (registers); weights named as in the transformers library's {@code Dinov2Model}, matrices
 * transposed. <b>Deviation:</b> the table of positions has a row for each register, too.
 */
public final class DinoNetwork {
  private static final float EPSILON = 1e-6f;

  private final TransformerGraph net;
  private final Shape shape;
  private final TransformerSize size;

  /**
   * Shape of a network.
   *
   * @param registers tokens beside the class token that stand for no patch, at least 0
   * @param layerScale whether the results of attention and hidden layer are scaled
   */
  public record Shape(TransformerSize size, Picture picture, int registers, boolean layerScale) {
    /** Tokens of a picture. */
    private int tokens() {
      return 1 + registers + picture.patches();
    }
  }

  private DinoNetwork(Shape shape, WeightSupply weights) {
    this.net = new TransformerGraph("dinov2", shape.size(), EPSILON, weights);
    this.shape = shape;
    this.size = shape.size();
  }

  /**
   * Writes DINOv2 with random weights.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, TransformerSize size, Picture picture, long seed)
      throws IOException {
    graph(new Shape(size, picture, 0, true), new RandomWeights(seed)).write(file);
  }

  /** A network over weights from any supply. */
  public static OnnxGraph graph(Shape shape, WeightSupply weights) {
    DinoNetwork network = new DinoNetwork(shape, weights);
    network.build();
    return network.net.graph;
  }

  private void build() {
    String tokens = embeddings(shape.picture());
    for (int i = 0; i < size.depth(); i++) {
      tokens = block(tokens, "encoder.layer." + i);
    }
    String result = net.normalise(tokens, "layernorm");
    net.output("last_hidden_state", result, shape.tokens(), size.width());
  }

  private String embeddings(Picture picture) {
    String projection = "embeddings.patch_embeddings.projection";
    String patches =
        net.patches(
            net.pixels(picture),
            picture,
            projection + ".weight",
            Optional.of(projection + ".bias"));
    String leading = leadingTokens();
    String positions =
        net.weights("embeddings.position_embeddings", 0.5, 1, shape.tokens(), size.width());
    return net.add(net.withLeading(patches, leading, 1 + shape.registers()), positions);
  }

  private String leadingTokens() {
    String classToken = net.weights("embeddings.cls_token", 0.5, 1, 1, size.width());
    if (shape.registers() == 0) {
      return classToken;
    }
    String registers =
        net.weights("embeddings.register_tokens", 0.5, 1, shape.registers(), size.width());
    return net.node("Concat", List.of(classToken, registers), OnnxAttribute.integer("axis", 1));
  }

  private String block(String tokens, String name) {
    String attention = name + ".attention";
    List<String> projections =
        List.of(
            attention + ".attention.query",
            attention + ".attention.key",
            attention + ".attention.value",
            attention + ".output.dense");
    String attended =
        net.attention(net.normalise(tokens, name + ".norm1"), projections, Optional.empty());
    String middle = net.add(tokens, scaled(attended, name + ".layer_scale1.lambda1"));
    String changed = mlp(net.normalise(middle, name + ".norm2"), name + ".mlp");
    return net.add(middle, scaled(changed, name + ".layer_scale2.lambda1"));
  }

  private String mlp(String tokens, String name) {
    int hidden = TransformerSize.MLP_RATIO * size.width();
    String raised = net.linear(tokens, name + ".fc1", size.width(), hidden);
    return net.linear(net.gelu(raised), name + ".fc2", hidden, size.width());
  }

  private String scaled(String change, String name) {
    return shape.layerScale() ? net.multiply(change, net.scales(name, size.width())) : change;
  }
}
