package io.lexiseg.vision.pack.diffusers;

import io.lexiseg.vision.pack.PackSeal;
import io.lexiseg.vision.pack.generator.GeneratorPack;
import io.lexiseg.vision.pack.generator.SchedulerSpec;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.OnnxType;
import io.lexiseg.vision.pack.safetensors.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Makes a generator pack of a folder in the layout of the diffusers library: {@code
 * model_index.json} with {@code unet}, {@code vae}, {@code text_encoder}, {@code tokenizer} and
 * {@code scheduler}.
 */
public final class GeneratorMaker {
  /** Version of the recipe. */
  static final int RECIPE = 1;

  /** Tokens that a call of the denoiser can choose. */
  static final int WORDS = 8;

  static final String TEXT = "text.onnx";
  static final String DENOISER = "denoiser.onnx";
  static final String DECODER = "decoder.onnx";

  private final DiffusersFolder source;
  private final GeneratorModel model;
  private final OnnxType storage;

  private GeneratorMaker(DiffusersFolder source, GeneratorModel model, OnnxType storage) {
    this.source = source;
    this.model = model;
    this.storage = storage;
  }

  /**
   * Writes a pack.
   *
   * @param from the folder
   * @param model what it holds
   * @param storage {@link OnnxType#FLOAT32}, or {@link OnnxType#FLOAT16} for half the size
   * @param target an empty folder; emptied again if anything fails
   * @param progress hears of networks
   * @throws IllegalArgumentException if the folder holds something else: a part, a setting or a
   *     tensor missing, unknown, of another shape, not finite
   * @throws IOException if a file cannot be read or written
   */
  public static GeneratorPack make(
      Path from, GeneratorModel model, OnnxType storage, Path target, ProgressListener progress)
      throws IOException {
    boolean made = false;
    try {
      GeneratorMaker maker = new GeneratorMaker(DiffusersFolder.open(from), model, storage);
      GeneratorPack pack = maker.make(target, progress);
      made = true;
      return pack;
    } finally {
      if (!made) {
        clear(target);
      }
    }
  }

  private GeneratorPack make(Path target, ProgressListener progress) throws IOException {
    UnetConfig unet = UnetConfig.from(source.config("unet"));
    VaeDecoderNetwork.Config vae = VaeDecoderNetwork.Config.from(source.config("vae"));
    ClipTextEncoderNetwork.Config text =
        ClipTextEncoderNetwork.Config.from(source.config("text_encoder"));
    requireFitting(unet, vae, text);
    SchedulerSpec scheduler = SchedulerConfig.read(source.scheduler(), model.steps());
    int padding = source.padding();
    writeText(target.resolve(TEXT), text);
    progress.progressed("networks", 1, 3);
    writeDecoder(target.resolve(DECODER), vae, unet.side());
    progress.progressed("networks", 2, 3);
    writeDenoiser(target.resolve(DENOISER), unet);
    progress.progressed("networks", 3, 3);
    String description =
        new GeneratorDescription(model, unet, vae.cellPx(), scheduler, padding).json();
    return PackSeal.seal(target, description, GeneratorPack::load);
  }

  private static void requireFitting(
      UnetConfig unet, VaeDecoderNetwork.Config vae, ClipTextEncoderNetwork.Config text) {
    if (unet.latentChannels() != vae.latentChannels()) {
      throw new IllegalArgumentException(
          "vae: expected %d latent channels as in unet, got %d"
              .formatted(unet.latentChannels(), vae.latentChannels()));
    }
    if (unet.contextWidth() != text.size().width()) {
      throw new IllegalArgumentException(
          "text_encoder: expected %d components a token as in unet, got %d"
              .formatted(unet.contextWidth(), text.size().width()));
    }
  }

  private void writeText(Path file, ClipTextEncoderNetwork.Config config) throws IOException {
    Safetensors tensors = source.weights("text_encoder");
    boolean prefixed = tensors.names().stream().anyMatch(name -> name.startsWith("text_model."));
    UnaryOperator<String> spelling =
        prefixed ? name -> name : name -> name.replaceFirst("^text_model\\.", "");
    StoredWeights weights = new StoredWeights(tensors, storage, spelling);
    OnnxGraph graph = ClipTextEncoderNetwork.build(config, weights);
    weights.requireExact(name -> name.endsWith("embeddings.position_ids")); // counts 0 to 76
    graph.write(file);
  }

  private void writeDenoiser(Path file, UnetConfig config) throws IOException {
    StoredWeights weights = new StoredWeights(source.weights("unet"), storage, name -> name);
    OnnxGraph graph = UnetNetwork.build(config, weights, model.rows(), WORDS);
    weights.requireExact(name -> false);
    graph.write(file);
  }

  private void writeDecoder(Path file, VaeDecoderNetwork.Config config, int side)
      throws IOException {
    Safetensors tensors = source.weights("vae");
    StoredWeights weights = new StoredWeights(tensors, storage, attentionSpelling(tensors));
    OnnxGraph graph = VaeDecoderNetwork.build(config, weights, side);
    weights.requireExact(name -> name.startsWith("encoder.") || name.startsWith("quant_conv."));
    graph.write(file);
  }

  /** Files of before 2023 spell the projections of the only attention in another way. */
  private static UnaryOperator<String> attentionSpelling(Safetensors tensors) {
    String attention = "decoder.mid_block.attentions.0.";
    if (tensors.tensor(attention + "query.weight").isEmpty()) {
      return name -> name;
    }
    return name ->
        name.replace(attention + "to_q.", attention + "query.")
            .replace(attention + "to_k.", attention + "key.")
            .replace(attention + "to_v.", attention + "value.")
            .replace(attention + "to_out.0.", attention + "proj_attn.");
  }

  private static void clear(Path target) throws IOException {
    for (String name : List.of(TEXT, DENOISER, DECODER, GeneratorPack.FILE_NAME)) {
      Files.deleteIfExists(target.resolve(name));
      Files.deleteIfExists(target.resolve(name + ".data"));
    }
  }
}
