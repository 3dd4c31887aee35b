package io.lexiseg.indexbuilder.inspection;

import io.lexiseg.indexbuilder.inspection.InspectedPrototype.Near;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps the nearest of many vectors for a few. */
final class NearestNeighbours {
  private static final Comparator<Near> BEST =
      Comparator.comparing(Near::similarity, Comparator.reverseOrder()).thenComparing(Near::number);

  private final float[] values;
  private final double norm;
  private final int number;
  private final int count;
  private final List<Near> nearest = new ArrayList<>();

  /**
   * Looks for the neighbours of a vector.
   *
   * @param number of the vector, which is not its own neighbour
   * @param values finite, kept
   */
  NearestNeighbours(int number, float[] values, int count) {
    this.number = number;
    this.values = values;
    this.norm = Math.sqrt(product(values, values));
    this.count = count;
  }

  void offer(int other, String noun, float[] others, double othersNorm) {
    if (other == number || norm == 0 || othersNorm == 0) {
      return;
    }
    float similarity = (float) (product(values, others) / (norm * othersNorm));
    if (nearest.size() < count || similarity > nearest.get(count - 1).similarity()) {
      nearest.add(new Near(other, noun, similarity));
      nearest.sort(BEST);
      if (nearest.size() > count) {
        nearest.remove(count);
      }
    }
  }

  List<Near> nearest() {
    return List.copyOf(nearest);
  }

  static double norm(float[] values) {
    return Math.sqrt(product(values, values));
  }

  private static double product(float[] a, float[] b) {
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i + 1 < a.length; i += 2) {
      even += (double) a[i] * b[i];
      odd += (double) a[i + 1] * b[i + 1];
    }
    return i < a.length ? even + odd + (double) a[i] * b[i] : even + odd;
  }
}
