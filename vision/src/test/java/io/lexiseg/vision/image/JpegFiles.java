package io.lexiseg.vision.image;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Takes JPEG files apart and puts them together. */
final class JpegFiles {
  private static final int SOF = 0xC0;
  private static final int SOS = 0xDA;

  private JpegFiles() {}

  /** Position of the first marker of a kind. */
  static int find(byte[] jpeg, int marker) {
    return find(jpeg, marker, 0);
  }

  private static int find(byte[] jpeg, int marker, int from) {
    for (int i = from; i + 1 < jpeg.length; i++) {
      if (jpeg[i] == -1 && (jpeg[i + 1] & 0xFF) == marker) {
        return i;
      }
    }
    throw new AssertionError("no marker " + Integer.toHexString(marker));
  }

  /** Position of the first byte behind the first scan's header. */
  static int startOfData(byte[] jpeg) {
    int position = find(jpeg, SOS) + 2;
    return position + length(jpeg, position);
  }

  /** Position of a scan's marker, counted from 0. */
  static int startOfScan(byte[] jpeg, int number) {
    int position = find(jpeg, SOS);
    for (int i = 0; i < number; i++) {
      position = find(jpeg, SOS, position + 1);
    }
    return position;
  }

  static int scans(byte[] jpeg) {
    int scans = 0;
    for (int i = 0; i + 1 < jpeg.length; i++) {
      scans += jpeg[i] == -1 && (jpeg[i + 1] & 0xFF) == SOS ? 1 : 0;
    }
    return scans;
  }

  /** The start of a file with an end marker behind it. */
  static byte[] endedAt(byte[] jpeg, int length) {
    byte[] cut = Arrays.copyOf(jpeg, length + 2);
    cut[length] = -1;
    cut[length + 1] = (byte) 0xD9;
    return cut;
  }

  static byte[] without(byte[] jpeg, int from, int length) {
    byte[] rest = Arrays.copyOf(jpeg, jpeg.length - length);
    System.arraycopy(jpeg, from + length, rest, from, rest.length - from);
    return rest;
  }

  static byte[] inserted(byte[] jpeg, int at, int... values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, at);
    for (int value : values) {
      out.write(value);
    }
    out.write(jpeg, at, jpeg.length - at);
    return out.toByteArray();
  }

  /** Leaves out all segments of a kind. */
  static byte[] withoutSegments(byte[] jpeg, int marker) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    int position = 2;
    while ((jpeg[position + 1] & 0xFF) != SOS) {
      int next = position + 2 + length(jpeg, position + 2);
      if ((jpeg[position + 1] & 0xFF) != marker) {
        out.write(jpeg, position, next - position);
      }
      position = next;
    }
    out.write(jpeg, position, jpeg.length - position);
    return out.toByteArray();
  }

  /** A file of several components with a scan for each, which no encoder at hand writes. */
  static byte[] separateScans(RgbImage image, int components) {
    byte[] grey = EncodedImages.encodeGrey(image, ".jpg", IMWRITE_JPEG_QUALITY, 90);
    int frame = find(grey, SOF);
    int data = startOfData(grey);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(grey, 0, frame);
    writeAll(out, 0xFF, SOF, 0, 8 + 3 * components);
    out.write(grey, frame + 4, 5);
    out.write(components);
    for (int i = 1; i <= components; i++) {
      writeAll(out, i, 0x11, 0);
    }
    byte[] tables = Arrays.copyOfRange(grey, frame + 13, find(grey, SOS));
    out.writeBytes(tables);
    for (int i = 1; i <= components; i++) {
      writeAll(out, 0xFF, SOS, 0, 8, 1, i, 0, 0, 63, 0);
      out.write(grey, data, grey.length - 2 - data);
    }
    writeAll(out, 0xFF, 0xD9);
    return out.toByteArray();
  }

  private static void writeAll(ByteArrayOutputStream out, int... values) {
    for (int value : values) {
      out.write(value);
    }
  }

  private static int length(byte[] jpeg, int position) {
    return ((jpeg[position] & 0xFF) << 8) | (jpeg[position + 1] & 0xFF);
  }
}
