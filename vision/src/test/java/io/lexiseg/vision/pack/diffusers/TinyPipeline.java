package io.lexiseg.vision.pack.diffusers;

import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.OnnxType;
import io.lexiseg.vision.pack.onnx.WeightSupply;
import io.lexiseg.vision.pack.safetensors.TensorFiles;
import io.lexiseg.vision.pack.safetensors.TensorFiles.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The small pipelines of tools/diffusion/tiny.py, as the diffusers library stores them. */
final class TinyPipeline {
  private static final String UNET =
      """
      {"_class_name": "UNet2DConditionModel", "act_fn": "silu", "sample_size": SIDE,
       "block_out_channels": [16, 32, 64, 64], "norm_num_groups": 8, "in_channels": 4,
       "out_channels": 4, "attention_head_dim": HEADS, "cross_attention_dim": WIDTH,
       "use_linear_projection": LINEAR, "layers_per_block": 2, "transformer_layers_per_block": 1,
       "down_block_types": ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D",
                            "CrossAttnDownBlock2D", "DownBlock2D"],
       "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D",
                          "CrossAttnUpBlock2D"],
       "class_embed_type": null, "only_cross_attention": false, "upcast_attention": true}
      """;
  private static final String VAE =
      """
      {"_class_name": "AutoencoderKL", "act_fn": "silu", "block_out_channels": [8, 16, 16],
       "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"],
       "layers_per_block": 1, "norm_num_groups": 8, "latent_channels": 4, "out_channels": 3}
      """;
  private static final String NOISE =
      """
      "beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear",
      "steps_offset": 1, "set_alpha_to_one": false
      """;

  /** Which shape the networks have. */
  enum Shape {
    SD21(16, 32, "[1, 2, 4, 4]", "gelu", "3", "4", "!"),
    SD15(8, 24, "8", "quick_gelu", "2", "3", "<|endoftext|>");

    final int side;
    final int width;
    private final String heads;
    private final String activation;
    private final String depth;
    private final String textHeads;
    private final String pad;

    Shape(
        int side,
        int width,
        String heads,
        String activation,
        String depth,
        String textHeads,
        String pad) {
      this.side = side;
      this.width = width;
      this.heads = heads;
      this.activation = activation;
      this.depth = depth;
      this.textHeads = textHeads;
      this.pad = pad;
    }

    String golden() {
      return name().toLowerCase(Locale.ROOT);
    }

    private String unet() {
      return UNET.replace("SIDE", String.valueOf(side))
          .replace("HEADS", heads)
          .replace("WIDTH", String.valueOf(width))
          .replace("LINEAR", String.valueOf(this == SD21));
    }

    private String text() {
      return """
          {"hidden_size": %d, "intermediate_size": %d, "num_hidden_layers": %s,
           "num_attention_heads": %s, "hidden_act": "%s", "layer_norm_eps": 1e-05,
           "vocab_size": 49408, "max_position_embeddings": 77}
          """
          .formatted(width, 4 * width, depth, textHeads, activation);
    }

    private String scheduler() {
      return this == SD21
          ? "{\"_class_name\": \"DDIMScheduler\", \"prediction_type\": \"v_prediction\", \"clip_sample\": false, %s}"
              .formatted(NOISE)
          : "{\"_class_name\": \"PNDMScheduler\", \"skip_prk_steps\": true, %s}".formatted(NOISE);
    }
  }

  private TinyPipeline() {}

  static GeneratorModel model(double guidance) {
    return new GeneratorModel("tiny", "none", "CC0-1.0", guidance, 20);
  }

  /** Writes the folder. */
  static Path write(Path folder, Shape shape) throws IOException {
    file(folder, "model_index.json", "{\"_class_name\": \"StableDiffusionPipeline\"}");
    file(folder, "unet/config.json", shape.unet());
    file(folder, "vae/config.json", VAE);
    file(folder, "text_encoder/config.json", shape.text());
    file(folder, "scheduler/scheduler_config.json", shape.scheduler());
    file(folder, "tokenizer/tokenizer_config.json", "{\"pad_token\": \"<|endoftext|>\"}");
    file(
        folder,
        "tokenizer/special_tokens_map.json",
        "{\"pad_token\": {\"content\": \"%s\"}}".formatted(shape.pad));
    tensors(folder, "unet/diffusion_pytorch_model.safetensors", denoiser(folder));
    tensors(folder, "vae/diffusion_pytorch_model.safetensors", decoder(folder));
    tensors(folder, "text_encoder/model.safetensors", text(folder));
    return folder;
  }

  static Path file(Path folder, String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    return Files.writeString(folder.resolve(name), text);
  }

  /** Tensors by formula. */
  static void tensors(Path folder, String name, Map<String, long[]> shapes) throws IOException {
    Map<String, Values> values = new TreeMap<>();
    shapes.forEach(
        (tensor, shape) -> values.put(tensor, new Values(Formula.weight(tensor, shape), shape)));
    TensorFiles.write(folder.resolve(name), values);
  }

  /** Names and shapes of the tensors that a network asks for. */
  static Map<String, long[]> denoiser(Path folder) throws IOException {
    Asked asked = new Asked();
    UnetConfig config = UnetConfig.from(ModelConfig.read(folder.resolve("unet/config.json")));
    UnetNetwork.build(config, asked, 2, 8);
    return asked.shapes;
  }

  static Map<String, long[]> decoder(Path folder) throws IOException {
    Asked asked = new Asked();
    VaeDecoderNetwork.build(
        VaeDecoderNetwork.Config.from(ModelConfig.read(folder.resolve("vae/config.json"))),
        asked,
        8);
    return asked.shapes;
  }

  static Map<String, long[]> text(Path folder) throws IOException {
    Asked asked = new Asked();
    ClipTextEncoderNetwork.build(
        ClipTextEncoderNetwork.Config.from(
            ModelConfig.read(folder.resolve("text_encoder/config.json"))),
        asked);
    return asked.shapes;
  }

  /** Notes what is asked for. */
  private static final class Asked implements WeightSupply {
    private final Map<String, long[]> shapes = new TreeMap<>();

    @Override
    public String tensor(
        OnnxGraph graph, String name, double mean, double deviation, long... shape) {
      shapes.put(name, shape);
      return graph.weights(
          name, OnnxType.FLOAT32, (from, target, count) -> Arrays.fill(target, 0), shape);
    }

    @Override
    public String matrix(OnnxGraph graph, String name, double deviation, int from, int to) {
      shapes.put(name, new long[] {to, from});
      return graph.weights(
          name, OnnxType.FLOAT32, (first, target, count) -> Arrays.fill(target, 0), from, to);
    }
  }
}
