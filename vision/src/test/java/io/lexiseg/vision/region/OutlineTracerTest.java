package io.lexiseg.vision.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.mask.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OutlineTracerTest {
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  @Test
  void shouldRunAlongTheSidesOfPixels() {
    // when
    List<Outline> outlines = trace(Masks.of("....", ".11.", "...."));

    // then
    assertThat(outlines).hasSize(1);
    assertThat(outlines.get(0).outer()).containsExactly(1, 1, 3, 1, 3, 2, 1, 2);
    assertThat(outlines.get(0).holes()).isEmpty();
    assertThat(outlines.get(0).value()).isEqualTo(1);
  }

  @Test
  void shouldRunAroundHolesTheOtherWay() {
    // when
    List<Outline> outlines = trace(Masks.of("2222", "2.12", "2222"));

    // then: the hole holds no category and a region of another
    assertThat(outlines).hasSize(2);
    assertThat(outlines.get(0).outer()).containsExactly(0, 0, 4, 0, 4, 3, 0, 3);
    assertThat(outlines.get(0).holes()).singleElement().isEqualTo(ring(1, 2, 3, 2, 3, 1, 1, 1));
    assertThat(outlines.get(1).outer()).containsExactly(2, 1, 3, 1, 3, 2, 2, 2);
  }

  @Test
  void shouldNotCrossWhereCornersMeet() {
    // when
    List<Outline> apart = trace(Masks.of("1.", ".1"));
    List<Outline> around = trace(Masks.of("111", "1.1", "11."));

    // then: two regions; one that the outside enters through a corner
    assertThat(apart).hasSize(2);
    assertThat(apart.get(0).outer()).containsExactly(0, 0, 1, 0, 1, 1, 0, 1);
    assertThat(around).hasSize(1);
    assertThat(around.get(0).holes()).isEmpty();
    assertThat(around.get(0).outer())
        .containsExactly(0, 0, 3, 0, 3, 2, 2, 2, 2, 1, 1, 1, 1, 2, 2, 2, 2, 3, 0, 3);
  }

  @Test
  void shouldGiveTheSameMaskWhenFilled() {
    Random random = new Random(17);
    for (int round = 0; round < 500; round++) {
      // given
      Mask mask = Masks.random(random);

      // when
      List<Outline> outlines = trace(mask);

      // then
      assertThat(OutlinePixels.fill(mask.height(), mask.width(), rings(outlines)).values())
          .isEqualTo(mask.values());
    }
  }

  @Test
  void shouldGiveEachRegionItsOutline() {
    Random random = new Random(18);
    for (int round = 0; round < 100; round++) {
      // given
      ConnectedRegions regions = ConnectedRegions.of(Masks.random(random));

      // when
      List<Outline> outlines = OutlineTracer.trace(regions, NO_LIMIT).orElseThrow();

      // then: by Gauss's formula the rings enclose the region's pixels; holes count less
      assertThat(outlines).hasSize(regions.count());
      for (int region = 0; region < regions.count(); region++) {
        Outline outline = outlines.get(region);
        assertThat(outline.region()).isEqualTo(region);
        assertThat(outline.value()).isEqualTo(regions.value(region));
        assertThat(area(outline.outer())).isPositive();
        assertThat(outline.holes()).allSatisfy(hole -> assertThat(area(hole)).isNegative());
        assertThat(area(outline.outer()) + outline.holes().stream().mapToLong(this::area).sum())
            .isEqualTo(regions.pixels(region));
      }
    }
  }

  @Test
  void shouldTraceNothingBeyondTheLimit() {
    // given: 3 regions of 4 corners
    ConnectedRegions regions = ConnectedRegions.of(Masks.of("1.2.3"));

    // when, then
    assertThat(OutlineTracer.trace(regions, 12)).isPresent();
    assertThat(OutlineTracer.trace(regions, 11)).isEmpty();
  }

  @Test
  void shouldStayNearTheEdgeWhenSimplified() {
    Random random = new Random(19);
    int fewer = 0;
    for (int round = 0; round < 200; round++) {
      // given
      double tolerance = random.nextInt(12) / 4.0;
      for (Outline outline : trace(Masks.random(random))) {
        // when
        int[] simple = RingSimplifier.simplified(outline.outer(), tolerance);

        // then
        fewer += simple.length < outline.outer().length ? 1 : 0;
        for (int i = 0; i < outline.outer().length; i += 2) {
          assertThat(distance(outline.outer()[i], outline.outer()[i + 1], simple))
              .isLessThanOrEqualTo(tolerance);
        }
      }
    }
    assertThat(fewer).isPositive();
  }

  @Test
  void shouldKeepEveryCornerWithoutTolerance() {
    // given
    Outline outline = trace(Masks.of("111.", "1.11", "1111")).get(0);

    // when
    Outline simple = outline.simplified(0).orElseThrow();

    // then
    assertThat(simple.outer()).isEqualTo(outline.outer());
    assertThat(simple.holes()).hasSize(1);
  }

  @Test
  void shouldLeaveOutWhatIsThinnerThanTheTolerance() {
    // given: a line of one row, and a hole of one pixel
    Outline line = trace(Masks.of("1111111111")).get(0);
    Outline holed = trace(Masks.of("11111", "11111", "11.11", "11111", "11111")).get(0);

    // when, then
    assertThat(line.simplified(1.5)).isEmpty();
    assertThat(holed.simplified(1.5).orElseThrow().holes()).isEmpty();
    assertThat(holed.simplified(1.5).orElseThrow().outer()).hasSize(8);
  }

  @Test
  void shouldMakeASlopeOfAStair() {
    // given
    Outline stair =
        trace(Masks.of("1.....", "11....", "111...", "1111..", "11111.", "111111")).get(0);

    // when
    int[] simple = stair.simplified(1).orElseThrow().outer();

    // then
    assertThat(simple).hasSizeLessThanOrEqualTo(8);
  }

  private static List<Outline> trace(Mask mask) {
    return OutlineTracer.trace(ConnectedRegions.of(mask), NO_LIMIT).orElseThrow();
  }

  private static Map<Integer, List<int[]>> rings(List<Outline> outlines) {
    Map<Integer, List<int[]>> rings = new TreeMap<>();
    for (Outline outline : outlines) {
      List<int[]> all = rings.computeIfAbsent(outline.value(), none -> new ArrayList<>());
      all.add(outline.outer());
      all.addAll(outline.holes());
    }
    return rings;
  }

  private static int[] ring(int... corners) {
    return corners;
  }

  private long area(int[] ring) {
    long twice = 0;
    for (int i = 0; i < ring.length; i += 2) {
      int next = (i + 2) % ring.length;
      twice += (long) ring[i] * ring[next + 1] - (long) ring[next] * ring[i + 1];
    }
    return twice / 2;
  }

  private static double distance(int x, int y, int[] ring) {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < ring.length; i += 2) {
      int next = (i + 2) % ring.length;
      double dx = ring[next] - ring[i];
      double dy = ring[next + 1] - ring[i + 1];
      double length = dx * dx + dy * dy;
      double part = length == 0 ? 0 : ((x - ring[i]) * dx + (y - ring[i + 1]) * dy) / length;
      double near = Math.max(0, Math.min(1, part));
      least = Math.min(least, Math.hypot(x - ring[i] - near * dx, y - ring[i + 1] - near * dy));
    }
    return least;
  }
}
