package io.lexiseg.vision.image;

/**
 * Walks the segments of a JPEG file from start to end-of-image marker. A decoder fills what a
 * cut-off file lacks with grey, so a missing end is an error here; bytes after the end are allowed.
 *
 * <p><b>Source:</b> ITU-T T.81, annex B.
 */
final class JpegStructure {
  private static final String FORMAT = "JPEG";
  private static final int START_OF_IMAGE = 0xD8;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;

  /** Progressive files have about ten scans; thousands of empty ones only cost decoding time. */
  private static final int MAX_SCANS = 100;

  private final EncodedBytes bytes;
  private long height = -1;
  private long width = -1;
  private int scans;

  private JpegStructure(EncodedBytes bytes) {
    this.bytes = bytes;
  }

  static boolean matches(EncodedBytes bytes) {
    return bytes.startsWith(0, (byte) 0xFF, (byte) START_OF_IMAGE, (byte) 0xFF);
  }

  static ImageHeader read(EncodedBytes bytes) {
    JpegStructure structure = new JpegStructure(bytes);
    structure.walk();
    return new ImageHeader(FORMAT, structure.height, structure.width);
  }

  private void walk() {
    int position = 2;
    while (true) {
      position = afterMarker(position);
      int marker = byteAt(position - 1);
      if (marker == END_OF_IMAGE) {
        checkComplete();
        return;
      }
      if (!standsAlone(marker)) {
        position = afterSegment(marker, position);
      }
    }
  }

  /** Position behind the next marker's code; entropy-coded data and fill bytes are skipped. */
  private int afterMarker(int from) {
    byte[] array = bytes.array();
    for (int i = from; i + 1 < array.length; i++) {
      if (array[i] == (byte) 0xFF && array[i + 1] != 0 && array[i + 1] != (byte) 0xFF) {
        return i + 2;
      }
    }
    throw new UndecodableImageException(
        "JPEG image is cut off: expected an end-of-image marker, got none in %d bytes"
            .formatted(bytes.length()));
  }

  private int afterSegment(int marker, int position) {
    int length = (int) bytes.bigEndian(position, 2, FORMAT);
    bytes.require(FORMAT, position + (long) Math.max(2, length));
    if (isStartOfFrame(marker)) {
      readFrame(position, length);
    } else if (marker == START_OF_SCAN && ++scans > MAX_SCANS) {
      throw new UndecodableImageException(
          "JPEG image: expected at most %d scans, got more".formatted(MAX_SCANS));
    }
    return position + Math.max(2, length);
  }

  private void readFrame(int position, int length) {
    if (width >= 0 || length < 8) {
      throw new UndecodableImageException(
          "JPEG image: expected one frame header of at least 8 bytes, got %s"
              .formatted(width >= 0 ? "a second one" : length + " bytes"));
    }
    height = bytes.bigEndian(position + 3, 2, FORMAT);
    width = bytes.bigEndian(position + 5, 2, FORMAT);
  }

  private void checkComplete() {
    if (width < 0 || scans == 0) {
      throw new UndecodableImageException(
          "JPEG image: expected a frame header and scan data before the end, got %s"
              .formatted(width < 0 ? "no frame header" : "no scan"));
    }
  }

  private int byteAt(int position) {
    return bytes.array()[position] & 0xFF;
  }

  private static boolean standsAlone(int marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= START_OF_IMAGE);
  }

  private static boolean isStartOfFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }
}
