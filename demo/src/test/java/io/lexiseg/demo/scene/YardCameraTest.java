package io.lexiseg.demo.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class YardCameraTest {
  private static final int HEIGHT = 480;
  private static final int WIDTH = 640;
  private static final byte BRIGHT = (byte) 200;

  private final YardCamera camera = new YardCamera("yard", bright());

  @Test
  void shouldStandStillWhileSomethingPassesBothWays() {
    // when
    boolean empty = false;
    int rightmost = 0;
    boolean back = false;
    for (int frame = 0; frame < 200; frame++) {
      int[] box = box(camera.view(frame));
      empty |= box[2] == 0;
      back |= rightmost > WIDTH * 3 / 4 && box[2] > 0 && box[1] < WIDTH / 4;
      rightmost = Math.max(rightmost, box[1]);

      // then
      assertThat(box[0]).as("frame %d: its upper edge", frame).isGreaterThan(HEIGHT / 2);
      assertThat(box[2]).as("frame %d: pixels", frame).isLessThan(HEIGHT * WIDTH / 12);
    }
    assertThat(empty).isTrue();
    assertThat(back).isTrue();
  }

  @Test
  void shouldShowTheSameInAFrameEachTime() {
    // given
    YardCamera other = new YardCamera("yard", bright());

    // when
    for (int frame = 0; frame < 30; frame++) {
      byte[] expected = other.next().orElseThrow().encoded();

      // then
      assertThat(camera.next().orElseThrow().encoded()).isEqualTo(expected);
    }
    RgbImage decoded =
        new ImageDecoder(DecodeLimits.STANDARD).decode(camera.next().orElseThrow().encoded());
    assertThat(decoded.height()).isEqualTo(HEIGHT);
    assertThat(decoded.width()).isEqualTo(WIDTH);
  }

  @Test
  void shouldMoveLittleFromOneFrameToTheNextWhileItIsWholeInThePicture() {
    // given
    int[] before = box(camera.view(20));

    for (int frame = 21; frame < 32; frame++) {
      // when
      int[] box = box(camera.view(frame));

      // then
      assertThat(box[1] - before[1]).as("frame %d", frame).isBetween(-40, 80);
      before = box;
    }
  }

  /** Upper row and middle column of what is darker than the yard, and how many pixels it has. */
  private static int[] box(RgbImage image) {
    int top = HEIGHT;
    long columns = 0;
    int count = 0;
    for (int p = 0; p < HEIGHT * WIDTH; p++) {
      if (image.pixels()[3 * p] != BRIGHT) {
        top = Math.min(top, p / WIDTH);
        columns += p % WIDTH;
        count++;
      }
    }
    return new int[] {top, count == 0 ? 0 : Math.toIntExact(columns / count), count};
  }

  private static RgbImage bright() {
    byte[] pixels = new byte[HEIGHT * WIDTH * 3];
    Arrays.fill(pixels, BRIGHT);
    return RgbImage.of(HEIGHT, WIDTH, pixels);
  }
}
