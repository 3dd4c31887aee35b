package io.lexiseg.vision.setting;

import io.lexiseg.vision.option.OptionKind;
import io.lexiseg.vision.option.OptionKinds;
import io.lexiseg.vision.similarity.Aggregation;
import io.lexiseg.vision.similarity.Aggregation.MeanEmbedding;
import io.lexiseg.vision.similarity.Aggregation.Nearest;
import io.lexiseg.vision.similarity.Aggregation.Separate;
import java.util.List;
import java.util.ServiceLoader;

/** The aggregations that settings can name. */
final class AggregationKinds {
  private static final OptionKinds<Aggregation> KNOWN =
      new OptionKinds<>(
          List.of(
              OptionKind.of("mean-embedding", option -> new MeanEmbedding()),
              OptionKind.of("nearest", Nearest::parse),
              OptionKind.of("mean-similarity", option -> new Separate(0)),
              OptionKind.of("max-similarity", option -> new Separate(1)),
              OptionKind.of("separate", Separate::parse)),
          ServiceLoader.load(AggregationKind.class, AggregationKind.class.getClassLoader()));

  private AggregationKinds() {}

  static Aggregation parse(String text) {
    return KNOWN.parse(text);
  }
}
