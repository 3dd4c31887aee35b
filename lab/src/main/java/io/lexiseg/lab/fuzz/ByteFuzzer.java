package io.lexiseg.lab.fuzz;

import java.util.Arrays;
import java.util.Random;

/** Changes bytes as broken memory, broken wires and ill-meaning people do. */
final class ByteFuzzer {
  private static final int MOST_CHANGES = 6;
  private static final int MOST_SPAN = 64;
  private static final byte[] ODD = {0, 1, -1, 0x7f, -128, 0x40, (byte) 0xd8, (byte) 0xd9};

  private ByteFuzzer() {}

  /** A changed copy; sometimes empty. */
  static byte[] changed(byte[] whole, Random random) {
    byte[] bytes = whole;
    int changes = 1 + random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      bytes = changedOnce(bytes, random);
    }
    return bytes;
  }

  private static byte[] changedOnce(byte[] bytes, Random random) {
    int at = place(bytes.length, random);
    int span = Math.min(1 + random.nextInt(MOST_SPAN), bytes.length - at);
    return switch (random.nextInt(8)) {
      case 0 -> with(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
      case 1 -> with(bytes, at, ODD[random.nextInt(ODD.length)]);
      case 2 -> Arrays.copyOf(bytes, at);
      case 3 -> spliced(bytes, at, span, new byte[0]);
      case 4 -> spliced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + span));
      case 5 -> spliced(bytes, at, 0, noise(span, random));
      case 6 -> spliced(bytes, at, span, noise(span, random));
      default -> spliced(bytes, at, 1, hugeNumber(random));
    };
  }

  /** Headers come first, in records and in pictures; they are hit as often as all the rest. */
  private static int place(int length, Random random) {
    return random.nextBoolean() ? random.nextInt(length) : random.nextInt(Math.min(length, 64));
  }

  private static byte[] with(byte[] bytes, int at, byte value) {
    byte[] copy = bytes.clone();
    copy[at] = value;
    return copy;
  }

  private static byte[] spliced(byte[] bytes, int at, int removed, byte[] inserted) {
    byte[] result = Arrays.copyOf(bytes, bytes.length - removed + inserted.length);
    System.arraycopy(inserted, 0, result, at, inserted.length);
    System.arraycopy(
        bytes, at + removed, result, at + inserted.length, bytes.length - at - removed);
    return result;
  }

  private static byte[] noise(int length, Random random) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  /** As Avro writes a large length, or a negative one. */
  private static byte[] hugeNumber(Random random) {
    byte[] number = noise(random.nextInt(9) + 1, random);
    for (int i = 0; i < number.length; i++) {
      number[i] = (byte) (i == number.length - 1 ? number[i] & 0x7f : number[i] | 0x80);
    }
    return number;
  }
}
