package io.lexiseg.vision.pack.transformer;

import java.util.List;
import java.util.Optional;

/** The blocks of one of CLIP's two towers. */
final class ClipBlocks {
  static final float EPSILON = 1e-5f;

  private final TransformerGraph net;
  private final TransformerSize size;
  private final String prefix;
  private final ClipActivation activation;

  ClipBlocks(TransformerGraph net, TransformerSize size, String prefix, ClipActivation activation) {
    this.net = net;
    this.size = size;
    this.prefix = prefix;
    this.activation = activation;
  }

  String build(String tokens, Optional<String> mask) {
    String result = tokens;
    for (int i = 0; i < size.depth(); i++) {
      result = block(result, prefix + ".encoder.layers." + i, mask);
    }
    return result;
  }

  private String block(String tokens, String name, Optional<String> mask) {
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
    String bent = activation == ClipActivation.GELU ? net.gelu(raised) : net.quickGelu(raised);
    return net.add(middle, net.linear(bent, name + ".mlp.fc2", hidden, size.width()));
  }
}
