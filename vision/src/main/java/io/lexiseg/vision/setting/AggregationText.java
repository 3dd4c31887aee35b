package io.lexiseg.vision.setting;

import io.lexiseg.vision.similarity.Aggregation;
import io.lexiseg.vision.similarity.Aggregation.Clusters;
import io.lexiseg.vision.similarity.Aggregation.MeanEmbedding;
import io.lexiseg.vision.similarity.Aggregation.Separate;
import io.lexiseg.vision.similarity.Aggregation.Votes;

/** An aggregation as text. */
final class AggregationText {
  private static final int CLUSTERS = 8;
  private static final int VOTERS = 10;

  private AggregationText() {}

  static Aggregation parse(String text) {
    OptionText option = OptionText.parse(text);
    Aggregation aggregation =
        switch (option.name()) {
          case "mean-embedding" -> new MeanEmbedding();
          case "mean-similarity" -> new Separate(0);
          case "max-similarity" -> new Separate(1);
          case "separate" -> new Separate(option.number("maxShare", 1));
          case "k-means" -> clusters(option, false);
          case "spherical-k-means" -> clusters(option, true);
          case "votes" -> new Votes(option.integer("voters", VOTERS));
          default ->
              throw new IllegalArgumentException(
                  "expected mean-embedding, mean-similarity, max-similarity, separate, k-means, spherical-k-means or votes, got '%s'"
                      .formatted(option.name()));
        };
    return option.done(aggregation);
  }

  private static Clusters clusters(OptionText option, boolean spherical) {
    return new Clusters(
        option.integer("clusters", CLUSTERS), spherical, option.number("maxShare", 1));
  }

  static String of(Aggregation aggregation) {
    if (aggregation instanceof Separate separate) {
      return separate(separate.maxShare());
    }
    if (aggregation instanceof Clusters c) {
      return OptionText.of(
          c.spherical() ? "spherical-k-means" : "k-means",
          "clusters",
          c.clusters(),
          "maxShare",
          c.maxShare());
    }
    if (aggregation instanceof Votes votes) {
      return OptionText.of("votes", "voters", votes.voters());
    }
    return "mean-embedding";
  }

  private static String separate(double maxShare) {
    if (maxShare == 0) {
      return "mean-similarity";
    }
    return maxShare == 1 ? "max-similarity" : OptionText.of("separate", "maxShare", maxShare);
  }
}
