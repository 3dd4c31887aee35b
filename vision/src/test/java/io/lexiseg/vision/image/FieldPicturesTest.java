package io.lexiseg.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Pictures that went wrong for somebody. */
class FieldPicturesTest {
  private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);

  @Test
  void shouldRefuseHalfAScanWithAnEndMarker() {
    // given
    byte[] encoded = field("jpeg-half-data-with-eoi.jpg");

    // when
    ThrowingCallable decode = () -> decoder.decode(encoded);

    // then
    assertThatThrownBy(decode)
        .isInstanceOf(UndecodableImageException.class)
        .hasMessage("JPEG image: expected more data of a scan, got its end at byte 13228");
  }

  @Test
  void shouldDecodeAWholeScanWithoutItsEndMarker() {
    // given: the same landscape, once compressed and once not
    RgbImage png = decoder.decode(field("png-text-chunk-bad-crc.png"));

    // when
    RgbImage jpeg = decoder.decode(field("jpeg-no-eoi.jpg"));

    // then: compression changes samples by a few steps, missing rows by dozens
    assertThat(EncodedImages.difference(jpeg, png)).isLessThan(4);
  }

  @Test
  void shouldDecodePngWithADamagedComment() {
    // given
    byte[] encoded = field("png-text-chunk-bad-crc.png");

    // when
    RgbImage decoded = decoder.decode(encoded);

    // then
    assertThat(decoded.height()).isEqualTo(240);
    assertThat(decoded.width()).isEqualTo(320);
  }

  @Test
  void shouldStretchAThermalPicture() {
    // given: values 7000 to 9040
    byte[] encoded = field("png-grey16-thermal.png");

    // when
    RgbImage decoded = decoder.decode(encoded);

    // then: multiples of 256 around the values in use become black and white
    int darkest = 255;
    int brightest = 0;
    for (byte sample : decoded.pixels()) {
      darkest = Math.min(darkest, sample & 0xFF);
      brightest = Math.max(brightest, sample & 0xFF);
    }
    assertThat(darkest).isLessThan(16);
    assertThat(brightest).isGreaterThan(220);
  }

  @Test
  void shouldShowWhiteUnderFullTransparency() {
    // given
    byte[] encoded = field("png-rgba-noise-under-alpha0.png");

    // when
    RgbImage decoded = decoder.decode(encoded);

    // then: the left half, where every second sample was noise
    assertThat(whiteShare(decoded)).isGreaterThan(0.1);
    assertThat(decoded.pixels()[3]).isEqualTo((byte) 255);
  }

  private static double whiteShare(RgbImage image) {
    int white = 0;
    for (int i = 0; i < image.pixels().length; i += 3) {
      boolean all = image.pixels()[i] == -1 && image.pixels()[i + 1] == -1;
      white += all && image.pixels()[i + 2] == -1 ? 1 : 0;
    }
    return white * 3.0 / image.pixels().length;
  }

  static byte[] field(String name) {
    try (InputStream in = FieldPicturesTest.class.getResourceAsStream("/field/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
