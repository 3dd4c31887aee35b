package io.lexiseg.lab.ablation;

import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.similarity.CategorySimilarity;
import io.lexiseg.vision.similarity.LocalSimilarity;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/**
 * The sum of the cosines to those prototypes of a category that are among the most similar ones of
 * all categories: nearest neighbours that vote with their similarity. Of equally similar prototypes
 * the first counts.
 *
 * <p>Source: the authors' program; docs/method.md, section 2. Immutable.
 */
final class VoteSimilarity implements CategorySimilarity {
  private final CategoryBank bank;
  private final int from;
  private final int to;
  private final int voters;

  VoteSimilarity(CategoryBank bank, int from, int to, int voters) {
    Objects.checkFromToIndex(from, to, bank.size());
    this.bank = bank;
    this.from = from;
    this.to = to;
    this.voters = voters;
  }

  @Override
  public int categories() {
    return to - from;
  }

  @Override
  public float[][] cosines(float[] features, int[] rows, IntToDoubleFunction norm) {
    int kept = Math.min(voters, bank.firstRow(bank.size()));
    Ballot[] ballots = new Ballot[rows.length];
    for (int k = 0; k < ballots.length; k++) {
      ballots[k] = new Ballot(kept);
    }
    for (int n = 0; n < bank.size(); n++) {
      LocalSimilarity prototypes =
          LocalSimilarity.ofRows(bank, bank.firstRow(n), bank.firstRow(n + 1));
      float[][] cosines = prototypes.cosines(features, rows, norm);
      for (int k = 0; k < ballots.length; k++) {
        for (float cosine : cosines[k]) {
          ballots[k].offer(cosine, n);
        }
      }
    }
    float[][] sums = new float[rows.length][categories()];
    for (int k = 0; k < ballots.length; k++) {
      ballots[k].count(sums[k]);
    }
    return sums;
  }

  /** The best votes so far, best first. */
  private final class Ballot {
    private final float[] cosines;
    private final int[] categories;
    private int size;

    Ballot(int kept) {
      cosines = new float[kept];
      categories = new int[kept];
    }

    void offer(float cosine, int category) {
      if (size == cosines.length && (size == 0 || cosine <= cosines[size - 1])) {
        return;
      }
      int at = Math.min(size, cosines.length - 1);
      while (at > 0 && cosines[at - 1] < cosine) {
        cosines[at] = cosines[at - 1];
        categories[at] = categories[at - 1];
        at--;
      }
      cosines[at] = cosine;
      categories[at] = category;
      size = Math.min(size + 1, cosines.length);
    }

    void count(float[] sums) {
      for (int i = 0; i < size; i++) {
        if (categories[i] >= from && categories[i] < to) {
          sums[categories[i] - from] += cosines[i];
        }
      }
    }
  }
}
