package io.lexiseg.vision.image;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Counts the rows of a PNG file's compressed pixels, which must be as many as its header says and
 * begin with a known filter each. Nothing is kept.
 *
 * <p><b>Source:</b> W3C PNG specification, sections 8 to 10.
 */
final class PngRows implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final int FILTERS = 5;
  private static final int[] FIRST_X = {0, 4, 0, 2, 0, 1, 0};
  private static final int[] FIRST_Y = {0, 0, 4, 0, 2, 0, 1};
  private static final int[] STEP_X = {8, 8, 4, 4, 2, 2, 1};
  private static final int[] STEP_Y = {8, 8, 8, 4, 4, 2, 2};

  private final PngHeader header;
  private final Inflater inflater = new Inflater();
  private final byte[] buffer = new byte[BUFFER];
  private int pass = -1;
  private long rowsLeft;
  private long rowBytes;
  private long bytesLeft;

  PngRows(PngHeader header) {
    this.header = header;
  }

  boolean complete() {
    return inflater.finished();
  }

  /** Takes the next part of the compressed data; gives how many bytes belong to it. */
  int read(byte[] bytes, int start, int length) {
    inflater.setInput(bytes, start, length);
    try {
      int count = inflater.inflate(buffer);
      while (count > 0) {
        count(count);
        count = inflater.inflate(buffer);
      }
    } catch (DataFormatException e) {
      throw new UndecodableImageException("PNG image is damaged: " + e.getMessage(), e);
    }
    if (inflater.needsDictionary() || (complete() && moveToRow())) {
      throw damaged("compressed data that ends early");
    }
    return length - inflater.getRemaining();
  }

  private void count(int count) {
    int position = 0;
    while (position < count) {
      if (!moveToRow()) {
        throw damaged("more rows");
      }
      if (bytesLeft == rowBytes && (buffer[position] & 0xFF) >= FILTERS) {
        throw damaged("filter " + buffer[position]);
      }
      int part = (int) Math.min(bytesLeft, count - position);
      bytesLeft -= part;
      position += part;
    }
  }

  /** Whether there is a row to read bytes of: the current one, or else the next one. */
  private boolean moveToRow() {
    while (bytesLeft == 0) {
      if (rowsLeft == 0 && !nextPass()) {
        return false;
      }
      if (rowsLeft > 0) {
        rowsLeft--;
        bytesLeft = rowBytes;
      }
    }
    return true;
  }

  private boolean nextPass() {
    pass++;
    if (pass >= (header.interlaced() ? STEP_X.length : 1)) {
      return false;
    }
    long columns = header.interlaced() ? steps(header.width(), FIRST_X, STEP_X) : header.width();
    rowsLeft = header.interlaced() ? steps(header.height(), FIRST_Y, STEP_Y) : header.height();
    rowsLeft = columns == 0 ? 0 : rowsLeft;
    rowBytes = 1 + (columns * header.bitsPerPixel() + Byte.SIZE - 1) / Byte.SIZE;
    return true;
  }

  private long steps(long side, int[] first, int[] step) {
    return Math.max(0, side - first[pass] + step[pass] - 1) / step[pass];
  }

  private UndecodableImageException damaged(String found) {
    return new UndecodableImageException(
        "PNG image is damaged: expected %dx%d pixels (height x width), got %s"
            .formatted(header.height(), header.width(), found));
  }

  @Override
  public void close() {
    inflater.end();
  }
}
