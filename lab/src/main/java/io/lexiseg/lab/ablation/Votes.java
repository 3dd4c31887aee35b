package io.lexiseg.lab.ablation;

import io.lexiseg.vision.option.OptionText;
import io.lexiseg.vision.setting.AggregationKind;
import io.lexiseg.vision.similarity.Aggregation;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.similarity.CategorySimilarity;

/**
 * All are kept; of the most similar ones over all categories, each category sums those of its own.
 *
 * @param voters how many are summed, at least 1
 */
public record Votes(int voters) implements Aggregation {
  private static final int RELEASED = 10;

  public Votes {
    if (voters < 1) {
      throw new IllegalArgumentException("aggregation: expected at least one voter, got " + voters);
    }
  }

  @Override
  public String text() {
    return OptionText.of(Kind.NAME, "voters", voters);
  }

  @Override
  public boolean keepsRows() {
    return true;
  }

  @Override
  public CategorySimilarity similarity(CategoryBank bank, int from, int to) {
    return new VoteSimilarity(bank, from, to, voters);
  }

  /** Adds them to the settings. */
  public static final class Kind implements AggregationKind {
    private static final String NAME = "votes";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Aggregation parse(OptionText option) {
      return new Votes(option.integer("voters", RELEASED));
    }
  }
}
