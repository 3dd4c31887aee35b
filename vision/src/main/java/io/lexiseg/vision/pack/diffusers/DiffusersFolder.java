package io.lexiseg.vision.pack.diffusers;

import io.lexiseg.vision.pack.safetensors.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The parts of a pipeline as the diffusers library stores them. */
final class DiffusersFolder {
  private static final String PAD = "pad_token";
  private static final int END = 49_407;

  private final Path folder;

  private DiffusersFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens a folder.
   *
   * @throws IllegalArgumentException if it does not hold a Stable Diffusion pipeline
   */
  static DiffusersFolder open(Path folder) throws IOException {
    ModelConfig index = ModelConfig.read(folder.resolve("model_index.json"));
    index.require("_class_name", "StableDiffusionPipeline");
    return new DiffusersFolder(folder);
  }

  /** The configuration of a part: {@code unet}, {@code vae} or {@code text_encoder}. */
  ModelConfig config(String part) throws IOException {
    return ModelConfig.read(folder.resolve(part).resolve("config.json"));
  }

  ModelConfig scheduler() throws IOException {
    return ModelConfig.read(folder.resolve("scheduler").resolve("scheduler_config.json"));
  }

  /**
   * The weights of a part, in 32 bits where both precisions are there.
   *
   * @throws IllegalArgumentException if there are none in the safetensors format
   */
  Safetensors weights(String part) throws IOException {
    String name = part.equals("text_encoder") ? "model" : "diffusion_pytorch_model";
    List<String> names =
        List.of(
            name + ".safetensors",
            name + ".safetensors.index.json",
            name + ".fp16.safetensors",
            name + ".fp16.safetensors.index.json");
    for (String candidate : names) {
      Path file = folder.resolve(part).resolve(candidate);
      if (Files.isRegularFile(file)) {
        return Safetensors.read(file);
      }
    }
    throw new IllegalArgumentException(
        "%s: expected weights in one of %s, got %s"
            .formatted(folder.resolve(part), names, contents(folder.resolve(part))));
  }

  private static List<String> contents(Path part) throws IOException {
    if (!Files.isDirectory(part)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(part)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** The id that fills up a prompt. The map of special tokens overrules the configuration. */
  int padding() throws IOException {
    Path tokenizer = folder.resolve("tokenizer");
    ModelConfig config = ModelConfig.read(tokenizer.resolve("tokenizer_config.json"));
    Path map = tokenizer.resolve("special_tokens_map.json");
    ModelConfig special = Files.isRegularFile(map) ? ModelConfig.read(map) : config;
    ModelConfig saying = special.has(PAD) ? special : config;
    return switch (saying.text(PAD).orElse("")) {
      case "!" -> 0;
      case "<|endoftext|>" -> END;
      default -> throw saying.wrong(PAD, "! or <|endoftext|>");
    };
  }
}
