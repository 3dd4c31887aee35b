package io.lexiseg.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_OPTIMIZE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_411;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_420;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_422;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_440;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether a JPEG file is whole: every kind of file, cut and damaged in every way. */
class JpegIntegrityTest {
  private static final RgbImage PICTURE = EncodedImages.textured(75, 101);
  private static final int[] PLAIN = {IMWRITE_JPEG_QUALITY, 90};

  private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);

  static Stream<byte[]> kinds() {
    return Stream.of(
            PLAIN,
            new int[] {IMWRITE_JPEG_OPTIMIZE, 1},
            new int[] {IMWRITE_JPEG_RST_INTERVAL, 3},
            new int[] {IMWRITE_JPEG_PROGRESSIVE, 1},
            new int[] {IMWRITE_JPEG_PROGRESSIVE, 1, IMWRITE_JPEG_RST_INTERVAL, 2},
            sampling(IMWRITE_JPEG_SAMPLING_FACTOR_411),
            sampling(IMWRITE_JPEG_SAMPLING_FACTOR_420),
            sampling(IMWRITE_JPEG_SAMPLING_FACTOR_422),
            sampling(IMWRITE_JPEG_SAMPLING_FACTOR_440),
            sampling(IMWRITE_JPEG_SAMPLING_FACTOR_444))
        .map(options -> EncodedImages.encode(PICTURE, ".jpg", options));
  }

  private static int[] sampling(int factor) {
    return new int[] {IMWRITE_JPEG_SAMPLING_FACTOR, factor, IMWRITE_JPEG_PROGRESSIVE, 1};
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldDecodeEveryKind(byte[] encoded) {
    // when
    RgbImage decoded = decoder.decode(encoded);

    // then: quality 90 and coarse colours leave most of each sample
    assertThat(EncodedImages.difference(decoded, PICTURE)).isLessThan(20);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldRefuseEveryKindCutShortWithAnEndMarker(byte[] encoded) {
    // given
    int first = JpegFiles.startOfData(encoded);

    for (int length = first; length < encoded.length - 3; length += 5) {
      byte[] cut = JpegFiles.endedAt(encoded, length);

      // when
      ThrowingCallable decode = () -> decoder.decode(cut);

      // then
      assertThatThrownBy(decode).isInstanceOf(UndecodableImageException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldDecodeEveryKindWithoutItsEndMarker(byte[] encoded) {
    // given
    byte[] withoutEnd = Arrays.copyOf(encoded, encoded.length - 2);

    // when
    RgbImage decoded = decoder.decode(withoutEnd);

    // then
    assertThat(decoded.pixels()).isEqualTo(decoder.decode(encoded).pixels());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldNeverShowALargeGreyAreaWhenPartsAreMissing(byte[] encoded) {
    // given
    RgbImage whole = decoder.decode(encoded);
    Random random = new Random(23);
    int first = JpegFiles.startOfData(encoded);
    int shown = 0;

    for (int round = 0; round < 100; round++) {
      int from = first + random.nextInt(encoded.length - 40 - first);
      int length = 1 + random.nextInt(encoded.length - 10 - from);

      // when
      Optional<RgbImage> decoded = decoded(JpegFiles.without(encoded, from, length));

      // then
      shown += decoded.isPresent() ? 1 : 0;
      decoded.ifPresent(image -> assertThat(EncodedImages.difference(image, whole)).isLessThan(60));
    }
    assertThat(shown).isLessThan(20);
  }

  @Test
  void shouldDecodeScansOfOneComponentEach() {
    // given
    byte[] encoded = JpegFiles.separateScans(PICTURE, 3);

    // when
    RgbImage decoded = decoder.decode(encoded);

    // then: component 1 is brightness, the others are colour
    assertThat(decoded.height()).isEqualTo(75);
    assertThat(JpegFiles.scans(encoded)).isEqualTo(3);
    int secondScan = JpegFiles.startOfScan(encoded, 1);
    assertThatThrownBy(() -> decoder.decode(JpegFiles.endedAt(encoded, secondScan)))
        .isInstanceOf(UndecodableImageException.class)
        .hasMessageContaining("expected every part of the picture, got its end behind 1 scans");
  }

  @Test
  void shouldDecodeFourColours() {
    // given
    byte[] encoded = JpegFiles.separateScans(PICTURE, 4);

    // when
    RgbImage decoded = decoder.decode(encoded);

    // then
    assertThat(decoded.width()).isEqualTo(101);
  }

  @Test
  void shouldDecodeWithTheStandardTablesWhereAFileHasNone() {
    // given: as cameras of motion JPEG send it
    byte[] encoded = EncodedImages.encode(PICTURE, ".jpg", PLAIN);
    byte[] withoutTables = JpegFiles.withoutSegments(encoded, 0xC4);

    // when
    RgbImage decoded = decoder.decode(withoutTables);

    // then
    assertThat(withoutTables.length).isLessThan(encoded.length - 400);
    assertThat(decoded.pixels()).isEqualTo(decoder.decode(encoded).pixels());
  }

  @ParameterizedTest
  @CsvSource({
    "0xC3, lossless coding",
    "0xC5, hierarchical coding",
    "0xC9, arithmetic coding",
    "0xCA, arithmetic coding"
  })
  void shouldNameKindsThatAreNotRead(String marker, String words) {
    // given
    byte[] encoded = EncodedImages.encode(PICTURE, ".jpg", PLAIN);
    encoded[JpegFiles.find(encoded, 0xC0) + 1] = Integer.decode(marker).byteValue();

    // when
    ThrowingCallable decode = () -> decoder.decode(encoded);

    // then
    assertThatThrownBy(decode)
        .isInstanceOf(UndecodableImageException.class)
        .hasMessage(
            "JPEG image: expected baseline, extended or progressive Huffman coding, got " + words);
  }

  @Test
  void shouldRefuseRestartMarkersOutOfOrder() {
    // given
    byte[] encoded = EncodedImages.encode(PICTURE, ".jpg", IMWRITE_JPEG_RST_INTERVAL, 3);
    encoded[JpegFiles.find(encoded, 0xD1) + 1] = (byte) 0xD3;

    // when
    ThrowingCallable decode = () -> decoder.decode(encoded);

    // then
    assertThatThrownBy(decode)
        .isInstanceOf(UndecodableImageException.class)
        .hasMessageContaining("expected restart marker 1 at byte")
        .hasMessageContaining("got marker d3");
  }

  @Test
  void shouldRefuseAMissingRestartInterval() {
    // given
    byte[] encoded = EncodedImages.encode(PICTURE, ".jpg", IMWRITE_JPEG_RST_INTERVAL, 3);
    int from = JpegFiles.find(encoded, 0xD1);
    byte[] without = JpegFiles.without(encoded, from, JpegFiles.find(encoded, 0xD2) - from);

    // when
    ThrowingCallable decode = () -> decoder.decode(without);

    // then
    assertThatThrownBy(decode).isInstanceOf(UndecodableImageException.class);
  }

  @Test
  void shouldAllowZerosBehindTheLastBlockButNothingElse() {
    // given: some cameras fill their frames up
    byte[] encoded = EncodedImages.encode(PICTURE, ".jpg", PLAIN);
    byte[] zeros = JpegFiles.inserted(encoded, encoded.length - 2, 0, 0, 0);
    byte[] others = JpegFiles.inserted(encoded, encoded.length - 2, 7, 7, 7);

    // when
    RgbImage decoded = decoder.decode(zeros);

    // then
    assertThat(decoded.pixels()).isEqualTo(decoder.decode(encoded).pixels());
    assertThatThrownBy(() -> decoder.decode(others))
        .isInstanceOf(UndecodableImageException.class)
        .hasMessageContaining("expected nothing behind the last block of a scan");
  }

  private Optional<RgbImage> decoded(byte[] encoded) {
    try {
      return Optional.of(decoder.decode(encoded));
    } catch (UndecodableImageException e) {
      return Optional.empty();
    }
  }
}
