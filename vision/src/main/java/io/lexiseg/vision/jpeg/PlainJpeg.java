package io.lexiseg.vision.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Writes a JPEG file again with what its pixels need: tables, headers, scans, how colours are
 * coded. Comments, previews and profiles stay behind, and so does whatever a decoder would complain
 * about.
 */
final class PlainJpeg {
  private static final int FIRST_TABLE = 0xC0;
  private static final int COLOUR_NOTE = 0xE0;
  private static final int EXIF_NOTE = 0xE1;
  private static final int EXIF_START = 8;
  private static final int ADOBE_NOTE = 0xEE;
  private static final int START_OF_SCAN = 0xDA;
  private static final int ADOBE_TRANSFORM = 11;
  private static final byte[] START = {(byte) 0xFF, (byte) 0xD8};
  private static final byte[] END = {(byte) 0xFF, (byte) 0xD9};
  private static final byte[] JFIF =
      HexFormat.of().parseHex("ffe000104a46494600010100000100010000");
  private static final byte[] ADOBE = HexFormat.of().parseHex("ffee000e41646f6265006400000000");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private boolean jfif;
  private byte[] exif = new byte[0];
  private Optional<Integer> transform = Optional.empty();
  private boolean started;

  PlainJpeg() {
    out.writeBytes(START);
  }

  /** Keeps a segment that pixels need. */
  void add(int marker, Segment segment, byte[] bytes, int position) {
    if (marker == COLOUR_NOTE) {
      jfif |= segment.isNamed("JFIF");
    } else if (marker == ADOBE_NOTE && segment.isNamed("Adobe")) {
      transform = Optional.of(segment.at(ADOBE_TRANSFORM));
    } else if (marker == EXIF_NOTE && exif.length == 0 && segment.isNamed("Exif")) {
      int start = Math.min(segment.end(), position + EXIF_START);
      exif = Arrays.copyOfRange(bytes, start, segment.end());
    } else if (marker >= FIRST_TABLE && marker < COLOUR_NOTE) {
      copy(marker, bytes, position, segment.end());
    }
  }

  /** Keeps a scan: its header's segment and the data behind it. */
  void addScan(byte[] bytes, int position, int end, int components) {
    if (!started) {
      started = true;
      writeColours(components);
    }
    copy(START_OF_SCAN, bytes, position, end);
  }

  void finish() {
    out.writeBytes(END);
  }

  byte[] exif() {
    return exif.clone();
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private void writeColours(int components) {
    if (jfif) {
      out.writeBytes(JFIF);
    }
    if (transform.isPresent()) {
      out.writeBytes(ADOBE);
      int usual = components == 3 ? 1 : 2;
      out.write(transform.get() == 0 ? 0 : usual);
    }
  }

  private void copy(int marker, byte[] bytes, int from, int to) {
    out.write(0xFF);
    out.write(marker);
    out.write(bytes, from, to - from);
  }
}
