package io.lexiseg.vision.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.region.ConnectedRegion.Box;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FollowedRegionsTest {
  private static final List<String> NAMES = List.of("car", "road", "sky", "tree", "bush", "lake");

  @Test
  void shouldListRegionsTheLargestFirst() {
    // given
    float[] best = {0.5f, 0.5f, 0, 1, 0.25f, 0.75f, 0, 1};

    // when
    FollowedRegions regions =
        FollowedRegions.of(ConnectedRegions.of(Masks.of("11.2", "11.2")), best, NAMES, 7);

    // then: ids tell the frame and the place
    assertThat(regions.list())
        .containsExactly(
            new ConnectedRegion(0, 7 * 256, 1, 4, 0.5f, new Box(0, 0, 1, 1)),
            new ConnectedRegion(1, 7 * 256 + 1, 2, 2, 1, new Box(0, 3, 1, 3)));
    assertThat(regions.leftOut()).isZero();
  }

  @Test
  void shouldKeepTheIdOfWhatItOverlaps() {
    thenFollowed(
        List.of("11...", "11...", ".....", "...11"), // 256, 257
        List.of(".11..", ".11..", "....1", "....1"),
        256,
        257);
  }

  @Test
  void shouldGiveANewIdToWhatOverlapsNothing() {
    thenFollowed(List.of("11..."), List.of("...11"), 512);
    thenFollowed(List.of("11..."), List.of("22..."), 512); // another category
  }

  @Test
  void shouldKeepTheIdOfTheLargerPart() {
    // the region parts: three pixels of it to the right, two to the left
    thenFollowed(List.of("111111"), List.of("11.111"), 256, 513);
  }

  @Test
  void shouldKeepTheIdOfTheLargerRegionThatMerges() {
    // 256 has three pixels, 257 two
    thenFollowed(List.of("11.111"), List.of("111111"), 256);
  }

  @Test
  void shouldPreferTheLargerThenTheFirstAmongEqualOverlaps() {
    // both halves overlap by two; the first in the mask keeps the id
    thenFollowed(List.of("11111"), List.of("11.11"), 256, 513);
  }

  @Test
  void shouldFollowACategoryByItsName() {
    // given: the vocabulary has another order now
    FollowedRegions before =
        FollowedRegions.of(ConnectedRegions.of(Masks.of("1122")), null, List.of("car", "road"), 1);

    // when
    FollowedRegions now =
        FollowedRegions.of(ConnectedRegions.of(Masks.of("2211")), null, List.of("road", "car"), 2)
            .after(before);

    // then
    assertThat(now.list()).extracting(ConnectedRegion::id).containsExactly(256L, 257L);
    assertThat(now.list()).extracting(ConnectedRegion::value).containsExactly(2, 1);
  }

  @Test
  void shouldBeginAnewWithAnotherSize() {
    // given
    FollowedRegions before = regions(Masks.of("11", "11"), 1);

    // when, then
    assertThat(regions(Masks.of("1111"), 2).after(before).list())
        .extracting(ConnectedRegion::id)
        .containsExactly(512L);
  }

  @Test
  void shouldNotFollowThroughAMaskWithoutTheRegion() {
    // given
    FollowedRegions gone = regions(Masks.of("..."), 2).after(regions(Masks.of("11."), 1));

    // when, then
    assertThat(regions(Masks.of("11."), 3).after(gone).list())
        .extracting(ConnectedRegion::id)
        .containsExactly(768L);
  }

  @Test
  void shouldListTheLargestOfNoiseAndCountTheOthers() {
    // given: a chess board of 20,000 black pixels, and a line
    short[] values = new short[201 * 200];
    for (int p = 0; p < 200 * 200; p++) {
      values[p] = (short) ((p / 200 + p) % 2);
    }
    Arrays.fill(values, 200 * 200, 201 * 200, (short) 2);

    // when
    FollowedRegions regions = regions(Mask.of(201, 200, values), 0);

    // then
    assertThat(regions.list()).hasSize(256);
    assertThat(regions.list().get(0).pixels()).isEqualTo(200);
    assertThat(regions.leftOut()).isEqualTo(20_001 - 256);
    assertThat(regions.bytes()).isLessThan(64_000);
  }

  @Test
  void shouldNeverGiveOneIdTwice() {
    Random random = new Random(23);
    for (int round = 0; round < 100; round++) {
      FollowedRegions before = regions(Masks.random(random), 0);
      for (int frame = 1; frame < 6; frame++) {
        // given: a mask of the same size, some of it as before
        Mask mask = Masks.random(random);

        // when
        FollowedRegions fresh = regions(mask, frame);
        FollowedRegions now = fresh.after(before);

        // then: twice the same, each id once, those that are new of this frame
        assertThat(now.list()).doesNotHaveDuplicates().isEqualTo(fresh.after(before).list());
        assertThat(now.list()).extracting(ConnectedRegion::id).doesNotHaveDuplicates();
        assertThat(fresh.after(fresh).list()).isEqualTo(fresh.list());
        before = now;
      }
    }
  }

  private static FollowedRegions regions(Mask mask, long frame) {
    return FollowedRegions.of(ConnectedRegions.of(mask), null, NAMES, frame);
  }

  private static void thenFollowed(List<String> before, List<String> now, long... ids) {
    FollowedRegions first = regions(Masks.of(before.toArray(String[]::new)), 1);
    FollowedRegions second = regions(Masks.of(now.toArray(String[]::new)), 2);
    assertThat(second.after(first).list().stream().mapToLong(ConnectedRegion::id))
        .containsExactly(box(ids));
  }

  private static Long[] box(long... ids) {
    return Arrays.stream(ids).boxed().toArray(Long[]::new);
  }
}
