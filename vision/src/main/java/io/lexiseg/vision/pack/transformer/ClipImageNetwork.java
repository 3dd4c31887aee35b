package io.lexiseg.vision.pack.transformer;

import io.lexiseg.vision.pack.onnx.OnnxAttribute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * CLIP's image tower with random weights: input {@code pixel_values [n, 3, size, size]}, output
 * {@code image_embeds [n, dimension]}, projected and not normalised.
 *
 * <p><b>Source:</b> Radford et al. 2021 (QuickGELU), weights named as in the transformers library's
 * {@code CLIPVisionModelWithProjection}; matrices are transposed.
 */
public final class ClipImageNetwork {
  private static final String PREFIX = "vision_model";

  private ClipImageNetwork() {}

  /**
   * Writes a network.
   *
   * @param dimension components of the projected vector
   * @throws IOException if the file cannot be written
   */
  public static void write(
      Path file, TransformerSize size, Picture picture, int dimension, long seed)
      throws IOException {
    TransformerGraph net =
        new TransformerGraph("clip-image", size, ClipBlocks.EPSILON, new RandomWeights(seed));
    String tokens =
        new ClipBlocks(net, size, PREFIX, ClipActivation.QUICK_GELU)
            .build(embeddings(net, size, picture), Optional.empty());
    String first =
        net.node("Gather", List.of(tokens, net.scalar(0)), OnnxAttribute.integer("axis", 1));
    String normal = net.normalise(first, PREFIX + ".post_layernorm");
    String projected = net.project(normal, "visual_projection", size.width(), dimension);
    net.output("image_embeds", projected, dimension);
    net.graph.write(file);
  }

  private static String embeddings(TransformerGraph net, TransformerSize size, Picture picture) {
    String name = PREFIX + ".embeddings.";
    String patches =
        net.patches(
            net.pixels(picture), picture, name + "patch_embedding.weight", Optional.empty());
    String classToken = net.weights(name + "class_embedding", 0.5, size.width());
    String positions =
        net.weights(name + "position_embedding.weight", 0.5, picture.patches() + 1, size.width());
    String tokens = net.add(net.withClassToken(patches, classToken), positions);
    return net.normalise(tokens, PREFIX + ".pre_layrnorm"); // spelt so in published weights
  }
}
