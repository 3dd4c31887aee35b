package io.lexiseg.vision.pack.transformer;

import io.lexiseg.vision.pack.onnx.OnnxAttribute;
import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.WeightSupply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * CLIP's image tower: input {@code pixel_values [n, 3, size, size]}. Its output is {@code
 * image_embeds [n, dimension]}, projected and not normalised; as a local backbone, {@code
 * last_hidden_state [n, 1 + patches, width]}, all tokens after the last normalisation.
 *
 * <p><b>Source:</b> Radford et al. 2021, weights named as in the transformers library's {@code
 * CLIPVisionModelWithProjection}; matrices are transposed.
 */
public final class ClipImageNetwork {
  private static final String PREFIX = "vision_model";

  private final TransformerGraph net;
  private final Shape shape;
  private final TransformerSize size;

  /**
   * Shape of a network.
   *
   * @param activation of the hidden layers
   */
  public record Shape(TransformerSize size, Picture picture, ClipActivation activation) {}

  private ClipImageNetwork(Shape shape, WeightSupply weights) {
    this.net = new TransformerGraph("clip-image", shape.size(), ClipBlocks.EPSILON, weights);
    this.shape = shape;
    this.size = shape.size();
  }

  /**
   * Writes a network with random weights.
   *
   * @param dimension components of the projected vector
   * @throws IOException if the file cannot be written
   */
  public static void write(
      Path file, TransformerSize size, Picture picture, int dimension, long seed)
      throws IOException {
    Shape shape = new Shape(size, picture, ClipActivation.QUICK_GELU);
    embedder(shape, dimension, new RandomWeights(seed)).write(file);
  }

  /**
   * The tower with its projection, over weights from any supply.
   *
   * @param dimension components of the projected vector
   */
  public static OnnxGraph embedder(Shape shape, int dimension, WeightSupply weights) {
    ClipImageNetwork network = new ClipImageNetwork(shape, weights);
    network.buildEmbedder(dimension);
    return network.net.graph;
  }

  /** The tower as a local backbone: no projection, all tokens are the result. */
  public static OnnxGraph backbone(Shape shape, WeightSupply weights) {
    ClipImageNetwork network = new ClipImageNetwork(shape, weights);
    String normal = network.normal(network.tokens());
    network.net.output(
        "last_hidden_state", normal, shape.picture().patches() + 1, shape.size().width());
    return network.net.graph;
  }

  private void buildEmbedder(int dimension) {
    String first =
        net.node("Gather", List.of(tokens(), net.scalar(0)), OnnxAttribute.integer("axis", 1));
    String projected = net.project(normal(first), "visual_projection", size.width(), dimension);
    net.output("image_embeds", projected, dimension);
  }

  private String tokens() {
    return new ClipBlocks(net, size, PREFIX, shape.activation())
        .build(embeddings(shape.picture()), Optional.empty());
  }

  private String normal(String tokens) {
    return net.normalise(tokens, PREFIX + ".post_layernorm");
  }

  private String embeddings(Picture picture) {
    String name = PREFIX + ".embeddings.";
    String patches =
        net.patches(
            net.pixels(picture), picture, name + "patch_embedding.weight", Optional.empty());
    String classToken = net.weights(name + "class_embedding", 0.5, size.width());
    String positions =
        net.weights(name + "position_embedding.weight", 0.5, picture.patches() + 1, size.width());
    String tokens = net.add(net.withLeading(patches, classToken, 1), positions);
    return net.normalise(tokens, PREFIX + ".pre_layrnorm"); // spelt so in published weights
  }
}
