package io.lexiseg.vision.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskPngTest {

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "5, 50, 4", "50, 5, 256", "1, 70, 255", "448, 597, 66000"})
  void shouldReturnTheSameMask(int height, int width, int bound) {
    // given
    Mask mask = randomMask(height, width, bound, new Random(height + width));

    // when
    Mask decoded = MaskPng.decode(MaskPng.encode(mask));

    // then
    thenEqual(decoded, mask);
  }

  @Test
  void shouldReturnTheSameMaskForRandomSizesAndValues() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      // given
      int bound = 1 << random.nextInt(17);
      Mask mask = randomMask(1 + random.nextInt(40), 1 + random.nextInt(40), bound, random);

      // when
      Mask decoded = MaskPng.decode(MaskPng.encode(mask));

      // then
      thenEqual(decoded, mask);
    }
  }

  @ParameterizedTest
  @CsvSource({"255, 8", "256, 16", "65535, 16"})
  void shouldUseTheDepthThatTheLargestValueNeeds(int value, int bitDepth) {
    // given
    Mask mask = Mask.of(1, 2, new short[] {0, (short) value});

    // when
    byte[] png = MaskPng.encode(mask);

    // then: byte 24 of a PNG is its bit depth, byte 25 its colour type
    assertThat(png[24]).isEqualTo((byte) bitDepth);
    assertThat(png[25]).isEqualTo((byte) 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 60_000})
  void shouldWriteWhatAnotherDecoderReads(int bound) {
    // given
    Mask mask = randomMask(23, 31, bound, new Random(1));

    // when
    byte[] png = MaskPng.encode(mask);

    // then
    assertThat(readByOpenCv(png)).isEqualTo(mask.values());
  }

  @Test
  void shouldReadWhatAnotherEncoderWrites() {
    // given: smooth values, so that the other encoder has a use for every row filter
    byte[] values = new byte[40 * 60];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (i / 60 * 3 + i % 60 + (i * 7919 & 3));
    }

    // when
    Mask decoded = MaskPng.decode(writtenByOpenCv(values, 40, 60));

    // then
    for (int i = 0; i < values.length; i++) {
      assertThat(decoded.values()[i]).isEqualTo((short) (values[i] & 0xFF));
    }
  }

  @Test
  void shouldUnpackSamplesSmallerThanAByte() {
    // given: a palette file of 2 bits, one row 3 2 1 0 | 1 (row data d8... with 5 samples)
    byte[] png = MaskPng.encode(Mask.of(1, 2, new short[] {(short) 0b11100100, 0b01000000}));
    byte[] packed = withHeader(png, 5, 1, 2, 3);

    // when
    Mask decoded = MaskPng.decode(packed);

    // then: the row filter refers to a row of zeros, so the bytes stand as they are
    assertThat(decoded.values())
        .containsExactly((short) 3, (short) 2, (short) 1, (short) 0, (short) 1);
  }

  @Test
  void shouldRejectEveryTruncation() {
    // given
    byte[] png = MaskPng.encode(randomMask(9, 9, 9, new Random(2)));

    for (int length = 0; length < png.length; length++) {
      byte[] cut = Arrays.copyOf(png, length);

      // when
      ThrowingCallable decode = () -> MaskPng.decode(cut);

      // then
      assertThatThrownBy(decode)
          .isInstanceOf(UndecodableMaskException.class)
          .hasMessageContaining("expected");
    }
  }

  @Test
  void shouldRejectDamagedBytes() {
    // given
    byte[] png = MaskPng.encode(randomMask(9, 9, 9, new Random(2)));

    for (int position = 0; position < png.length; position++) {
      byte[] damaged = png.clone();
      damaged[position] ^= 0x10;

      // when
      ThrowingCallable decode = () -> MaskPng.decode(damaged);

      // then
      assertThatThrownBy(decode).isInstanceOf(UndecodableMaskException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5, 8, 0, sides >= 1",
    "20000, 20000, 8, 0, at most 100000000 pixels",
    "9000, 9000, 8, 0, bytes of rows",
    "3, 3, 8, 2, grey or palette",
    "3, 3, 16, 3, grey or palette",
    "3, 9, 8, 0, rows"
  })
  void shouldRejectHeadersThatDoNotFit(int width, int height, int depth, int colour, String why) {
    // given
    byte[] png =
        withHeader(MaskPng.encode(Mask.of(2, 2, new short[4])), width, height, depth, colour);

    // when
    ThrowingCallable decode = () -> MaskPng.decode(png);

    // then
    assertThatThrownBy(decode)
        .isInstanceOf(UndecodableMaskException.class)
        .hasMessageContaining(why);
  }

  private static Mask randomMask(int height, int width, int bound, Random random) {
    short[] values = new short[height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) random.nextInt(Math.min(bound, 65_536));
    }
    return Mask.of(height, width, values);
  }

  private static void thenEqual(Mask actual, Mask expected) {
    assertThat(actual.height()).isEqualTo(expected.height());
    assertThat(actual.width()).isEqualTo(expected.width());
    assertThat(actual.values()).isEqualTo(expected.values());
  }

  /** The same file announcing another size, depth and colour type, checksum included. */
  private static byte[] withHeader(byte[] png, int width, int height, int depth, int colour) {
    ByteBuffer changed = ByteBuffer.wrap(png.clone());
    changed.putInt(16, width).putInt(20, height).put(24, (byte) depth).put(25, (byte) colour);
    CRC32 crc = new CRC32();
    crc.update(changed.array(), 12, 17);
    return changed.putInt(29, (int) crc.getValue()).array();
  }

  @SuppressWarnings("try") // the scope works by being open
  private static short[] readByOpenCv(byte[] png) {
    try (PointerScope scope = new PointerScope()) {
      Mat encoded = new Mat(1, png.length, opencv_core.CV_8UC1);
      encoded.data().put(png);
      Mat decoded = opencv_imgcodecs.imdecode(encoded, IMREAD_UNCHANGED);
      Mat wide = new Mat();
      decoded.convertTo(wide, opencv_core.CV_16UC1);
      short[] values = new short[wide.rows() * wide.cols()];
      new ShortPointer(wide.data()).get(values);
      return values;
    }
  }

  @SuppressWarnings("try") // the scope works by being open
  private static byte[] writtenByOpenCv(byte[] values, int height, int width) {
    try (PointerScope scope = new PointerScope()) {
      Mat mat = new Mat(height, width, opencv_core.CV_8UC1);
      mat.data().put(values);
      BytePointer encoded = new BytePointer();
      opencv_imgcodecs.imencode(".png", mat, encoded);
      byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(bytes);
      return bytes;
    }
  }
}
