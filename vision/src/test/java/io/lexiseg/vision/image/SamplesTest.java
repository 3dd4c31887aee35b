package io.lexiseg.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of samples that are not plain red, green and blue of 8 bits. */
class SamplesTest {
  private static final byte W = (byte) 255;

  private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);

  @Test
  void shouldShowWhiteThroughTransparency() {
    // given: opaque, half and fully transparent
    byte[] rows = {0, 10, 20, 30, W, 0, 100, 0, 51, 9, 9, 9, 0};

    // when
    RgbImage image = decoder.decode(png(3, 8, 6, rows));

    // then: a fifth of the sample and four fifths of white
    assertThat(image.pixels())
        .containsExactly(10, 20, 30, (byte) 204, (byte) 224, (byte) 204, W, W, W);
  }

  @Test
  void shouldShowWhiteThroughTransparentGrey() {
    // given
    byte[] rows = {0, 10, W, 77, 0};

    // when
    RgbImage image = decoder.decode(png(2, 8, 4, rows));

    // then
    assertThat(image.pixels()).containsExactly(10, 10, 10, W, W, W);
  }

  @Test
  void shouldShowWhiteForTransparentColours() {
    // given: a palette, a colour and greys of which one is transparent
    Map<String, byte[]> palette = new LinkedHashMap<>();
    palette.put("PLTE", new byte[] {1, 2, 3, 4, 5, 6});
    palette.put("tRNS", new byte[] {0});
    byte[] indexed = EncodedImages.png(1, 2, 1, 3, new byte[] {0, 0x40}, palette);
    byte[] colour =
        EncodedImages.png(
            1, 2, 8, 2, new byte[] {0, 1, 2, 3, 4, 5, 6}, transparent(0, 4, 0, 5, 0, 6));
    byte[] grey = EncodedImages.png(1, 2, 8, 0, new byte[] {0, 10, 20}, transparent(0, 20));
    byte[] twoBits = EncodedImages.png(1, 2, 2, 0, new byte[] {0, 0x60}, transparent(0, 2));

    // when
    RgbImage image = decoder.decode(indexed);

    // then
    assertThat(image.pixels()).containsExactly(W, W, W, 4, 5, 6);
    assertThat(decoder.decode(colour).pixels()).containsExactly(1, 2, 3, W, W, W);
    assertThat(decoder.decode(grey).pixels()).containsExactly(10, 10, 10, W, W, W);
    assertThat(decoder.decode(twoBits).pixels()).containsExactly(85, 85, 85, W, W, W);
  }

  @Test
  void shouldShowWhiteThroughTransparencyOfWebP() {
    // given
    byte[] png = png(2, 8, 6, new byte[] {0, 10, 20, 30, W, 90, 1, 60, 0});
    byte[] webp = EncodedImages.reencoded(png, ".webp");

    // when
    RgbImage image = decoder.decode(webp);

    // then
    assertThat(image.pixels()).containsExactly(10, 20, 30, W, W, W);
  }

  @ParameterizedTest
  @CsvSource({"7000, 9040, 6912, 9216", "7003, 9031, 6912, 9216", "0, 65535, 0, 65536"})
  void shouldStretchGreyToMultiplesOfAQuarterOfItsRange(int from, int to, int low, int high) {
    // given: each value as often as any other
    int[] counts = new int[1 << 16];
    Arrays.fill(counts, from, to + 1, 3);

    // when
    DepthReduction reduction = DepthReduction.ofGrey(counts);

    // then
    assertThat(reduction).isEqualTo(new DepthReduction(low, high));
    assertThat(reduction.reduce(low)).isZero();
    assertThat(reduction.reduce(high - 1)).isEqualTo(255);
    assertThat(reduction.reduce(65_535)).isEqualTo(255);
  }

  @Test
  void shouldNotStretchGreyForAFewHotPixels() {
    // given
    int[] counts = new int[1 << 16];
    counts[3000] = 5000;
    counts[4000] = 5000;
    counts[60_000] = 9;

    // when
    DepthReduction reduction = DepthReduction.ofGrey(counts);

    // then
    assertThat(reduction).isEqualTo(new DepthReduction(2944, 4096));
  }

  @Test
  void shouldNotCountWhatIsTransparentWhenGreyIsStretched() {
    // given: 2000 and 2100 visible, 60000 not
    byte[] rows =
        ByteBuffer.allocate(13)
            .put((byte) 0)
            .putShort((short) 2000)
            .putShort((short) -1)
            .putShort((short) 2100)
            .putShort((short) -1)
            .putShort((short) 60_000)
            .putShort((short) 0)
            .array();

    // when
    RgbImage image = decoder.decode(png(3, 16, 4, rows));

    // then: 1984 is a multiple of 64 below 2000
    assertThat(image.pixels()).containsExactly(16, 16, 16, 116, 116, 116, W, W, W);
  }

  @ParameterizedTest
  @CsvSource({"0x8123, 0x81", "0x0FF1, 0xFF", "0x0123, 0x48", "0x2345, 0x8D"})
  void shouldTakeTheUpperBitsInUseOfDeepColours(String sample, String expected) {
    // given: red alone
    short red = Integer.decode(sample).shortValue();
    byte[] rows = ByteBuffer.allocate(7).put((byte) 0).putShort(red).array();

    // when
    RgbImage image = decoder.decode(png(1, 16, 2, rows));

    // then
    assertThat(image.pixels()).containsExactly(Integer.decode(expected).byteValue(), 0, 0);
  }

  @Test
  void shouldDecodeInterlacedPng() {
    // given: 2x2 pixels are passes 1, 6 and 7 of one pixel, one pixel and a row of two
    byte[] rows = {0, 1, 0, 2, 0, 3, 4};
    byte[] encoded = EncodedImages.png(2, 2, 8, 0, rows, Map.of());
    encoded[28] = 1;

    // when
    RgbImage image = decoder.decode(EncodedImages.withChecksum(encoded, 8));

    // then
    assertThat(image.pixels()).containsExactly(1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"IHDR", "PLTE", "tRNS", "IDAT"})
  void shouldRefuseADamagedChunkThatPixelsNeed(String type) {
    // given
    Map<String, byte[]> chunks = new LinkedHashMap<>();
    chunks.put("PLTE", new byte[] {1, 2, 3, 4, 5, 6});
    chunks.put("tRNS", new byte[] {0});
    byte[] encoded = EncodedImages.png(1, 2, 8, 3, new byte[] {0, 0, 1}, chunks);
    EncodedImages.damageChecksum(encoded, type);

    // when
    ThrowingCallable decode = () -> decoder.decode(encoded);

    // then
    assertThatThrownBy(decode)
        .isInstanceOf(UndecodableImageException.class)
        .hasMessageContaining("of chunk " + type);
  }

  @ParameterizedTest
  @CsvSource({"1, 1 2 3 4 5 6", "2, 3 2 1 6 5 4", "3, 6 5 4 3 2 1", "4, 4 5 6 1 2 3"})
  void shouldTurnPngByItsNotes(int orientation, String expected) {
    // given: two rows of three greys, and notes of one entry
    byte[] notes =
        ByteBuffer.allocate(26)
            .put(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0})
            .put((byte) orientation)
            .array();
    byte[] rows = {0, 1, 2, 3, 0, 4, 5, 6};
    byte[] encoded = EncodedImages.png(2, 3, 8, 0, rows, Map.of("eXIf", notes));

    // when
    RgbImage image = decoder.decode(encoded);

    // then
    assertThat(greys(image)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"5, 1 4 2 5 3 6", "6, 4 1 5 2 6 3", "7, 6 3 5 2 4 1", "8, 3 6 2 5 1 4"})
  void shouldTurnAQuarterByEachOrientation(int orientation, String expected) {
    // given
    RgbImage stored =
        RgbImage.of(2, 3, new byte[] {1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6});

    // when
    RgbImage image = List.of(Orientation.values()).get(orientation - 1).apply(stored);

    // then
    assertThat(image.height()).isEqualTo(3);
    assertThat(greys(image)).isEqualTo(expected);
  }

  private static String greys(RgbImage image) {
    StringBuilder greys = new StringBuilder();
    for (int i = 0; i < image.pixels().length; i += 3) {
      greys.append(i == 0 ? "" : " ").append(image.pixels()[i]);
    }
    return greys.toString();
  }

  private static byte[] png(int width, int depth, int colour, byte[] rows) {
    return EncodedImages.png(1, width, depth, colour, rows, Map.of());
  }

  private static Map<String, byte[]> transparent(int... bytes) {
    byte[] body = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      body[i] = (byte) bytes[i];
    }
    return Map.of("tRNS", body);
  }
}
