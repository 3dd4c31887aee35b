package io.lexiseg.vision.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.vision.encoder.DenseEncoder;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewedEncoderTest {
  private static final int PATCH = 4;

  @Test
  void shouldBeTheEncoderItselfWhereOneViewIsWanted() {
    // given
    DenseEncoder encoder = new Corners();
    // then
    assertThat(ViewedEncoder.of(encoder, Views.ONE)).isSameAs(encoder);
  }

  @Test
  void shouldAverageAWindowAndItsMirrorImageTokenByToken() {
    // given: what an encoder sees at the left of a mirrored window is at the right of the window
    RgbImage window = picture(8, 12);
    // when
    TokenGrid plain = new Corners().encode(window);
    TokenGrid both = encoder("several:flip=true").encode(window);
    // then
    assertThat(both.rows()).isEqualTo(2);
    assertThat(both.columns()).isEqualTo(3);
    for (int token = 0; token < 6; token++) {
      int y = token / 3 * PATCH;
      int x = token % 3 * PATCH;
      float[] unit = unit(plain, token);
      float[] mirrored = unit(pixel(window, y, x + PATCH - 1));
      for (int d = 0; d < 3; d++) {
        assertThat(both.values()[token * 3 + d])
            .isCloseTo((unit[d] + mirrored[d]) / 2, within(1e-6f));
      }
    }
  }

  @Test
  void shouldAverageScalesOnTheFinestGrid() {
    // given
    RgbImage plain = RgbImage.of(8, 12, filled(8 * 12 * 3));
    // when
    TokenGrid grid = encoder("several:scales=0.5+1+2,flip=false").encode(plain);
    // then: a picture of one colour has the same unit token everywhere
    assertThat(grid.rows()).isEqualTo(4);
    assertThat(grid.columns()).isEqualTo(6);
    for (int token = 0; token < 24; token++) {
      assertThat(grid.norm(token)).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void shouldKeepWindowsApartAndSurviveOnePixel() {
    // given
    List<RgbImage> windows = List.of(picture(8, 12), picture(1, 1), picture(5, 40));
    DenseEncoder encoder = encoder("several:scales=0.25+1,flip=true");
    // when
    List<TokenGrid> grids = encoder.encodeAll(windows);
    // then
    for (int w = 0; w < windows.size(); w++) {
      assertThat(grids.get(w).values()).isEqualTo(encoder.encode(windows.get(w)).values());
    }
  }

  private static DenseEncoder encoder(String views) {
    return ViewedEncoder.of(new Corners(), Views.parse(views));
  }

  private static RgbImage picture(int height, int width) {
    byte[] pixels = new byte[height * width * 3];
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] = (byte) (1 + p * 37 % 251);
    }
    return RgbImage.of(height, width, pixels);
  }

  private static byte[] filled(int length) {
    byte[] pixels = new byte[length];
    Arrays.fill(pixels, (byte) 60);
    return pixels;
  }

  private static float[] pixel(RgbImage image, int y, int x) {
    float[] values = new float[3];
    for (int c = 0; c < 3; c++) {
      values[c] = image.pixels()[(y * image.width() + x) * 3 + c] & 0xFF;
    }
    return values;
  }

  private static float[] unit(TokenGrid grid, int token) {
    return unit(Arrays.copyOfRange(grid.values(), token * 3, token * 3 + 3));
  }

  private static float[] unit(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += value * value;
    }
    float[] unit = new float[values.length];
    for (int d = 0; d < unit.length; d++) {
      unit[d] = (float) (values[d] / Math.sqrt(squares));
    }
    return unit;
  }

  /** A token is the colour of its patch's upper left pixel. */
  private static final class Corners implements DenseEncoder {
    @Override
    public int dimension() {
      return 3;
    }

    @Override
    public TokenGrid encode(RgbImage window) {
      int rows = Math.max(1, window.height() / PATCH);
      int columns = Math.max(1, window.width() / PATCH);
      List<float[]> tokens = new ArrayList<>();
      for (int token = 0; token < rows * columns; token++) {
        tokens.add(pixel(window, token / columns * PATCH, token % columns * PATCH));
      }
      float[] values = new float[tokens.size() * 3];
      for (int token = 0; token < tokens.size(); token++) {
        System.arraycopy(tokens.get(token), 0, values, token * 3, 3);
      }
      return TokenGrid.of(rows, columns, 3, values);
    }
  }
}
