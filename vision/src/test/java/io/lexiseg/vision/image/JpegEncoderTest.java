package io.lexiseg.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegEncoderTest {
  private final RgbImage picture = EncodedImages.picture(50, 64);

  @Test
  void shouldWriteWhatTheDecoderReadsNearly() {
    // given
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);

    // when
    RgbImage decoded = decoder.decode(JpegEncoder.encode(picture, 95));

    // then: channels in place, samples within a few steps
    assertThat(EncodedImages.difference(decoded, picture)).isLessThan(3);
  }

  @Test
  void shouldBeSmallerAtLowerQuality() {
    // when
    byte[] rough = JpegEncoder.encode(picture, 20);
    byte[] fine = JpegEncoder.encode(picture, 95);

    // then
    assertThat(rough.length).isLessThan(fine.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 101, -5})
  void shouldRejectQualityOutsideItsRange(int quality) {
    // then
    assertThatThrownBy(() -> JpegEncoder.encode(picture, quality))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got quality " + quality);
  }

  @Test
  void shouldRejectSidesBeyondTheFormat() {
    // given
    RgbImage line = RgbImage.of(1, 70_000, new byte[210_000]);

    // then
    assertThatThrownBy(() -> JpegEncoder.encode(line, 90))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1x70000");
  }
}
