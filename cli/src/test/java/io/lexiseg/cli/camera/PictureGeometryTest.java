package io.lexiseg.cli.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.image.RgbImage;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureGeometryTest {
  /**
   * Matrices by FFmpeg's own functions, whose documentation says: a turn is counted against the
   * clock, and a mirrored picture is mirrored before it is turned.
   */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, abc/def",
    "90, 0, 0, cf/be/ad",
    "180, 0, 0, fed/cba",
    "270, 0, 0, da/eb/fc",
    "-90, 0, 0, da/eb/fc",
    "84, 0, 0, cf/be/ad",
    "0, 1, 0, cba/fed",
    "0, 0, 1, def/abc",
  })
  void shouldTurnAsADisplayMatrixSays(double angle, int mirrored, int upended, String shown) {
    // given
    int[] matrix = new int[9];
    avutil.av_display_rotation_set(matrix, -angle);
    avutil.av_display_matrix_flip(matrix, mirrored, upended);

    // when
    RgbImage image = PictureGeometry.of(1, matrix).shown(picture("abc/def"));

    // then
    assertThat(text(image)).isEqualTo(shown);
  }

  @Test
  void shouldMakePixelsSquareByGrowing() {
    assertThat(sides(new PictureGeometry(2, false, false, false))).containsExactly(2, 6);
    assertThat(sides(new PictureGeometry(0.5, false, false, false))).containsExactly(4, 3);
    assertThat(sides(new PictureGeometry(2, true, false, false))).containsExactly(6, 2);
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "NaN", "1000", "0.001"})
  void shouldNotBelieveDamage(double aspect) {
    assertThat(sides(new PictureGeometry(aspect, false, false, false))).containsExactly(2, 3);
  }

  private static int[] sides(PictureGeometry geometry) {
    RgbImage shown = geometry.shown(picture("abc/def"));
    return new int[] {shown.height(), shown.width()};
  }

  private static RgbImage picture(String rows) {
    String[] lines = rows.split("/");
    byte[] pixels = new byte[lines.length * lines[0].length() * 3];
    int at = 0;
    for (String line : lines) {
      for (int x = 0; x < line.length(); x++) {
        char letter = line.charAt(x);
        pixels[at++] = (byte) letter;
        pixels[at++] = (byte) (letter + 100);
        pixels[at++] = (byte) (letter + 50);
      }
    }
    return RgbImage.of(lines.length, lines[0].length(), pixels);
  }

  private static String text(RgbImage image) {
    StringBuilder text = new StringBuilder();
    for (int pixel = 0; pixel < image.height() * image.width(); pixel++) {
      if (pixel > 0 && pixel % image.width() == 0) {
        text.append('/');
      }
      byte letter = image.pixels()[pixel * 3];
      assertThat(image.pixels()[pixel * 3 + 1]).isEqualTo((byte) (letter + 100));
      text.append((char) letter);
    }
    return text.toString();
  }
}
