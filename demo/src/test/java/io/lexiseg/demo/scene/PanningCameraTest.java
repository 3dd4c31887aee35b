package io.lexiseg.demo.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PanningCameraTest {
  @ParameterizedTest
  @CsvSource({"484,1024", "1024,484", "1,1", "3,500", "480,640"})
  void shouldLookInsideThePhotographAtEveryTime(int height, int width) {
    // given
    PanningCamera camera = new PanningCamera("c", black(height, width));

    for (int frame = 0; frame < 1300; frame++) {
      // when
      PanningCamera.View view = camera.view(frame);

      // then
      assertThat(view.top()).isNotNegative();
      assertThat(view.left()).isNotNegative();
      assertThat(view.height()).isPositive();
      assertThat(view.width()).isPositive();
      assertThat(view.top() + view.height()).isLessThanOrEqualTo(height);
      assertThat(view.left() + view.width()).isLessThanOrEqualTo(width);
    }
  }

  @Test
  void shouldMoveAndCaptureJpegsOfOneSize() {
    // given
    PanningCamera camera = new PanningCamera("c", black(484, 1024));

    // when
    CapturedImage image = camera.next().orElseThrow();

    // then
    RgbImage decoded = new ImageDecoder(DecodeLimits.STANDARD).decode(image.encoded());
    assertThat(decoded.height()).isEqualTo(480);
    assertThat(decoded.width()).isEqualTo(640);
    assertThat(image.name()).isEqualTo("c-000000");
    assertThat(camera.next().orElseThrow().name()).isEqualTo("c-000001");
    assertThat(camera.view(50)).isNotEqualTo(camera.view(0));
  }

  @Test
  void shouldRestOnATourWithoutLeavingItsWay() {
    // given
    PanningCamera camera = PanningCamera.onTour("c", black(484, 1024), 0);

    // when
    int still = 0;
    for (int frame = 1; frame < 600; frame++) {
      int moved = camera.moment(frame) - camera.moment(frame - 1);
      still += moved == 0 ? 1 : 0;

      // then
      assertThat(moved).isBetween(0, 4);
    }
    assertThat(still).isBetween(420, 460);
    assertThat(camera.moment(600)).isEqualTo(600);
  }

  private static RgbImage black(int height, int width) {
    return RgbImage.of(height, width, new byte[height * width * 3]);
  }
}
