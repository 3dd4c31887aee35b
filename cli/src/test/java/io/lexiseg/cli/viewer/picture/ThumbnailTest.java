package io.lexiseg.cli.viewer.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.FrameReference;
import io.lexiseg.schemas.PictureBox;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.RgbImage;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailTest {
  private static final int HEIGHT = 200;
  private static final int WIDTH = 300;

  @ParameterizedTest
  @CsvSource({
    "0, 0, 200, 100, 96, 48", // left third
    "10, 5, 20, 40, 20, 40", // small: as it is
    "190, 290, 50, 50, 10, 10" // beyond the edges
  })
  void shouldShowTheBox(int y, int x, int height, int width, int high, int wide) {
    // when
    RgbImage shown = shown(new PictureBox(y, x, height, width));

    // then
    assertThat(shown.height()).isEqualTo(high);
    assertThat(shown.width()).isEqualTo(wide);
  }

  @Test
  void shouldShowWhatIsInsideTheBoxAlone() {
    assertThat(red(shown(new PictureBox(0, 0, 200, 100)))).isGreaterThan(200);
    assertThat(red(shown(new PictureBox(0, 160, 200, 100)))).isLessThan(50);
  }

  @Test
  void shouldShowTheWholePictureWhereAMaskSaysTheRegion() {
    // when
    RgbImage shown = shown(ByteBuffer.wrap(new byte[] {1}));

    // then
    assertThat(shown.height()).isEqualTo(64);
    assertThat(shown.width()).isEqualTo(Thumbnail.SIDE);
  }

  @Test
  void shouldShowNothingOfWhatIsNoPictureOrLiesElsewhere() {
    // given
    PictureBox box = new PictureBox(0, 0, 1, 1);
    FrameReference elsewhere = new FrameReference("file:///a.jpg", "0".repeat(64), 1L);

    // then
    assertThat(Thumbnail.of(new Exemplar(ByteBuffer.wrap(new byte[] {1, 2}), box))).isEmpty();
    assertThat(Thumbnail.of(new Exemplar(elsewhere, box))).isEmpty();
  }

  private static int red(RgbImage image) {
    return image.pixels()[(image.height() / 2 * image.width() + image.width() / 2) * 3] & 0xff;
  }

  /** Of a picture whose left half is red and whose right half is black. */
  private static RgbImage shown(Object region) {
    byte[] pixels = new byte[HEIGHT * WIDTH * 3];
    for (int i = 0; i < HEIGHT * WIDTH; i++) {
      pixels[3 * i] = (byte) (i % WIDTH < WIDTH / 2 ? 255 : 0);
    }
    byte[] jpeg = JpegEncoder.encode(RgbImage.of(HEIGHT, WIDTH, pixels), 95);
    Optional<byte[]> small = Thumbnail.of(new Exemplar(ByteBuffer.wrap(jpeg), region));
    return new ImageDecoder(DecodeLimits.STANDARD).decode(small.orElseThrow());
  }
}
