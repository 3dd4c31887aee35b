package io.lexiseg.vision.jpeg;

/**
 * A marker segment: reads its bytes one after the other, never beyond its end.
 *
 * <p><b>Source:</b> ITU-T T.81, section B.1.1.4.
 */
final class Segment {
  private final byte[] bytes;
  private final int start;
  private final int end;
  private int position;

  private Segment(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.position = start;
  }

  /** The segment whose length stands at a position. */
  static Segment at(byte[] bytes, int position) {
    Segment length = new Segment(bytes, position, Math.min(bytes.length, position + 2));
    int end = position + Math.max(2, length.twoBytes());
    if (end > bytes.length) {
      throw cutOff(end, bytes.length);
    }
    return new Segment(bytes, position + 2, end);
  }

  boolean hasMore() {
    return position < end;
  }

  int oneByte() {
    if (position >= end) {
      throw end == bytes.length
          ? cutOff(end + 1, end)
          : new MalformedJpegException(
              "a longer segment at byte " + start, (end - start) + " bytes");
    }
    return bytes[position++] & 0xFF;
  }

  int twoBytes() {
    return oneByte() << 8 | oneByte();
  }

  /** Position behind the segment. */
  int end() {
    return end;
  }

  /** Whether the segment starts with a text and a zero. */
  boolean isNamed(String name) {
    for (int i = 0; i <= name.length(); i++) {
      int expected = i < name.length() ? name.charAt(i) : 0;
      if (start + i >= end || bytes[start + i] != expected) {
        return false;
      }
    }
    return true;
  }

  /** One byte of the segment by its place, 0 where the segment is shorter. */
  int at(int offset) {
    return start + offset < end ? bytes[start + offset] & 0xFF : 0;
  }

  private static MalformedJpegException cutOff(int expected, int got) {
    return new MalformedJpegException(
        "at least %d bytes".formatted(expected), got + ": it is cut off");
  }
}
