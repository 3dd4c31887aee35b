package io.lexiseg.vision.image;

/**
 * How large an image may be; checked against the encoded header, before pixels are allocated.
 *
 * @param maxBytes largest encoded size in bytes, at least 1
 * @param maxPixels largest height times width, 1..{@value #LARGEST_PIXELS}
 */
public record DecodeLimits(int maxBytes, int maxPixels) {
  /** The most pixels whose samples still fit one Java array. */
  public static final int LARGEST_PIXELS = (Integer.MAX_VALUE - 8) / 3;

  /** 32 MiB encoded and 64 megapixels, enough for 8K cameras. */
  public static final DecodeLimits STANDARD = new DecodeLimits(32 << 20, 64_000_000);

  public DecodeLimits {
    if (maxBytes < 1 || maxPixels < 1 || maxPixels > LARGEST_PIXELS) {
      throw new IllegalArgumentException(
          "decode limits: expected maxBytes >= 1 and maxPixels 1..%d, got %d and %d"
              .formatted(LARGEST_PIXELS, maxBytes, maxPixels));
    }
  }

  void checkBytes(long bytes) {
    if (bytes > maxBytes) {
      throw new UndecodableImageException(
          "image: expected at most %d bytes, got %d".formatted(maxBytes, bytes));
    }
  }

  void checkSize(long height, long width) {
    if (height < 1 || width < 1) {
      throw new UndecodableImageException(
          "image: expected sides of at least 1 pixel, got %dx%d (height x width)"
              .formatted(height, width));
    }
    if (height > maxPixels / width) {
      throw new UndecodableImageException(
          "image: expected at most %d pixels, got %dx%d (height x width)"
              .formatted(maxPixels, height, width));
    }
  }
}
