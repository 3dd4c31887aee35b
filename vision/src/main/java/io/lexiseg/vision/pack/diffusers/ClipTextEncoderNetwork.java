package io.lexiseg.vision.pack.diffusers;

import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.WeightSupply;
import io.lexiseg.vision.pack.transformer.ClipActivation;
import io.lexiseg.vision.pack.transformer.ClipTextNetwork;
import io.lexiseg.vision.pack.transformer.TransformerSize;

/** The encoder of prompts: {@code input_ids [n, 77]} to {@code last_hidden_state}. */
final class ClipTextEncoderNetwork {
  private static final int VOCABULARY = 49_408;

  private ClipTextEncoderNetwork() {}

  /** Shape of an encoder. */
  record Config(TransformerSize size, ClipActivation activation) {
    static Config from(ModelConfig json) {
      json.require("vocab_size", VOCABULARY);
      json.require("max_position_embeddings", ClipTextNetwork.TOKENS);
      json.require("layer_norm_eps", "1.0E-5");
      int width = json.integer("hidden_size");
      int heads = json.integer("num_attention_heads");
      if (width % heads != 0) {
        throw json.wrong("num_attention_heads", "a divisor of hidden_size");
      }
      json.require("intermediate_size", TransformerSize.MLP_RATIO * width);
      TransformerSize size = new TransformerSize(json.integer("num_hidden_layers"), width, heads);
      return new Config(size, activation(json));
    }

    private static ClipActivation activation(ModelConfig json) {
      return switch (json.text("hidden_act").orElse("quick_gelu")) {
        case "quick_gelu" -> ClipActivation.QUICK_GELU;
        case "gelu" -> ClipActivation.GELU;
        default -> throw json.wrong("hidden_act", "quick_gelu or gelu");
      };
    }
  }

  static OnnxGraph build(Config config, WeightSupply weights) {
    return ClipTextNetwork.encoder(config.size(), config.activation(), weights);
  }
}
