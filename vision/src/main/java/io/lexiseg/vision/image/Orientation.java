package io.lexiseg.vision.image;

/**
 * Which side of a stored picture is up.
 *
 * <p><b>Source:</b> EXIF 2.32, tag 0x0112; the number of a constant is its place plus one.
 */
enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  HALF_TURN(true, true, false),
  UPSIDE_DOWN(true, false, false),
  TRANSPOSED(false, false, true),
  QUARTER_TURN(true, false, true),
  TRANSVERSED(true, true, true),
  QUARTER_TURN_BACK(false, true, true);

  private static final String FORMAT = "EXIF";
  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int MAX_ENTRIES = 1000;

  private final boolean rowsReversed;
  private final boolean columnsReversed;
  private final boolean turned;

  /** Reversals count in the stored picture, before its sides change places. */
  Orientation(boolean rowsReversed, boolean columnsReversed, boolean turned) {
    this.rowsReversed = rowsReversed;
    this.columnsReversed = columnsReversed;
    this.turned = turned;
  }

  /** Reads EXIF notes, beginning with their byte order; damaged ones leave a picture upright. */
  static Orientation of(byte[] notes) {
    try {
      return read(new EncodedBytes(notes));
    } catch (UndecodableImageException e) {
      return UPRIGHT;
    }
  }

  private static Orientation read(EncodedBytes bytes) {
    boolean little = bytes.startsWith(0, "II");
    if (!little && !bytes.startsWith(0, "MM")) {
      return UPRIGHT;
    }
    long directory = number(bytes, 4, 4, little);
    bytes.require(FORMAT, directory + 2);
    long entries = Math.min(MAX_ENTRIES, number(bytes, (int) directory, 2, little));
    for (int i = 0; i < entries; i++) {
      int entry = (int) directory + 2 + i * 12;
      if (number(bytes, entry, 2, little) == TAG && number(bytes, entry + 2, 2, little) == SHORT) {
        int number = (int) number(bytes, entry + 8, 2, little);
        return number >= 1 && number <= values().length ? values()[number - 1] : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  private static long number(EncodedBytes bytes, int offset, int count, boolean little) {
    return little
        ? bytes.littleEndian(offset, count, FORMAT)
        : bytes.bigEndian(offset, count, FORMAT);
  }

  /** The picture as it is meant to be seen. */
  RgbImage apply(RgbImage stored) {
    if (this == UPRIGHT) {
      return stored;
    }
    int height = turned ? stored.width() : stored.height();
    int width = turned ? stored.height() : stored.width();
    byte[] from = stored.pixels();
    byte[] to = new byte[from.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int row = turned ? x : y;
        int column = turned ? y : x;
        row = rowsReversed ? stored.height() - 1 - row : row;
        column = columnsReversed ? stored.width() - 1 - column : column;
        System.arraycopy(from, (row * stored.width() + column) * 3, to, (y * width + x) * 3, 3);
      }
    }
    return RgbImage.of(height, width, to);
  }
}
