package io.lexiseg.lab.parity;

import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.checkpoint.CheckpointFile;
import io.lexiseg.vision.pack.checkpoint.ClipTowers;
import io.lexiseg.vision.pack.checkpoint.EncoderMaker;
import io.lexiseg.vision.pack.checkpoint.EncoderRecipe;
import io.lexiseg.vision.pack.checkpoint.LocalBackbone;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.onnx.OnnxType;
import io.lexiseg.vision.pack.transformer.ClipActivation;
import io.lexiseg.vision.pack.transformer.TransformerSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/**
 * Small networks and what the libraries make of them, by {@code tools/export/parity.py golden}:
 * checkpoints as timm and open_clip save networks of random weights, with registers, layer scale
 * and a table of positions that has to be enlarged.
 */
final class Golden {
  private static final EncoderRecipe RECIPE =
      new EncoderRecipe(
          "golden",
          new LocalBackbone(
              "golden",
              "golden-vit24",
              LocalBackbone.Family.DINO,
              new TransformerSize(2, 24, 2),
              8,
              4,
              56,
              4,
              true,
              ClipActivation.GELU,
              "Apache-2.0",
              List.of()),
          new ClipTowers(
              "golden",
              new TransformerSize(1, 16, 2),
              8,
              32,
              new TransformerSize(1, 3, 1),
              8,
              "Apache-2.0",
              List.of()));

  private Golden() {}

  /** Makes a pack of the checkpoints. */
  static ModelPack pack(Path folder, OnnxType storage) {
    try {
      return EncoderMaker.make(
          RECIPE,
          CheckpointFile.local(file("checkpoint/dense.safetensors")),
          CheckpointFile.local(file("checkpoint/clip.safetensors")),
          storage,
          folder,
          ProgressListener.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the libraries make of fixed pictures and prompts. */
  static Path reference() {
    return file("reference");
  }

  static Path file(String name) {
    try {
      return Path.of(Golden.class.getResource("golden/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
