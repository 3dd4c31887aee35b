package io.lexiseg.lab.believe;

import io.lexiseg.lab.evaluation.request.Configuration;
import io.lexiseg.lab.figure.Bootstrap;
import io.lexiseg.lab.figure.ConfusionMatrix;
import io.lexiseg.lab.figure.PictureCounts;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Figures of one task, a line for each configuration, compared with the first. */
final class BelieveTable {
  private static final int ROUNDS = 1000;
  private static final double TAIL = 0.025;

  private BelieveTable() {}

  /** Lines for people, in percent. */
  static String of(
      MeasuredTask task, List<Configuration> configurations, List<List<PictureCounts>> counts) {
    StringBuilder table = new StringBuilder();
    int pictures = counts.get(0).size();
    table.append(
        String.format(
            Locale.ROOT,
            "%s: %d pictures, %d words%s%n%-26s %6s %13s %7s %15s %7s %7s %7s%n",
            task.label(),
            pictures,
            task.words().size(),
            task.isOpen() ? " and no category" : "",
            "",
            "mIoU",
            "95 %",
            "change",
            "95 %",
            "union",
            "pixels",
            task.isOpen() ? "none P/R" : "none"));
    Bootstrap bootstrap = new Bootstrap(pictures, ROUNDS);
    double[] base = bootstrap.meanIous(counts.get(0), task.categories());
    double first = 0;
    for (int c = 0; c < counts.size(); c++) {
      ConfusionMatrix matrix = new ConfusionMatrix(task.categories());
      counts.get(c).forEach(matrix::add);
      double[] draws = bootstrap.meanIous(counts.get(c), task.categories());
      double[] change = Bootstrap.difference(draws, base);
      double mean = 100 * matrix.meanIouOverReference().orElse(0);
      first = c == 0 ? mean : first;
      table.append(
          String.format(
              Locale.ROOT,
              "%-26s %6.2f %6.1f..%-5.1f %+7.2f %+7.2f..%-+6.2f %7.2f %7.2f %7s%n",
              configurations.get(c).label(),
              mean,
              100 * Bootstrap.quantile(draws, TAIL),
              100 * Bootstrap.quantile(draws, 1 - TAIL),
              mean - first,
              100 * Bootstrap.quantile(change, TAIL),
              100 * Bootstrap.quantile(change, 1 - TAIL),
              100 * matrix.meanIouOverUnion().orElse(0),
              100 * matrix.pixelAccuracy().orElse(0),
              none(task, matrix)));
    }
    return table.toString();
  }

  /** Precision and recall of no category; where everything has one, the share that got none. */
  private static String none(MeasuredTask task, ConfusionMatrix matrix) {
    if (!task.isOpen()) {
      long none = 0;
      for (int category = 1; category <= task.categories(); category++) {
        none += matrix.count(category, 0);
      }
      return percent(OptionalDouble.of((double) none / Math.max(1, matrix.referencePixels())));
    }
    int none = task.categories();
    long predicted = matrix.predictedPixels(none);
    OptionalDouble precision =
        predicted == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of((double) matrix.count(none, none) / predicted);
    return percent(precision) + "/" + percent(matrix.accuracy(none));
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent() ? String.format(Locale.ROOT, "%.1f", 100 * share.getAsDouble()) : "-";
  }
}
