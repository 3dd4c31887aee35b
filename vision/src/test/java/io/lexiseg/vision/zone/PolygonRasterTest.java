package io.lexiseg.vision.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolygonRasterTest {
  private static final int[][] SIZES = {
    {1, 1}, {1, 40}, {40, 1}, {7, 200}, {200, 7}, {48, 64}, {33, 57}
  };

  /**
   * A polygon on a picture.
   *
   * @param polygon any
   * @param height rows
   * @param width columns
   */
  private record Drawn(Polygon polygon, int height, int width) {}

  /** Corners anywhere, on a lattice of pixel centres and edges, and outside of the picture. */
  static Stream<Drawn> polygons() {
    Random random = new Random(11);
    return Stream.generate(
            () -> {
              int[] size = SIZES[random.nextInt(SIZES.length)];
              int corners = 3 + random.nextInt(12);
              double[] xs = new double[corners];
              double[] ys = new double[corners];
              boolean lattice = random.nextBoolean();
              for (int i = 0; i < corners; i++) {
                xs[i] = coordinate(random, lattice, size[1]);
                ys[i] = coordinate(random, lattice, size[0]);
              }
              return new Drawn(Polygon.of(xs, ys), size[0], size[1]);
            })
        .limit(600);
  }

  /** Half pixels are where centres and edges lie. */
  private static double coordinate(Random random, boolean lattice, int side) {
    return lattice
        ? (random.nextInt(2 * side + 9) - 4) / (2.0 * side)
        : random.nextDouble() * 1.4 - 0.2;
  }

  @ParameterizedTest
  @MethodSource("polygons")
  void shouldHoldThePixelsWhoseCentreIsInside(Drawn drawn) {
    // when
    boolean[] found = pixels(PolygonRaster.of(drawn.polygon(), drawn.height(), drawn.width()));

    // then
    assertThat(found).isEqualTo(plain(drawn));
  }

  @ParameterizedTest
  @MethodSource("polygons")
  void shouldCountThePixels(Drawn drawn) {
    // when
    long count = PolygonRaster.of(drawn.polygon(), drawn.height(), drawn.width()).pixels();

    // then
    long expected = 0;
    for (boolean inside : plain(drawn)) {
      expected += inside ? 1 : 0;
    }
    assertThat(count).isEqualTo(expected);
  }

  @Test
  void shouldGiveEachPixelToOneOfTwoThatShareAnEdge() {
    Random random = new Random(5);
    for (int trial = 0; trial < 300; trial++) {
      // given two halves of the plane, whose edge goes down in the one and up in the other
      double[] x = {coordinate(random, true, 50), random.nextDouble(), random.nextInt(31) / 30.0};
      double y = coordinate(random, trial % 2 == 0, 30);
      Polygon left =
          Polygon.of(new double[] {-9, x[0], x[1], x[2], -9}, new double[] {-1, -1, y, 2, 2});
      Polygon right =
          Polygon.of(new double[] {9, x[2], x[1], x[0], 9}, new double[] {2, 2, y, -1, -1});

      // when
      boolean[] some = pixels(PolygonRaster.of(left, 30, 50));
      boolean[] others = pixels(PolygonRaster.of(right, 30, 50));

      // then
      for (int p = 0; p < some.length; p++) {
        assertThat(some[p]).isNotEqualTo(others[p]);
      }
    }
  }

  @Test
  void shouldDrawARectangle() {
    // when
    String drawn = drawing(rectangle(0.25, 0.25, 0.75, 1), 4, 8);

    // then
    assertThat(drawn)
        .isEqualTo(
            """
            ........
            ..####..
            ..####..
            ..####..
            """);
  }

  @Test
  void shouldLeaveOutWhatIsInsideTwice() {
    // given a ring: out along the outer edge, in along the inner one, over a seam that touches
    // itself
    Polygon ring =
        Polygon.of(
            new double[] {0, 1, 1, 0, 0, 0.25, 0.25, 0.75, 0.75, 0.25},
            new double[] {0, 0, 1, 1, 0, 0.25, 0.75, 0.75, 0.25, 0.25});

    // when
    String drawn = drawing(ring, 4, 8);

    // then
    assertThat(drawn)
        .isEqualTo(
            """
            ########
            ##....##
            ##....##
            ########
            """);
  }

  @Test
  void shouldTakeTheOnePixelWhoseCentreItHolds() {
    assertThat(PolygonRaster.of(rectangle(0.4, 0.4, 0.6, 0.6), 1, 1).pixels()).isEqualTo(1);
    assertThat(PolygonRaster.of(rectangle(0.6, 0.6, 0.9, 0.9), 1, 1).pixels()).isZero();
  }

  @Test
  void shouldBeEmptyOutsideOfThePicture() {
    // when
    PolygonRaster raster = PolygonRaster.of(rectangle(1.1, -2, 3, 5), 20, 30);

    // then
    assertThat(raster.pixels()).isZero();
    assertThat(raster.rowCount()).isZero();
  }

  @Test
  void shouldHoldOnlyTheRowsThatItHasPixelsIn() {
    // when
    PolygonRaster raster = PolygonRaster.of(rectangle(0, 0.5, 1, 0.6), 1000, 10);

    // then
    assertThat(raster.firstRow()).isEqualTo(500);
    assertThat(raster.rowCount()).isEqualTo(100);
  }

  static Polygon rectangle(double x1, double y1, double x2, double y2) {
    return Polygon.of(new double[] {x1, x2, x2, x1}, new double[] {y1, y1, y2, y2});
  }

  private static String drawing(Polygon polygon, int height, int width) {
    boolean[] pixels = pixels(PolygonRaster.of(polygon, height, width));
    StringBuilder text = new StringBuilder();
    for (int p = 0; p < pixels.length; p++) {
      text.append(pixels[p] ? '#' : '.').append(p % width == width - 1 ? "\n" : "");
    }
    return text.toString();
  }

  static boolean[] pixels(PolygonRaster raster) {
    boolean[] pixels = new boolean[raster.height() * raster.width()];
    for (int row = 0; row < raster.rowCount(); row++) {
      for (int i = raster.spansFrom(row); i < raster.spansFrom(row + 1); i += 2) {
        for (int x = raster.column(i); x < raster.column(i + 1); x++) {
          pixels[(raster.firstRow() + row) * raster.width() + x] = true;
        }
      }
    }
    return pixels;
  }

  /** Asks the polygon about each pixel. */
  private static boolean[] plain(Drawn drawn) {
    boolean[] pixels = new boolean[drawn.height() * drawn.width()];
    for (int y = 0; y < drawn.height(); y++) {
      for (int x = 0; x < drawn.width(); x++) {
        pixels[y * drawn.width() + x] =
            drawn.polygon().contains((x + 0.5) / drawn.width(), (y + 0.5) / drawn.height());
      }
    }
    return pixels;
  }
}
