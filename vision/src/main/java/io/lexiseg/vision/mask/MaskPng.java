package io.lexiseg.vision.mask;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Masks as PNG files: one grey sample per pixel that is the mask's value, 8 bits when every value
 * is at most 255, else 16. No colour, no loss.
 *
 * <p><b>Threads:</b> safe.
 */
public final class MaskPng {
  static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private static final int UP_FILTER = 2;
  private static final int LEVEL = 4;

  private MaskPng() {}

  /** Encodes a mask; equal masks give equal bytes on one Java version. */
  public static byte[] encode(Mask mask) {
    int sampleBytes = largest(mask) <= 0xFF ? 1 : 2;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    byte bitDepth = (byte) (8 * sampleBytes);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(mask.width()).putInt(mask.height());
    writeChunk(out, "IHDR", header.put(bitDepth).array(), 13);
    byte[] rows = filtered(mask, sampleBytes);
    writeCompressed(out, rows);
    writeChunk(out, "IEND", new byte[0], 0);
    return out.toByteArray();
  }

  /**
   * Decodes a mask: the values of a grey PNG of 1 to 16 bits, or the indices of one with a palette.
   * Interlaced files are not read.
   *
   * @throws UndecodableMaskException if the bytes are not such a file, or it is cut off, damaged or
   *     larger than {@link Mask#MAX_PIXELS}
   */
  public static Mask decode(byte[] png) {
    return decode(png, Mask.MAX_PIXELS);
  }

  /**
   * As the other, with a limit of one's own.
   *
   * @param maxPixels largest height times width; checked before anything is allocated
   */
  public static Mask decode(byte[] png, int maxPixels) {
    return new PngReader(png, Math.min(maxPixels, Mask.MAX_PIXELS)).read();
  }

  private static int largest(Mask mask) {
    int largest = 0;
    for (short value : mask.values()) {
      largest = Math.max(largest, Short.toUnsignedInt(value));
    }
    return largest;
  }

  /** Rows as PNG wants them: a filter byte, then differences from the row above. */
  private static byte[] filtered(Mask mask, int sampleBytes) {
    int stride = mask.width() * sampleBytes;
    byte[] rows = new byte[Math.multiplyExact(mask.height(), stride + 1)];
    byte[] above = new byte[stride];
    byte[] row = new byte[stride];
    for (int y = 0; y < mask.height(); y++) {
      copyRow(mask, y, sampleBytes, row);
      int start = y * (stride + 1);
      rows[start] = UP_FILTER;
      for (int i = 0; i < stride; i++) {
        rows[start + 1 + i] = (byte) (row[i] - above[i]);
      }
      byte[] swap = above;
      above = row;
      row = swap;
    }
    return rows;
  }

  private static void copyRow(Mask mask, int y, int sampleBytes, byte[] row) {
    for (int x = 0; x < mask.width(); x++) {
      int value = mask.value(y, x);
      if (sampleBytes == 2) {
        row[2 * x] = (byte) (value >> 8);
      }
      row[x * sampleBytes + sampleBytes - 1] = (byte) value;
    }
  }

  private static void writeCompressed(ByteArrayOutputStream out, byte[] rows) {
    Deflater deflater = new Deflater(LEVEL);
    try {
      deflater.setInput(rows);
      deflater.finish();
      byte[] buffer = new byte[1 << 16];
      while (!deflater.finished()) {
        writeChunk(out, "IDAT", buffer, deflater.deflate(buffer));
      }
    } finally {
      deflater.end();
    }
  }

  private static void writeChunk(ByteArrayOutputStream out, String type, byte[] body, int length) {
    ByteBuffer chunk = ByteBuffer.allocate(length + 12).putInt(length);
    chunk.put(type.getBytes(StandardCharsets.US_ASCII)).put(body, 0, length);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, length + 4);
    out.writeBytes(chunk.putInt((int) crc.getValue()).array());
  }
}
