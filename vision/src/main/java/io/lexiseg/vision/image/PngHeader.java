package io.lexiseg.vision.image;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The first chunk of a PNG file.
 *
 * @param depth bits of a sample
 * @param colour 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha
 * @param interlaced whether rows come in seven passes
 */
record PngHeader(long height, long width, int depth, int colour, boolean interlaced) {
  static final int LENGTH = 13;
  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int INDEXED = 3;
  private static final int GREY_ALPHA = 4;
  private static final int RGB_ALPHA = 6;

  /** The widest that libpng takes. */
  private static final int MAX_SIDE = 1_000_000;

  PngHeader {
    boolean possible =
        switch (colour) {
          case GREY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
          case INDEXED -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
          case RGB, GREY_ALPHA, RGB_ALPHA -> depth == 8 || depth == 16;
          default -> false;
        };
    if (!possible || height > MAX_SIDE || width > MAX_SIDE) {
      throw new UndecodableImageException(
          "PNG image: expected a known kind of at most %d pixels a side, got colour type %d of"
                  .formatted(MAX_SIDE, colour)
              + " %d bits, %dx%d (height x width)".formatted(depth, height, width));
    }
  }

  static PngHeader read(EncodedBytes bytes, int start) {
    int[] rest = new int[5];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = (int) bytes.bigEndian(start + 8 + i, 1, PngStructure.FORMAT);
    }
    if (rest[2] != 0 || rest[3] != 0 || rest[4] > 1) {
      throw new UndecodableImageException(
          "PNG image: expected compression 0, filter 0 and interlacing 0 or 1, got %d, %d and %d"
              .formatted(rest[2], rest[3], rest[4]));
    }
    return new PngHeader(
        bytes.bigEndian(start + 4, 4, PngStructure.FORMAT),
        bytes.bigEndian(start, 4, PngStructure.FORMAT),
        rest[0],
        rest[1],
        rest[4] == 1);
  }

  byte[] toBytes() {
    return ByteBuffer.allocate(LENGTH)
        .putInt((int) width)
        .putInt((int) height)
        .put((byte) depth)
        .put((byte) colour)
        .putShort((short) 0)
        .put((byte) (interlaced ? 1 : 0))
        .array();
  }

  int bitsPerPixel() {
    int samples =
        switch (colour) {
          case RGB -> 3;
          case GREY_ALPHA -> 2;
          case RGB_ALPHA -> 4;
          default -> 1;
        };
    return samples * depth;
  }

  boolean indexed() {
    return colour == INDEXED;
  }

  /** Whether samples are at most 8 bits and without alpha. */
  boolean direct() {
    return depth <= 8 && colour != GREY_ALPHA && colour != RGB_ALPHA;
  }

  /** A palette of as many colours as samples can name; those that a file lacks are black. */
  byte[] wholePalette(byte[] palette) {
    return Arrays.copyOf(palette, 3 << depth);
  }

  /** Whether a transparency chunk of this kind belongs to such a picture. */
  boolean canHave(byte[] transparency) {
    return switch (colour) {
      case GREY -> transparency.length == 2;
      case RGB -> transparency.length == 6;
      case INDEXED -> transparency.length > 0 && transparency.length <= 1 << depth;
      default -> false;
    };
  }

  /** The transparent sample of a grey picture, spread as decoders spread samples; else -1. */
  int transparentGrey(byte[] transparency) {
    if (colour != GREY) {
      return -1;
    }
    int sample = Short.toUnsignedInt(ByteBuffer.wrap(transparency).getShort());
    int largest = (1 << depth) - 1;
    return depth >= 8 ? sample & largest : (sample & largest) * 255 / largest;
  }
}
