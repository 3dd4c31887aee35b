package io.lexiseg.vision.refinement;

import io.lexiseg.vision.image.RgbImage;

/** The oracle: docs/method.md, section 14, pixel by pixel in double precision. */
public final class PlainPamr {
  private PlainPamr() {}

  /** The refined plane. */
  public static double[] refine(double[] plane, RgbImage image, PamrParameters parameters) {
    double[] refined = plane;
    for (int i = 0; i < parameters.iterations(); i++) {
      double[] next = new double[plane.length];
      for (int p = 0; p < next.length; p++) {
        next[p] = mean(refined, image, parameters, p);
      }
      refined = next;
    }
    return refined;
  }

  private static double mean(double[] plane, RgbImage image, PamrParameters parameters, int p) {
    double[] deviations = deviations(image, parameters, p);
    double mean = 0;
    double mass = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int pass = 0; pass < 2; pass++) {
      for (int dilation : parameters.dilations()) {
        for (int direction = 0; direction < 9; direction++) {
          int q = neighbour(image, p, direction, dilation);
          if (direction != 4 && pass == 0) {
            highest = Math.max(highest, affinity(image, deviations, p, q));
          } else if (direction != 4) {
            double weight = Math.exp(affinity(image, deviations, p, q) - highest);
            mean += weight * plane[q];
            mass += weight;
          }
        }
      }
    }
    return mean / mass;
  }

  private static double affinity(RgbImage image, double[] deviations, int p, int q) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      sum -= Math.abs(sample(image, p, c) - sample(image, q, c)) / (1e-8 + 0.1 * deviations[c]);
    }
    return sum / 3;
  }

  private static double[] deviations(RgbImage image, PamrParameters parameters, int p) {
    double[] deviations = new double[3];
    int count = 9 * parameters.dilations().size();
    for (int c = 0; c < 3; c++) {
      double sum = 0;
      for (int dilation : parameters.dilations()) {
        for (int direction = 0; direction < 9; direction++) {
          sum += sample(image, neighbour(image, p, direction, dilation), c);
        }
      }
      double squares = 0;
      for (int dilation : parameters.dilations()) {
        for (int direction = 0; direction < 9; direction++) {
          double off = sample(image, neighbour(image, p, direction, dilation), c) - sum / count;
          squares += off * off;
        }
      }
      deviations[c] = Math.sqrt(squares / (count - 1));
    }
    return deviations;
  }

  private static int neighbour(RgbImage image, int p, int direction, int dilation) {
    int y = p / image.width() + (direction / 3 - 1) * dilation;
    int x = p % image.width() + (direction % 3 - 1) * dilation;
    int row = Math.max(0, Math.min(y, image.height() - 1));
    return row * image.width() + Math.max(0, Math.min(x, image.width() - 1));
  }

  private static double sample(RgbImage image, int p, int channel) {
    return image.pixels()[p * 3 + channel] & 0xff;
  }
}
