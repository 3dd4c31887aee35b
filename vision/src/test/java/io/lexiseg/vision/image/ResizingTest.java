package io.lexiseg.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ResizingTest {

  @Test
  void shouldInterpolateBetweenPixelCentres() {
    // given
    RgbImage image = RgbImage.of(1, 2, new byte[] {0, 0, 0, 100, 100, 100});

    // when
    RgbImage resized = Resizing.bilinear(image, 1, 4);

    // then: centres at -0.25, 0.25, 0.75, 1.25 of the source, clamped to its ends
    assertThat(reds(resized)).containsExactly(0, 25, 75, 100);
  }

  @Test
  void shouldSampleWithoutAveragingWhenShrinking() {
    // given
    RgbImage image = RgbImage.of(1, 6, greys(10, 20, 30, 40, 50, 60));

    // when
    RgbImage resized = Resizing.bilinear(image, 1, 2);

    // then: centres at 1 and 4 of the source
    assertThat(reds(resized)).containsExactly(20, 50);
  }

  @Test
  void shouldReturnTheImageItselfAtItsOwnSize() {
    // given
    RgbImage image = EncodedImages.picture(4, 6);

    // when
    RgbImage resized = Resizing.bilinear(image, 4, 6);

    // then
    assertThat(resized).isSameAs(image);
  }

  @Test
  void shouldGiveTheSameFromManyThreads() {
    // given
    RgbImage image = EncodedImages.picture(60, 80);
    byte[] expected = Resizing.bilinear(image, 133, 177).pixels();

    // when
    boolean same =
        IntStream.range(0, 64)
            .parallel()
            .allMatch(i -> Arrays.equals(Resizing.bilinear(image, 133, 177).pixels(), expected));

    // then
    assertThat(same).isTrue();
  }

  @Test
  void shouldRejectSidesThatCannotBe() {
    // given
    RgbImage image = EncodedImages.picture(2, 2);

    // when
    ThrowingCallable none = () -> Resizing.bilinear(image, 0, 5);
    ThrowingCallable tooMany = () -> Resizing.bilinear(image, 100_000, 100_000);

    // then
    assertThatThrownBy(none)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0x5");
    assertThatThrownBy(tooMany).isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] greys(int... values) {
    byte[] pixels = new byte[values.length * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) values[i / 3];
    }
    return pixels;
  }

  private static int[] reds(RgbImage image) {
    return IntStream.range(0, image.width()).map(x -> image.pixels()[x * 3] & 0xFF).toArray();
  }
}
