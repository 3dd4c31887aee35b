package io.lexiseg.indexbuilder.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.indexbuilder.generation.DropReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vectors in a plane, given by their angles in degrees. */
class GroupFilterTest {
  @TempDir Path folder;

  /** Each vector is of a picture of its own. */
  private IntUnaryOperator picture = i -> i;

  private static BitSet of(Map<DropReason, BitSet> dropped, DropReason reason) {
    return Objects.requireNonNull(dropped.get(reason));
  }

  @Test
  void shouldKeepTheFirstOfNearDuplicatesOfOneNoun() {
    // given: 1 degree is cosine 0.99985, 10 degrees are 0.985; the last is of another noun
    List<Integer> angles = List.of(0, 1, 10, 11, 0);
    int[] nouns = {0, 0, 0, 0, 1};

    // when
    Map<DropReason, BitSet> dropped = dropped(angles, nouns, "near-duplicate");

    // then
    assertThat(dropped).containsOnlyKeys(DropReason.NEAR_DUPLICATE);
    assertThat(of(dropped, DropReason.NEAR_DUPLICATE).stream()).containsExactly(1, 3);
  }

  @Test
  void shouldFindThePrototypeThatLiesAmongThoseOfAnotherNoun() {
    // given: noun 0 around 0 degrees, noun 1 around 90, and one of noun 0 in the midst of noun 1
    List<Integer> angles = new ArrayList<>();
    int[] nouns = new int[21];
    for (int i = 0; i < 10; i++) {
      angles.add(3 * i - 15);
      angles.add(75 + 3 * i);
      nouns[2 * i + 1] = 1;
    }
    angles.add(89);

    // when
    Map<DropReason, BitSet> dropped = dropped(angles, nouns, "contradicted");

    // then
    assertThat(of(dropped, DropReason.CONTRADICTED).stream()).containsExactly(20);
  }

  @Test
  void shouldNotJudgeANounOfFewPrototypes() {
    // when: five of noun 0, each among some of noun 1
    Map<DropReason, BitSet> dropped =
        dropped(
            List.of(0, 30, 60, 90, 120, 1, 2, 29, 31, 61, 62, 91, 121, 122),
            new int[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1},
            "contradicted");

    // then
    assertThat(of(dropped, DropReason.CONTRADICTED).stream()).isEmpty();
  }

  @Test
  void shouldCompareOnlyWhatIsNoDuplicate() {
    // given: four copies of noun 0 on top of noun 1; without them it has too few to be judged
    List<Integer> angles = List.of(0, 0, 0, 0, 2, 4, 6, 8, 10);
    int[] nouns = {0, 0, 0, 0, 1, 1, 1, 1, 1};

    // when
    Map<DropReason, BitSet> dropped = dropped(angles, nouns, "near-duplicate=0.9999,contradicted");

    // then
    assertThat(of(dropped, DropReason.NEAR_DUPLICATE).stream()).containsExactly(1, 2, 3);
    assertThat(of(dropped, DropReason.CONTRADICTED).stream()).isEmpty();
  }

  @Test
  void shouldNotLetNounsOfItsOwnPictureContradictAPrototype() {
    // given: six pictures of noun 0; in the first are ten of noun 1, as near as can be
    List<Integer> angles = new ArrayList<>(List.of(0, 2, 4, 6, 8, 10));
    int[] nouns = new int[16];
    for (int i = 6; i < 16; i++) {
      angles.add(0);
      nouns[i] = 1;
    }

    // when
    BitSet apart = of(dropped(angles, nouns, "contradicted"), DropReason.CONTRADICTED);
    picture = i -> i < 6 ? i : 0;
    BitSet together = of(dropped(angles, nouns, "contradicted"), DropReason.CONTRADICTED);

    // then
    assertThat(apart.get(0)).isTrue();
    assertThat(together.get(0)).isFalse();
  }

  private Map<DropReason, BitSet> dropped(List<Integer> angles, int[] nouns, String filters) {
    Path file = folder.resolve("vectors");
    try (UnitVectors vectors = UnitVectors.in(file, 2)) {
      for (int angle : angles) {
        double radians = Math.toRadians(angle);
        vectors.add(new float[] {(float) (7 * Math.cos(radians)), (float) (7 * Math.sin(radians))});
      }
      Grouping.Builder grouping = new Grouping.Builder();
      for (int i = 0; i < nouns.length; i++) {
        grouping.add("noun " + nouns[i], picture.applyAsInt(i));
      }
      return GroupFilter.dropped(vectors, grouping.build(), FilterSettings.parse(filters));
    } finally {
      assertThat(file).doesNotExist();
    }
  }
}
