package io.lexiseg.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private static final RgbImage PICTURE = EncodedImages.picture(30, 41);

  private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);

  @Test
  void shouldDecodePngExactly() {
    // given
    byte[] encoded = EncodedImages.encode(PICTURE, ".png");

    // when
    RgbImage decoded = decoder.decode(encoded);

    // then
    assertThat(decoded.height()).isEqualTo(30);
    assertThat(decoded.width()).isEqualTo(41);
    assertThat(decoded.pixels()).isEqualTo(PICTURE.pixels());
  }

  @Test
  void shouldDecodeLosslessWebPExactly() {
    // given
    byte[] encoded = EncodedImages.encode(PICTURE, ".webp", IMWRITE_WEBP_QUALITY, 101);

    // when
    RgbImage decoded = decoder.decode(encoded);

    // then
    assertThat(decoded.pixels()).isEqualTo(PICTURE.pixels());
  }

  @Test
  void shouldLeaveOpaquePixelsOfPngAndWebPAsTheyAre() {
    // given
    byte[] png = EncodedImages.withAlpha(PICTURE, ".png");
    byte[] webp = EncodedImages.withAlpha(PICTURE, ".webp");

    // when
    RgbImage fromPng = decoder.decode(png);
    RgbImage fromWebP = decoder.decode(webp);

    // then
    assertThat(fromPng.pixels()).isEqualTo(PICTURE.pixels());
    assertThat(fromWebP.pixels()).isEqualTo(PICTURE.pixels());
  }

  @Test
  void shouldReduceSixteenBitGreyToThreeEqualSamples() {
    // given: one value alone is seen within 256 of its neighbours
    byte[] encoded = EncodedImages.grey16(5, 50, 0x8123);

    // when
    RgbImage decoded = decoder.decode(encoded);

    // then
    assertThat(decoded.pixels()).hasSize(5 * 50 * 3).containsOnly((byte) 0x23);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", IMWRITE_JPEG_PROGRESSIVE + ", 1", IMWRITE_JPEG_RST_INTERVAL + ", 2"})
  void shouldDecodeJpegNearly(int option, int value) {
    // given
    int[] options = option == 0 ? new int[0] : new int[] {option, value};
    byte[] encoded = EncodedImages.encode(PICTURE, ".jpg", options);

    // when
    RgbImage decoded = decoder.decode(encoded);

    // then: quality 95 on smooth colours keeps samples within a few steps
    assertThat(EncodedImages.difference(decoded, PICTURE)).isLessThan(3);
  }

  @Test
  void shouldDecodeSinglePixel() {
    // given
    byte[] encoded = EncodedImages.encode(RgbImage.of(1, 1, new byte[] {9, 8, 7}), ".png");

    // when
    RgbImage decoded = decoder.decode(encoded);

    // then
    assertThat(decoded.pixels()).containsExactly(9, 8, 7);
  }

  @Test
  void shouldHonourExifOrientation() {
    // given: orientation 6 is shown after a clockwise quarter turn
    byte[] encoded = EncodedImages.encode(PICTURE, ".jpg");
    RgbImage upright = decoder.decode(encoded);

    // when
    RgbImage turned = decoder.decode(EncodedImages.withOrientation(encoded, 6));

    // then
    assertThat(turned.height()).isEqualTo(41);
    assertThat(turned.width()).isEqualTo(30);
    for (int y = 0; y < 41; y++) {
      for (int x = 0; x < 30; x++) {
        int from = ((29 - x) * 41 + y) * 3;
        assertThat(turned.pixels()[(y * 30 + x) * 3]).isEqualTo(upright.pixels()[from]);
      }
    }
  }

  @Test
  void shouldAcceptBytesBehindTheEndOfAJpeg() {
    // given
    byte[] encoded = EncodedImages.encode(PICTURE, ".jpg");

    // when
    RgbImage decoded = decoder.decode(Arrays.copyOf(encoded, encoded.length + 100));

    // then
    assertThat(decoded.pixels()).isEqualTo(decoder.decode(encoded).pixels());
  }

  @ParameterizedTest
  @ValueSource(strings = {".jpg", ".png", ".webp"})
  void shouldRejectEveryTruncationThatPixelsFeel(String extension) {
    // given
    byte[] encoded = EncodedImages.encode(PICTURE, extension);
    byte[] whole = decoder.decode(encoded).pixels();
    int behindPixels = extension.equals(".jpg") ? 2 : extension.equals(".png") ? 12 : 0;

    for (int length = 0; length < encoded.length - behindPixels; length++) {
      byte[] cut = Arrays.copyOf(encoded, length);

      // when
      ThrowingCallable decode = () -> decoder.decode(cut);

      // then
      assertThatThrownBy(decode)
          .isInstanceOf(UndecodableImageException.class)
          .hasMessageContaining("expected")
          .hasMessageContaining("got");
    }
    byte[] withoutEnd = Arrays.copyOf(encoded, encoded.length - behindPixels);
    assertThat(decoder.decode(withoutEnd).pixels()).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {".jpg", ".png", ".webp"})
  void shouldNeverFailOtherwiseOnDamagedBytes(String extension) {
    // given
    byte[] encoded = EncodedImages.encode(PICTURE, extension);
    Random random = new Random(11);

    for (int round = 0; round < 300; round++) {
      byte[] damaged = encoded.clone();
      for (int i = 0; i < 4; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }

      // when
      int pixels = pixelsOrZero(damaged);

      // then
      assertThat(pixels).isBetween(0, DecodeLimits.STANDARD.maxPixels());
    }
  }

  @Test
  void shouldNameTheBytesOfAnUnknownFormat() {
    // given
    byte[] bitmap = EncodedImages.encode(PICTURE, ".bmp");

    // when
    ThrowingCallable decode = () -> decoder.decode(bitmap);

    // then
    assertThatThrownBy(decode)
        .isInstanceOf(UndecodableImageException.class)
        .hasMessageContaining("expected JPEG, PNG or WebP")
        .hasMessageContaining("42 4d");
  }

  @Test
  void shouldRejectRandomBytes() {
    // given
    byte[] noise = new byte[5000];
    new Random(3).nextBytes(noise);

    // when
    ThrowingCallable decode = () -> decoder.decode(noise);

    // then
    assertThatThrownBy(decode).isInstanceOf(UndecodableImageException.class);
  }

  @Test
  void shouldRejectDecompressionBombByItsHeader() {
    // given: 7.5 GB of samples announced by less than a kilobyte
    byte[] bomb = EncodedImages.png(50_000, 50_000, new byte[1000]);

    // when
    ThrowingCallable decode = () -> decoder.decode(bomb);

    // then
    assertThatThrownBy(decode)
        .isInstanceOf(UndecodableImageException.class)
        .hasMessage("image: expected at most 64000000 pixels, got 50000x50000 (height x width)");
  }

  @Test
  void shouldRejectZeroSides() {
    // given
    byte[] empty = EncodedImages.png(0, 0, new byte[1]);

    // when
    ThrowingCallable decode = () -> decoder.decode(empty);

    // then
    assertThatThrownBy(decode)
        .isInstanceOf(UndecodableImageException.class)
        .hasMessageContaining("got 0x0");
  }

  @Test
  void shouldRejectPngWithTooFewRows() {
    // given
    byte[] half = EncodedImages.png(50, 50, new byte[25 * 151]);

    // when
    ThrowingCallable decode = () -> decoder.decode(half);

    // then
    assertThatThrownBy(decode)
        .isInstanceOf(UndecodableImageException.class)
        .hasMessageContaining("expected 50x50 pixels");
  }

  @Test
  void shouldRejectMoreThanTheLimits() {
    // given
    byte[] encoded = EncodedImages.encode(PICTURE, ".png");
    ImageDecoder fewBytes = new ImageDecoder(new DecodeLimits(encoded.length - 1, 1_000_000));
    ImageDecoder fewPixels = new ImageDecoder(new DecodeLimits(1_000_000, 30 * 41 - 1));
    ImageDecoder enough = new ImageDecoder(new DecodeLimits(encoded.length, 30 * 41));

    // when
    RgbImage decoded = enough.decode(encoded);

    // then
    assertThat(decoded.height()).isEqualTo(30);
    assertThatThrownBy(() -> fewBytes.decode(encoded)).hasMessageContaining("bytes, got");
    assertThatThrownBy(() -> fewPixels.decode(encoded)).hasMessageContaining("1229 pixels");
  }

  @Test
  void shouldTakeRawSamplesOfTheRightLengthOnly() {
    // given
    byte[] samples = new byte[2 * 3 * 3];

    // when
    RgbImage image = decoder.raw(samples, 2, 3);

    // then
    assertThat(image.pixels()).isSameAs(samples);
    assertThatThrownBy(() -> decoder.raw(samples, 3, 3))
        .isInstanceOf(UndecodableImageException.class)
        .hasMessage("raw image: expected 3x3x3 = 27 bytes, got 18");
    assertThatThrownBy(() -> decoder.raw(new byte[0], 0, 0))
        .isInstanceOf(UndecodableImageException.class);
  }

  private int pixelsOrZero(byte[] encoded) {
    try {
      RgbImage image = decoder.decode(encoded);
      return image.height() * image.width();
    } catch (UndecodableImageException e) {
      return 0;
    }
  }
}
