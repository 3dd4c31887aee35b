package io.lexiseg.schemas.decoding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Decodes Avro's binary form from an array and takes no length on trust. Avro's own decoder takes
 * memory for what a length promises before it looks for the bytes, and follows counts of items
 * without bytes for ever.
 *
 * <p><b>Threads:</b> one.
 */
final class BoundedDecoder extends Decoder {
  private static final int VARINT_BITS = 7;

  private final ByteBuffer buffer;

  /** In strict mode: texts with broken characters are refused. */
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

  /** How many items the arrays and maps of the record may still have, together. */
  private int itemsLeft;

  BoundedDecoder(byte[] bytes, int offset) {
    buffer = ByteBuffer.wrap(bytes, offset, bytes.length - offset).order(ByteOrder.LITTLE_ENDIAN);
    itemsLeft = buffer.remaining();
  }

  int position() {
    return buffer.position();
  }

  void requireEnd() {
    if (buffer.hasRemaining()) {
      throw new MalformedAvroException(
          "expected the end of the record, found %d bytes more".formatted(buffer.remaining()));
    }
  }

  @Override
  public void readNull() {
    // takes no bytes
  }

  @Override
  public boolean readBoolean() {
    byte value = readByte();
    if (value != 0 && value != 1) {
      throw new MalformedAvroException("expected a boolean, found byte " + value);
    }
    return value == 1;
  }

  @Override
  public int readInt() {
    long value = readLong();
    if (value != (int) value) {
      throw new MalformedAvroException("expected an int, found " + value);
    }
    return (int) value;
  }

  @Override
  public long readLong() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += VARINT_BITS) {
      byte next = readByte();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new MalformedAvroException("expected a number, found more than ten bytes");
  }

  private byte readByte() {
    requireLeft(1);
    return buffer.get();
  }

  @Override
  public float readFloat() {
    requireLeft(Float.BYTES);
    return buffer.getFloat();
  }

  @Override
  public double readDouble() {
    requireLeft(Double.BYTES);
    return buffer.getDouble();
  }

  @Override
  public Utf8 readString(@Nullable Utf8 old) {
    return new Utf8(readString());
  }

  @Override
  public String readString() {
    int length = length();
    ByteBuffer text = buffer.slice(buffer.position(), length);
    buffer.position(buffer.position() + length);
    try {
      return utf8.decode(text).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedAvroException("expected UTF-8, found other bytes", e);
    }
  }

  @Override
  public ByteBuffer readBytes(@Nullable ByteBuffer old) {
    byte[] bytes = new byte[length()];
    buffer.get(bytes);
    return ByteBuffer.wrap(bytes);
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) {
    requireLeft(length);
    buffer.get(bytes, start, length);
  }

  @Override
  public void skipString() {
    skipFixed(length());
  }

  @Override
  public void skipBytes() {
    skipFixed(length());
  }

  @Override
  public void skipFixed(int length) {
    requireLeft(length);
    buffer.position(buffer.position() + length);
  }

  @Override
  public int readEnum() {
    return readInt();
  }

  @Override
  public int readIndex() {
    return readInt();
  }

  @Override
  public long readArrayStart() {
    long count = readLong();
    if (count < 0) {
      length(); // of the block; it is read item by item
      count = -count;
    }
    return spend(count);
  }

  @Override
  public long arrayNext() {
    return readArrayStart();
  }

  /** Steps over blocks that say their length; returns the items of the first that does not. */
  @Override
  public long skipArray() {
    long count = readLong();
    while (count < 0) {
      skipFixed(length());
      count = readLong();
    }
    return spend(count);
  }

  @Override
  public long readMapStart() {
    return readArrayStart();
  }

  @Override
  public long mapNext() {
    return readArrayStart();
  }

  @Override
  public long skipMap() {
    return skipArray();
  }

  /** Items without bytes count too: null, and records without fields. */
  private long spend(long count) {
    if (count < 0 || count > Math.min(itemsLeft, buffer.remaining())) {
      throw new MalformedAvroException(
          "expected no more items than bytes, found %d items in %d bytes"
              .formatted(count, buffer.remaining()));
    }
    itemsLeft -= (int) count;
    return count;
  }

  private int length() {
    long length = readLong();
    requireLeft(length);
    return (int) length;
  }

  private void requireLeft(long length) {
    if (length < 0 || length > buffer.remaining()) {
      throw new MalformedAvroException(
          "expected %d bytes, found %d".formatted(length, buffer.remaining()));
    }
  }
}
