package io.lexiseg.vision.pack.transformer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * DINOv2 with random weights: input {@code pixel_values [n, 3, size, size]}, output {@code
 * last_hidden_state [n, 1 + patches, width]} after the last normalisation, class token first.
 *
 * <p><b>Source:</b> Oquab et al. 2023 (ViT with layer scale, exact GELU, no registers), weights
 * named as in the transformers library's {@code Dinov2Model}; matrices are transposed.
 */
public final class DinoNetwork {
  private static final float EPSILON = 1e-6f;

  private final TransformerGraph net;
  private final TransformerSize size;

  private DinoNetwork(TransformerSize size, long seed) {
    this.net = new TransformerGraph("dinov2", size, EPSILON, new RandomWeights(seed));
    this.size = size;
  }

  /**
   * Writes a network.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, TransformerSize size, Picture picture, long seed)
      throws IOException {
    DinoNetwork network = new DinoNetwork(size, seed);
    network.build(picture);
    network.net.graph.write(file);
  }

  private void build(Picture picture) {
    int tokenCount = picture.patches() + 1;
    String tokens = embeddings(picture, tokenCount);
    for (int i = 0; i < size.depth(); i++) {
      tokens = block(tokens, "encoder.layer." + i);
    }
    String result = net.normalise(tokens, "layernorm");
    net.output("last_hidden_state", result, tokenCount, size.width());
  }

  private String embeddings(Picture picture, int tokenCount) {
    String projection = "embeddings.patch_embeddings.projection";
    String patches =
        net.patches(
            net.pixels(picture),
            picture,
            projection + ".weight",
            Optional.of(projection + ".bias"));
    String classToken = net.weights("embeddings.cls_token", 0.5, 1, 1, size.width());
    String positions =
        net.weights("embeddings.position_embeddings", 0.5, 1, tokenCount, size.width());
    return net.add(net.withClassToken(patches, classToken), positions);
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
    String middle = net.add(tokens, net.multiply(attended, scales(name + ".layer_scale1.lambda1")));
    String changed = mlp(net.normalise(middle, name + ".norm2"), name + ".mlp");
    return net.add(middle, net.multiply(changed, scales(name + ".layer_scale2.lambda1")));
  }

  private String mlp(String tokens, String name) {
    int hidden = TransformerSize.MLP_RATIO * size.width();
    String raised = net.linear(tokens, name + ".fc1", size.width(), hidden);
    return net.linear(net.gelu(raised), name + ".fc2", hidden, size.width());
  }

  private String scales(String name) {
    return net.scales(name, size.width());
  }
}
