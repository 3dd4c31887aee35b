package io.lexiseg.lab.speed;

import io.lexiseg.vision.segmentation.EncodedImage;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.similarity.CategoryBank;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a frame costs with 20, 150 and 1000 categories: the median time to encode it, which no
 * category changes, and to compare it with each vocabulary. Rounds go over pictures and
 * vocabularies in turn, so that what else the machine does hits all alike.
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

  /** Runs and prints a table for each way to cover a picture. */
  void run() {
    List<CategoryBank> banks = Arrays.stream(SIZES).mapToObj(model::categories).toList();
    System.out.printf(
        "%-8s %-8s %5s %10s %10s %10s %7s%n",
        "pack", "windows", "names", "encode ms", "compare ms", "frame ms", "ratio");
    for (String windowing : List.of("sliding", "whole")) {
      measure(model.settings().with("windowing", windowing), windowing, banks);
    }
  }

  private void measure(SegmentationSettings settings, String windowing, List<CategoryBank> banks) {
    List<Double> encoding = new ArrayList<>();
    List<List<Double>> comparing = banks.stream().map(bank -> samples()).toList();
    for (int round = 0; round <= rounds; round++) {
      for (var picture : model.pictures()) {
        long start = System.nanoTime();
        EncodedImage encoded = model.segmenter().encode(picture, settings);
        double encodeMs = since(start);
        for (int b = 0; b < banks.size(); b++) {
          double compareMs = compare(encoded, banks.get(b));
          if (round > 0) {
            comparing.get(b).add(compareMs);
          }
        }
        if (round > 0) {
          encoding.add(encodeMs);
        }
      }
    }
    print(windowing, median(encoding), comparing.stream().map(CategoryCost::median).toList());
  }

  private static List<Double> samples() {
    return new ArrayList<>();
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

  private void print(String windowing, double encode, List<Double> compare) {
    double first = encode + compare.get(0);
    for (int b = 0; b < compare.size(); b++) {
      double frame = encode + compare.get(b);
      System.out.printf(
          "%-8s %-8s %5d %10.1f %10.1f %10.1f %7.3f%n",
          model.name(), windowing, SIZES[b], encode, compare.get(b), frame, frame / first);
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
