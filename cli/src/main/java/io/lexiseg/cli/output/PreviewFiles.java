package io.lexiseg.cli.output;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.VocabularyPreview;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.RgbImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Previews as pictures in a folder: the vocabulary in use left, the proposed one right. */
public final class PreviewFiles {
  private static final int JPEG_QUALITY = 90;
  private static final int MOST_NAME = 100;

  private final Path folder;
  private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);

  /**
   * Opens a folder; it is made if it is not there.
   *
   * @throws FailedException if it cannot be
   */
  public PreviewFiles(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new FailedException("%s: expected a folder that can be written".formatted(folder), e);
    }
  }

  /**
   * Writes one preview.
   *
   * @return the file
   * @throws FailedException if it cannot be written
   */
  public Path write(VocabularyPreview preview) {
    RgbImage proposed = decoder.decode(bytes(preview.getOverlay()));
    RgbImage picture =
        preview
            .getLiveOverlay()
            .map(live -> SideBySide.of(decoder.decode(bytes(live)), proposed))
            .orElse(proposed);
    Path file = folder.resolve(name(preview));
    try {
      Files.write(file, JpegEncoder.encode(picture, JPEG_QUALITY));
    } catch (IOException e) {
      throw new FailedException("%s: cannot be written".formatted(file), e);
    }
    return file;
  }

  private static String name(VocabularyPreview preview) {
    String name = preview.getSource().map(PreviewFiles::frameName).orElseGet(preview::getName);
    String plain = name.replaceAll("[^A-Za-z0-9_-]", "_");
    return String.format(
        Locale.ROOT,
        "%02d-%s.jpg",
        preview.getPicture(),
        plain.substring(0, Math.min(plain.length(), MOST_NAME)));
  }

  private static String frameName(FrameCoordinates source) {
    return source.getCameraId() + "-" + source.getFrameId();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
