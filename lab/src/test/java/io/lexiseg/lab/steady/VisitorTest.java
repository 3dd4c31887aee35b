package io.lexiseg.lab.steady;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.image.RgbImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VisitorTest {
  private static final int SIDE = 20;
  private static final RgbImage PLACE = square(0, 0, 0);

  @Test
  void shouldBeTheLargestThingThatIsNotThePlace() {
    // given
    byte[] both = square(5, 6, 3).pixels().clone();
    both[3 * 19] = 100;

    // when
    Visitor visitor = Visitor.in(RgbImage.of(SIDE, SIDE, both), PLACE);

    // then
    assertThat(visitor.left()).isEqualTo(6);
    assertThat(visitor.on(PLACE, 6).pixels()).isEqualTo(square(5, 6, 3).pixels());
    assertThat(visitor.on(PLACE, 0).pixels()).isEqualTo(square(5, 0, 3).pixels());
    assertThat(visitor.on(PLACE, 19).pixels()).isEqualTo(square(5, 19, 3).pixels());
  }

  @Test
  void shouldMakeTheSameScenesEachTime() {
    // given
    List<RgbImage> pictures = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      pictures.add(square(5, 3 * i, 3));
    }
    Clip clip = new Clip("clip", pictures, List.of("person"), Optional.empty());

    // when
    List<Clip> scenes = new MadeScenes(clip).all();
    List<Clip> again = new MadeScenes(clip).all();

    // then
    assertThat(scenes).hasSize(6);
    for (int s = 0; s < scenes.size(); s++) {
      assertThat(scenes.get(s).pictures()).hasSize(6);
      for (int i = 0; i < 6; i++) {
        assertThat(scenes.get(s).pictures().get(i).pixels())
            .isEqualTo(again.get(s).pictures().get(i).pixels());
      }
    }
  }

  /** A bright square on black, cut off at the right edge. */
  private static RgbImage square(int top, int left, int side) {
    byte[] pixels = new byte[3 * SIDE * SIDE];
    for (int y = top; y < top + side; y++) {
      int from = y * SIDE;
      Arrays.fill(pixels, 3 * (from + left), 3 * (from + Math.min(SIDE, left + side)), (byte) 100);
    }
    return RgbImage.of(SIDE, SIDE, pixels);
  }
}
