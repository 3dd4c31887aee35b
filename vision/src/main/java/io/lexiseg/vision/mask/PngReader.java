package io.lexiseg.vision.mask;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Reads one-sample-per-pixel PNG files as masks; a reader reads one file once.
 *
 * <p><b>Source:</b> W3C PNG specification, sections 5, 7, 9 and 11.
 */
final class PngReader {
  private static final int GREY = 0;
  private static final int PALETTE = 3;

  /** Deflate never shrinks data more than this, so a short file cannot hold a large mask. */
  private static final int MAX_RATIO = 1032;

  private final ByteBuffer png;
  private final int maxPixels;
  private final byte[] compressed;
  private int compressedLength;
  private int height;
  private int width;
  private int bitDepth;

  PngReader(byte[] png, int maxPixels) {
    this.maxPixels = maxPixels;
    this.png = ByteBuffer.wrap(png);
    this.compressed = new byte[png.length];
  }

  Mask read() {
    checkSignature();
    readHeader(chunk("IHDR"));
    ByteBuffer body = chunk(null);
    while (body != null) {
      body = chunk(null);
    }
    return decompress();
  }

  private void checkSignature() {
    byte[] found = Arrays.copyOf(png.array(), MaskPng.SIGNATURE.length);
    if (!Arrays.equals(found, MaskPng.SIGNATURE)) {
      throw damaged("a PNG file", png.capacity() + " other bytes");
    }
    png.position(found.length);
  }

  /** Body of the next chunk, or null for the last; pixel data is collected on the way. */
  private @Nullable ByteBuffer chunk(@Nullable String expectedType) {
    need(12);
    int start = png.position();
    int length = png.getInt();
    String type = new String(png.array(), start + 4, 4, StandardCharsets.US_ASCII);
    if (length < 0 || (expectedType != null && !expectedType.equals(type))) {
      throw damaged("chunk " + expectedType, "chunk " + type + " of length " + length);
    }
    need(length + 8L);
    checkSum(start, length, type);
    png.position(start + 12 + length);
    if ("IDAT".equals(type)) {
      System.arraycopy(png.array(), start + 8, compressed, compressedLength, length);
      compressedLength += length;
    }
    return "IEND".equals(type) ? null : png.slice(start + 8, length).order(ByteOrder.BIG_ENDIAN);
  }

  private void checkSum(int start, int length, String type) {
    CRC32 crc = new CRC32();
    crc.update(png.array(), start + 4, length + 4);
    if ((int) crc.getValue() != png.getInt(start + 8 + length)) {
      throw damaged("the checksum of chunk " + type, "another");
    }
  }

  private void readHeader(@Nullable ByteBuffer header) {
    if (header == null || header.capacity() != 13) {
      throw damaged("a header of 13 bytes", "another length");
    }
    width = header.getInt();
    height = header.getInt();
    bitDepth = header.get();
    int colour = header.get();
    if (width < 1 || height < 1 || width > maxPixels / height) {
      throw damaged("sides >= 1 and at most " + maxPixels + " pixels", height + "x" + width);
    }
    boolean depthFits = bitDepth == 16 ? colour == GREY : Integer.bitCount(bitDepth) == 1;
    if ((colour != GREY && colour != PALETTE) || !depthFits || bitDepth < 1 || bitDepth > 16) {
      throw damaged("grey or palette samples", "colour type " + colour + ", " + bitDepth + " bits");
    }
    if (header.getShort() != 0 || header.get() != 0) {
      throw damaged("standard compression, no interlacing", "another method");
    }
  }

  private Mask decompress() {
    int stride = (int) (((long) width * bitDepth + 7) / 8);
    long size = (stride + 1L) * height;
    if (size > (long) MAX_RATIO * compressedLength) {
      throw damaged(size + " bytes of rows", "at most what " + compressedLength + " bytes hold");
    }
    short[] values = new short[height * width];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(compressed, 0, compressedLength);
      readRows(inflater, stride, values);
    } catch (DataFormatException e) {
      throw new UndecodableMaskException("mask: expected compressed rows, got damaged ones", e);
    } finally {
      inflater.end();
    }
    return Mask.of(height, width, values);
  }

  private void readRows(Inflater inflater, int stride, short[] values) throws DataFormatException {
    PngRow row = new PngRow(stride, Math.max(1, bitDepth / 8));
    for (int y = 0; y < height; y++) {
      if (!row.next(inflater)) {
        throw damaged(height + " rows", y + " rows");
      }
      row.unpack(bitDepth, values, y * width, width);
    }
  }

  private void need(long bytes) {
    if (png.remaining() < bytes) {
      throw damaged("at least " + (png.position() + bytes) + " bytes", png.capacity() + " bytes");
    }
  }

  private static UndecodableMaskException damaged(String expected, String found) {
    return new UndecodableMaskException("mask: expected %s, got %s".formatted(expected, found));
  }
}
