package io.lexiseg.prototypes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lexiseg.prototypes.file.ExactNeighbours;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecallTest {
  @TempDir Path root;

  @Test
  void shouldFindAllOfItself() {
    // given
    try (PrototypeIndex exact = write(Samples.of("same", 1, 90, 6, 2))) {
      // when
      Recall recall = Recall.measure(exact, exact, 40, 20);

      // then
      assertThat(recall).isEqualTo(new Recall(40, 20, 1));
    }
  }

  @Test
  void shouldCountWhatIsMissed() {
    // given
    try (PrototypeIndex exact = write(Samples.of("miss", 1, 90, 6, 2))) {
      PrototypeIndex careless = new Careless(exact);

      // when
      Recall recall = Recall.measure(careless, exact, 10, 20);

      // then
      assertThat(recall).isEqualTo(new Recall(10, 20, 0.75));
    }
  }

  @Test
  void shouldTakeAnyOfEqualKeys() {
    // given: 30 pairs of each key, of which 20 are asked for
    Samples samples = Samples.of("equal", 1, 90, 6, 2).withRepeatedKeys(30);
    try (PrototypeIndex exact = write(samples)) {
      PrototypeIndex careless = new Careless(exact);

      // when
      Recall recall = Recall.measure(careless, exact, 10, 20);

      // then
      assertThat(recall).isEqualTo(new Recall(10, 20, 1));
    }
  }

  @Test
  void shouldFindNeighboursByReadingAllKeys() {
    // given
    Samples samples = Samples.of("scan", 1, 600, 6, 2);
    try (PrototypeIndex exact = write(samples)) {
      List<float[]> queries = Probes.of(exact, 7);

      // when
      List<ExactAnswer> answers = ExactNeighbours.of(exact, queries, 300);

      // then
      for (ExactAnswer answer : answers) {
        assertThat(answer.hits(samples.nearest(answer.query(), 300), 300, exact)).isEqualTo(300);
        assertThat(answer.hits(samples.nearest(answer.query(), 600).subList(300, 600), 300, exact))
            .isZero();
      }
      assertThat(answers).hasSize(7);
    }
  }

  @Test
  void shouldAskNoMoreThanThereIs() {
    // given
    try (PrototypeIndex exact = write(Samples.of("few", 1, 3, 6, 2))) {
      // when
      Recall recall = Recall.measure(exact, exact, 50, 350);

      // then
      assertThat(recall).isEqualTo(new Recall(3, 3, 1));
    }
  }

  @Test
  void shouldRefuseDifferentIndexes() {
    // given
    try (PrototypeIndex exact = write(Samples.of("one", 1, 3, 6, 2));
        PrototypeIndex other = write(Samples.of("two", 1, 4, 6, 2))) {
      // then
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Recall.measure(other, exact, 1, 1))
          .withMessageContainingAll("two", "expected 3", "got 4");
    }
  }

  private PrototypeIndex write(Samples samples) {
    String folder = root.resolve(samples.description().name()).toString();
    try (PrototypeIndexWriter writer = PrototypeIndexes.create(folder, samples.description())) {
      samples.addTo(writer);
      writer.publish();
    }
    return PrototypeIndexes.open(folder);
  }

  /** Takes the next best for each fourth neighbour. */
  private record Careless(PrototypeIndex exact) implements PrototypeIndex {
    @Override
    public IndexManifest manifest() {
      return exact.manifest();
    }

    @Override
    public List<Neighbour> nearest(float[] key, int k) {
      List<Neighbour> more = exact.nearest(key, k + k / 4);
      List<Neighbour> taken = new ArrayList<>();
      for (int i = 0; i < more.size() && taken.size() < k; i++) {
        if (i % 4 != 0 || i >= k) {
          taken.add(more.get(i));
        }
      }
      return taken;
    }

    @Override
    public float[] prototypes(long[] ids) {
      return exact.prototypes(ids);
    }

    @Override
    public float[] keys(long[] ids) {
      return exact.keys(ids);
    }

    @Override
    public List<String> nouns(long[] ids) {
      return exact.nouns(ids);
    }

    @Override
    public void close() {}
  }
}
