package io.lexiseg.vision.pack.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * CLIP's text tower with random weights: input {@code input_ids [n, 77]} of int32, output {@code
 * text_embeds [n, dimension]}, projected and not normalised, taken at the largest id.
 *
 * <p><b>Source:</b> Radford et al. 2021, weights named as in the transformers library's {@code
 * CLIPTextModelWithProjection}; matrices are transposed.
 */
public final class ClipTextNetwork {
  /** Longest sequence. */
  public static final int TOKENS = 77;

  private static final String PREFIX = "text_model";
  private static final int VOCABULARY = 49_408;
  private static final float BLOCKED = -Float.MAX_VALUE;

  private ClipTextNetwork() {}

  /**
   * Writes a network.
   *
   * @param dimension components of the projected vector
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, TransformerSize size, int dimension, long seed)
      throws IOException {
    TransformerGraph net = new TransformerGraph("clip-text", size, ClipBlocks.EPSILON, seed);
    String ids = net.graph.input("input_ids", OnnxType.INT32, "batch", String.valueOf(TOKENS));
    String tokens =
        ClipBlocks.build(net, size, embeddings(net, size, ids), PREFIX, Optional.of(causal(net)));
    String normal = net.normalise(tokens, PREFIX + ".final_layer_norm");
    String end = net.node("ArgMax", List.of(ids), OnnxAttribute.integer("axis", 1));
    String pooled =
        net.node("GatherND", List.of(normal, end), OnnxAttribute.integer("batch_dims", 1));
    String projected = net.project(pooled, "text_projection", size.width(), dimension);
    net.output("text_embeds", projected, dimension);
    net.graph.write(file);
  }

  private static String embeddings(TransformerGraph net, TransformerSize size, String ids) {
    String name = PREFIX + ".embeddings.";
    String table = net.weights(name + "token_embedding.weight", 0.5, VOCABULARY, size.width());
    String positions = net.weights(name + "position_embedding.weight", 0.5, TOKENS, size.width());
    return net.add(net.node("Gather", List.of(table, ids)), positions);
  }

  /** A token sees itself and those before it. */
  private static String causal(TransformerGraph net) {
    float[] mask = new float[TOKENS * TOKENS];
    for (int row = 0; row < TOKENS; row++) {
      for (int column = row + 1; column < TOKENS; column++) {
        mask[row * TOKENS + column] = BLOCKED;
      }
    }
    return net.graph.weights("causal_mask", mask, TOKENS, TOKENS);
  }
}
