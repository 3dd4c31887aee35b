package io.lexiseg.lab.rows;

import io.lexiseg.vision.encoder.DenseEncoder;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.ImageEncoder;
import io.lexiseg.vision.encoder.RegionEncoder;
import io.lexiseg.vision.encoder.TextEncoder;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs each network once for each window, since configurations differ in what comes afterwards.
 *
 * <p><b>Threads:</b> as the encoders it stands in front of.
 */
final class RememberedEncoders implements Encoders {
  private final Encoders encoders;
  private final Map<Pixels, TokenGrid> grids = new ConcurrentHashMap<>();
  private final Map<Pixels, float[]> embeddings = new ConcurrentHashMap<>();

  RememberedEncoders(Encoders encoders) {
    this.encoders = encoders;
  }

  /** An image that equals another of the same pixels. */
  private static final class Pixels {
    private final RgbImage image;
    private final int hash;

    Pixels(RgbImage image) {
      this.image = image;
      this.hash = 31 * image.width() + Arrays.hashCode(image.pixels());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Pixels pixels
          && pixels.image.width() == image.width()
          && Arrays.equals(pixels.image.pixels(), image.pixels());
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  @Override
  public DenseEncoder dense() {
    return new DenseEncoder() {
      @Override
      public int dimension() {
        return encoders.dense().dimension();
      }

      @Override
      public TokenGrid encode(RgbImage window) {
        return grids.computeIfAbsent(
            new Pixels(window), pixels -> encoders.dense().encode(pixels.image));
      }
    };
  }

  @Override
  public ImageEncoder image() {
    return new ImageEncoder() {
      @Override
      public int dimension() {
        return encoders.image().dimension();
      }

      @Override
      public float[] embed(RgbImage image) {
        return embeddings.computeIfAbsent(
            new Pixels(image), pixels -> encoders.image().embed(pixels.image));
      }
    };
  }

  @Override
  public TextEncoder text() {
    return encoders.text();
  }

  @Override
  public Optional<RegionEncoder> regions() {
    return encoders.regions();
  }

  @Override
  public void close() {
    encoders.close();
  }
}
