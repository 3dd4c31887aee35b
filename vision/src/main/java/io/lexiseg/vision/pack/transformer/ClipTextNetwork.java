package io.lexiseg.vision.pack.transformer;

import io.lexiseg.vision.pack.onnx.OnnxAttribute;
import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.OnnxType;
import io.lexiseg.vision.pack.onnx.WeightSupply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * CLIP's text tower: input {@code input_ids [n, 77]} of int32. Its output is {@code text_embeds [n,
 * dimension]}, projected and not normalised, taken at the largest id; as the encoder of a
 * generator's prompts, {@code last_hidden_state [n, 77, width]}.
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
   * Writes a network with random weights.
   *
   * @param dimension components of the projected vector
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, TransformerSize size, int dimension, long seed)
      throws IOException {
    embedder(size, dimension, new RandomWeights(seed)).write(file);
  }

  /**
   * The tower with pooling and projection, QuickGELU in its hidden layers.
   *
   * @param dimension components of the projected vector
   * @param weights named as in {@code CLIPTextModelWithProjection}
   */
  public static OnnxGraph embedder(TransformerSize size, int dimension, WeightSupply weights) {
    TransformerGraph net = new TransformerGraph("clip-text", size, ClipBlocks.EPSILON, weights);
    String ids = ids(net);
    String normal = tokens(net, size, ids, ClipActivation.QUICK_GELU);
    String end = net.node("ArgMax", List.of(ids), OnnxAttribute.integer("axis", 1));
    String pooled =
        net.node("GatherND", List.of(normal, end), OnnxAttribute.integer("batch_dims", 1));
    String projected = net.project(pooled, "text_projection", size.width(), dimension);
    net.output("text_embeds", projected, dimension);
    return net.graph;
  }

  /**
   * The network without pooling, behind the last normalisation.
   *
   * @param activation of the hidden layers
   * @param weights named as in {@code CLIPTextModel}
   */
  public static OnnxGraph encoder(
      TransformerSize size, ClipActivation activation, WeightSupply weights) {
    TransformerGraph net = new TransformerGraph("clip-prompt", size, ClipBlocks.EPSILON, weights);
    String normal = tokens(net, size, ids(net), activation);
    net.output("last_hidden_state", normal, TOKENS, size.width());
    return net.graph;
  }

  private static String ids(TransformerGraph net) {
    return net.graph.input("input_ids", OnnxType.INT32, "batch", String.valueOf(TOKENS));
  }

  private static String tokens(
      TransformerGraph net, TransformerSize size, String ids, ClipActivation activation) {
    ClipBlocks blocks = new ClipBlocks(net, size, PREFIX, activation);
    String tokens = blocks.build(embeddings(net, size, ids), Optional.of(causal(net)));
    return net.normalise(tokens, PREFIX + ".final_layer_norm");
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
