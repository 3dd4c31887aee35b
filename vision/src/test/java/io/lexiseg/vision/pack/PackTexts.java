package io.lexiseg.vision.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Descriptions of packs whose files are no networks. */
final class PackTexts {
  static final String CLIP_LIKE =
      """
      {
        "formatVersion": 1,
        "id": "sample",
        "backbone": "dinov2-vitb14",
        "licence": "Apache-2.0",
        "provenance": "made by a test",
        "dense": {
          "file": "dense.onnx",
          "input": {
            "name": "pixel_values", "sizePx": [518, 518], "resampling": "bilinear",
            "channels": "rgb", "divisor": 255,
            "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]
          },
          "output": "last_hidden_state", "layout": "tokens", "leadingTokens": 1,
          "patchSizePx": 14, "dimension": 768
        },
        "image": {
          "file": "image.onnx",
          "input": {
            "name": "pixel_values", "sizePx": [224, 224], "resampling": "bicubic",
            "channels": "rgb", "divisor": 255, "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5]
          },
          "output": "image_embeds", "dimension": 512
        },
        "text": {
          "file": "text.onnx",
          "tokenizer": { "kind": "clip-bpe", "maxTokens": 77 },
          "input": { "ids": "input_ids", "type": "int32" },
          "output": "text_embeds", "pooling": "none", "dimension": 512
        },
        "templates": "subset",
        "presets": {
          "paper": {
            "shortSide": 448, "maxLongSide": 2048, "windowing": "sliding",
            "pooling": "mask-sampled",
            "superpixels": { "scale": 100, "sigma": 1.0, "minSize": 20 },
            "localWeight": 0.8, "neighbours": 350, "relativeCut": 2
          },
          "threshold": {
            "shortSide": 448, "maxLongSide": 2048, "windowing": "whole", "pooling": "upsampled",
            "superpixels": { "scale": 200, "sigma": 1.0, "minSize": 200 },
            "localWeight": 0.95, "neighbours": 50, "relativeCut": 0.02, "backgroundThreshold": 0.5
          }
        },
        "defaultPreset": "paper"
      }
      """;

  static final String LITE_LIKE =
      CLIP_LIKE
          .replace("\"sizePx\": [518, 518], \"resampling\": \"bilinear\"", "\"sizePx\": \"as-is\"")
          .replace("\"layout\": \"tokens\", \"leadingTokens\": 1", "\"layout\": \"grid\"")
          .replace("bicubic", "area")
          .replace(
              "{ \"kind\": \"clip-bpe\", \"maxTokens\": 77 }",
              "{ \"kind\": \"wordpiece\", \"file\": \"vocab.txt\", \"maxTokens\": 256 }")
          .replace(
              "\"ids\": \"input_ids\", \"type\": \"int32\"",
              "\"ids\": \"input_ids\", \"attentionMask\": \"attention_mask\","
                  + " \"tokenTypeIds\": \"token_type_ids\", \"type\": \"int64\"")
          .replace("\"pooling\": \"none\"", "\"pooling\": \"mean\", \"unitLength\": true");

  private PackTexts() {}

  static void fill(Path folder) {
    for (String name : new String[] {"dense.onnx", "image.onnx", "text.onnx", "vocab.txt"}) {
      write(folder.resolve(name), "contents of " + name);
    }
  }

  static ModelPack sealed(Path folder, String description) {
    fill(folder);
    return PackSeal.seal(folder, description);
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void replace(Path folder, String found, String replacement) {
    try {
      Path file = folder.resolve(ModelPack.FILE_NAME);
      String text = Files.readString(file);
      if (!text.contains(found)) {
        throw new IllegalArgumentException("pack.json does not hold " + found + ": " + text);
      }
      Files.writeString(file, text.replace(found, replacement));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
