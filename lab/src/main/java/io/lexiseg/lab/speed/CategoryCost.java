package io.lexiseg.lab.speed;

import io.lexiseg.vision.segmentation.EncodedImage;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.similarity.CategoryBank;
import java.util.ArrayList;
import java.util.List;

/**
 * What a frame costs with 20, 150 and 1000 categories, alone and with the rest of the world: the
 * median time to encode it, which no category changes, and to compare it with each vocabulary.
 * Rounds go over pictures and vocabularies in turn, so that what else the machine does hits all
 * alike.
 */
final class CategoryCost {
  private static final int[] SIZES = {20, 150, 1000};

  private final CategoryCostModel model;
  private final int rounds;

  /**
   * Prepares.
   *
   * @param rounds measurements of each picture and vocabulary, after one for warming up, at least 1
   */
  CategoryCost(CategoryCostModel model, int rounds) {
    this.model = model;
    this.rounds = rounds;
  }

  /** A vocabulary under a background. */
  private record Measured(String background, int names, CategoryBank bank, List<Double> millis) {}

  /** Runs and prints a table for each way to cover a picture. */
  void run() {
    System.out.printf(
        "%-8s %-8s %-6s %5s %10s %10s %10s %7s%n",
        "pack", "windows", "others", "names", "encode ms", "compare ms", "frame ms", "ratio");
    for (String windowing : List.of("sliding", "whole")) {
      measure(model.settings().with("windowing", windowing), windowing);
    }
  }

  private List<Measured> vocabularies() {
    List<Measured> vocabularies = new ArrayList<>();
    for (String background : model.backgrounds()) {
      for (int names : SIZES) {
        CategoryBank bank = model.vocabulary().categories(background, names);
        vocabularies.add(new Measured(background, names, bank, new ArrayList<>()));
      }
    }
    return vocabularies;
  }

  private void measure(SegmentationSettings settings, String windowing) {
    List<Double> encoding = new ArrayList<>();
    List<Measured> vocabularies = vocabularies();
    for (int round = 0; round <= rounds; round++) {
      for (var picture : model.pictures()) {
        long start = System.nanoTime();
        EncodedImage encoded = model.segmenter().encode(picture, settings);
        double encodeMs = since(start);
        for (Measured vocabulary : vocabularies) {
          double compareMs =
              compare(
                  encoded.scoredBy(settings.with("background", vocabulary.background())),
                  vocabulary.bank());
          if (round > 0) {
            vocabulary.millis().add(compareMs);
          }
        }
        if (round > 0) {
          encoding.add(encodeMs);
        }
      }
    }
    print(windowing, median(encoding), vocabularies);
  }

  /** The faster of two, as the first warms the caches that the vocabulary before has filled. */
  private static double compare(EncodedImage encoded, CategoryBank bank) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 2; i++) {
      long start = System.nanoTime();
      encoded.segment(bank);
      best = Math.min(best, since(start));
    }
    return best;
  }

  private void print(String windowing, double encode, List<Measured> vocabularies) {
    double first = 0;
    for (Measured vocabulary : vocabularies) {
      double compare = median(vocabulary.millis());
      double frame = encode + compare;
      first = vocabulary.names() == SIZES[0] ? frame : first;
      System.out.printf(
          "%-8s %-8s %-6s %5d %10.1f %10.1f %10.1f %7.3f%n",
          model.name(),
          windowing,
          vocabulary.background(),
          vocabulary.names(),
          encode,
          compare,
          frame,
          frame / first);
    }
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
