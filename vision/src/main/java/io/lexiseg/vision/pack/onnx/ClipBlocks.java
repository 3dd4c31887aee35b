package io.lexiseg.vision.pack.onnx;

import java.util.List;
import java.util.Optional;

/** The blocks of CLIP's two towers. */
final class ClipBlocks {
  static final float EPSILON = 1e-5f;

  private ClipBlocks() {}

  static String build(
      TransformerGraph net,
      TransformerSize size,
      String tokens,
      String prefix,
      Optional<String> mask) {
    String result = tokens;
    for (int i = 0; i < size.depth(); i++) {
      result = block(net, size, result, prefix + ".encoder.layers." + i, mask);
    }
    return result;
  }

  private static String block(
      TransformerGraph net,
      TransformerSize size,
      String tokens,
      String name,
      Optional<String> mask) {
    String attention = name + ".self_attn.";
    List<String> projections =
        List.of(
            attention + "q_proj",
            attention + "k_proj",
            attention + "v_proj",
            attention + "out_proj");
    String attended =
        net.attention(net.normalise(tokens, name + ".layer_norm1"), projections, mask);
    String middle = net.add(tokens, attended);
    int hidden = TransformerSize.MLP_RATIO * size.width();
    String normal = net.normalise(middle, name + ".layer_norm2");
    String raised = net.linear(normal, name + ".mlp.fc1", size.width(), hidden);
    String lowered = net.linear(net.quickGelu(raised), name + ".mlp.fc2", hidden, size.width());
    return net.add(middle, lowered);
  }
}
