package io.lexiseg.vision.segmentation;

import io.lexiseg.lab.ablation.Clusters;
import io.lexiseg.lab.ablation.Votes;
import io.lexiseg.vision.similarity.Aggregation;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.similarity.CategorySimilarity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The segmenter under the lab's aggregations against {@link PlainScores}. */
class AblationOracleTest {

  /** What the segmenter is given, with the words of docs/method.md, section 2, for the oracle. */
  private record Told(Aggregation aggregation, PlainLocal plain) implements PlainAggregation {
    @Override
    public String text() {
      return aggregation.text();
    }

    @Override
    public boolean keepsRows() {
      return aggregation.keepsRows();
    }

    @Override
    public CategorySimilarity similarity(CategoryBank bank, int from, int to) {
      return aggregation.similarity(bank, from, to);
    }

    @Override
    public double local(List<List<Double>> cosines, int category) {
      return plain.local(cosines, category);
    }
  }

  private interface PlainLocal {
    double local(List<List<Double>> cosines, int category);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 10_000})
  void shouldSumTheNearestOfAllCategories(int voters) {
    PrototypeSegmenterOracleTest.thenSegmenterAgrees(
        new Told(new Votes(voters), (cosines, n) -> voted(cosines, n, voters)));
  }

  private static double voted(List<List<Double>> cosines, int n, int voters) {
    List<double[]> votes = new ArrayList<>();
    for (int m = 0; m < cosines.size(); m++) {
      for (double cosine : cosines.get(m)) {
        votes.add(new double[] {cosine, m});
      }
    }
    votes.sort(Comparator.comparingDouble(vote -> -vote[0]));
    return votes.stream().limit(voters).filter(v -> v[1] == n).mapToDouble(v -> v[0]).sum();
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "true, 0", "false, 0.4"})
  void shouldMixTheHighestAndTheMeanOfClusters(boolean spherical, double maxShare) {
    PrototypeSegmenterOracleTest.thenSegmenterAgrees(
        new Told(
            new Clusters(3, spherical, maxShare), (cosines, n) -> mixed(cosines.get(n), maxShare)));
  }

  private static double mixed(List<Double> cosines, double maxShare) {
    double mean = cosines.stream().mapToDouble(c -> c).average().orElseThrow();
    return maxShare * Collections.max(cosines) + (1 - maxShare) * mean;
  }
}
