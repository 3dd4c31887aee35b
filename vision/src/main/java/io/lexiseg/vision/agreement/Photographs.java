package io.lexiseg.vision.agreement;

import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Eight photographs that ship, about 300 by 200 pixels; NOTICE says where they come from. */
public final class Photographs {
  /** What they show, one word each. */
  public static final List<String> WORDS =
      List.of("airplane", "boat", "cat", "flower", "house", "lake", "mountain", "sheep");

  private Photographs() {}

  /** The photograph that shows one of {@link #WORDS}. */
  public static RgbImage of(String word) {
    String name = word + ".jpg";
    try (InputStream in =
        Objects.requireNonNull(Photographs.class.getResourceAsStream(name), name)) {
      return new ImageDecoder(DecodeLimits.STANDARD).decode(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + name, e);
    }
  }
}
