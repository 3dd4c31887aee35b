package io.lexiseg.vision.pack.generator;

import io.lexiseg.vision.pack.PackSeal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Descriptions of generator packs whose files are no networks. */
final class GeneratorTexts {
  static final String SAMPLE =
      """
      {
        "formatVersion": 1,
        "kind": "generator",
        "id": "sample",
        "licence": "Apache-2.0",
        "provenance": "made by a test",
        "text": {
          "file": "text.onnx",
          "tokenizer": {
            "kind": "wordpiece", "file": "vocab.txt", "maxTokens": 24, "padding": 0
          },
          "input": { "ids": "input_ids", "type": "int32" },
          "output": "last_hidden_state", "width": 96
        },
        "denoiser": {
          "file": "denoiser.onnx",
          "sample": "sample", "timestep": "timestep", "condition": "encoder_hidden_states",
          "selection": "token_select", "noise": "out_sample", "maps": ["maps_16", "maps_8"],
          "channels": 12, "latent": [16, 20], "words": 8
        },
        "decoder": {
          "file": "decoder.onnx", "input": "latent", "output": "image", "sizePx": [64, 80]
        },
        "scheduler": {
          "kind": "euler-trailing", "prediction": "epsilon",
          "betaStart": 0.00085, "betaEnd": 0.012, "trainSteps": 1000, "steps": 4
        },
        "guidance": 3.5
      }
      """;

  private GeneratorTexts() {}

  static GeneratorPack sealed(Path folder, String description) {
    try {
      for (String name : new String[] {"text.onnx", "denoiser.onnx", "decoder.onnx", "vocab.txt"}) {
        Files.writeString(folder.resolve(name), "contents of " + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return PackSeal.seal(folder, description, GeneratorPack::load);
  }
}
