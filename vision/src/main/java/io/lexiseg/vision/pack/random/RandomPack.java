package io.lexiseg.vision.pack.random;

import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackSeal;
import io.lexiseg.vision.pack.transformer.ClipImageNetwork;
import io.lexiseg.vision.pack.transformer.ClipTextNetwork;
import io.lexiseg.vision.pack.transformer.DinoNetwork;
import io.lexiseg.vision.pack.transformer.Picture;
import io.lexiseg.vision.pack.transformer.TransformerSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Packs of DINOv2 and CLIP as they are built, but with random weights: as fast as the real ones,
 * and without meaning.
 */
public final class RandomPack {
  private static final String DESCRIPTION = "random-pack.json";

  private RandomPack() {}

  /**
   * A network that takes pictures.
   *
   * @param size of the transformer
   * @param picture that it takes
   */
  public record Tower(TransformerSize size, Picture picture) {}

  /**
   * How large the networks are.
   *
   * @param id of the pack
   * @param dense DINOv2
   * @param image CLIP's image tower
   * @param text CLIP's text tower
   * @param textDimension components of image and text vectors
   */
  public record Scale(
      String id, Tower dense, Tower image, TransformerSize text, int textDimension) {
    /** 7 MB, milliseconds a picture; see {@link TinyPack}. */
    public static final Scale TINY =
        new Scale(
            TinyPack.ID,
            new Tower(new TransformerSize(2, TinyPack.DENSE_DIMENSION, 4), new Picture(112, 14)),
            new Tower(new TransformerSize(2, 64, 4), new Picture(64, 16)),
            new TransformerSize(2, TinyPack.TEXT_DIMENSION, 4),
            TinyPack.TEXT_DIMENSION);

    /** The windows and grids of the real networks, little else: 30 MB, fast enough for many. */
    public static final Scale SMALL =
        new Scale(
            "random-s",
            new Tower(new TransformerSize(4, 128, 4), new Picture(518, 14)),
            new Tower(new TransformerSize(4, 128, 4), new Picture(224, 16)),
            new TransformerSize(4, 128, 4),
            128);

    /** DINOv2 ViT-B/14 at 518 px with CLIP ViT-B/16; 0.9 GB, needs a heap of 2 GB to write. */
    public static final Scale BASE =
        new Scale(
            "random-b",
            new Tower(new TransformerSize(12, 768, 12), new Picture(518, 14)),
            new Tower(new TransformerSize(12, 768, 12), new Picture(224, 16)),
            new TransformerSize(12, 512, 8),
            512);

    /** DINOv2 ViT-L/14 at 518 px with CLIP ViT-L/14; 3 GB, needs a heap of 4 GB to write. */
    public static final Scale LARGE =
        new Scale(
            "random-l",
            new Tower(new TransformerSize(24, 1024, 16), new Picture(518, 14)),
            new Tower(new TransformerSize(24, 1024, 16), new Picture(224, 14)),
            new TransformerSize(12, 768, 12),
            768);

    /**
     * The scale of that pack id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Scale of(String id) {
      return Stream.of(TINY, SMALL, BASE, LARGE)
          .filter(scale -> scale.id().equals(id))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "scale: expected tiny, random-s, random-b or random-l, got " + id));
    }
  }

  /**
   * Writes a pack.
   *
   * @param folder made if it does not exist
   * @param seed of the weights; equal seeds give equal files
   * @throws UncheckedIOException if the folder cannot be written
   */
  public static ModelPack write(Path folder, Scale scale, long seed) {
    try {
      Files.createDirectories(folder);
      DinoNetwork.write(
          folder.resolve("dense.onnx"), scale.dense().size(), scale.dense().picture(), seed);
      ClipImageNetwork.write(
          folder.resolve("image.onnx"),
          scale.image().size(),
          scale.image().picture(),
          scale.textDimension(),
          seed + 1);
      ClipTextNetwork.write(
          folder.resolve("text.onnx"), scale.text(), scale.textDimension(), seed + 2);
      return PackSeal.seal(folder, description(scale));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the pack %s".formatted(scale.id()), e);
    }
  }

  private static String description(Scale scale) throws IOException {
    boolean tiny = scale.equals(Scale.TINY);
    Map<String, Object> values =
        Map.of(
            "id",
            scale.id(),
            "denseSize",
            scale.dense().size().depth() + "x" + scale.dense().size().width(),
            "denseSidePx",
            scale.dense().picture().sizePx(),
            "densePatchPx",
            scale.dense().picture().patchPx(),
            "denseDimension",
            scale.dense().size().width(),
            "imageSidePx",
            scale.image().picture().sizePx(),
            "textDimension",
            scale.textDimension(),
            "shortSide",
            tiny ? 112 : 448,
            "maxLongSide",
            tiny ? 512 : 2048);
    String description = resource();
    for (Map.Entry<String, Object> value : values.entrySet()) {
      description = description.replace("${" + value.getKey() + "}", value.getValue().toString());
    }
    return description;
  }

  private static String resource() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(RandomPack.class.getResourceAsStream(DESCRIPTION), DESCRIPTION)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
