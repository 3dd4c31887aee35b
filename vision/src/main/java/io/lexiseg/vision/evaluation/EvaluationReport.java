package io.lexiseg.vision.evaluation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The figures of one evaluation in percent, for programs and for people. */
public final class EvaluationReport {
  private final List<String> names;
  private final ConfusionMatrix matrix;

  private EvaluationReport(List<String> names, ConfusionMatrix matrix) {
    this.names = names;
    this.matrix = matrix;
  }

  /**
   * Reports a matrix, as it stands whenever the report is asked.
   *
   * @param names of categories 1..N, in order
   * @throws IllegalArgumentException if there are not N names
   */
  public static EvaluationReport of(List<String> names, ConfusionMatrix matrix) {
    if (names.size() != matrix.categories()) {
      throw new IllegalArgumentException(
          "evaluation report: expected %d names, got %d"
              .formatted(matrix.categories(), names.size()));
    }
    return new EvaluationReport(List.copyOf(names), matrix);
  }

  /**
   * One JSON object, in percent, {@code null} where undefined: {@code mIoU} (mean over the
   * categories that have reference pixels), {@code mIoUOverUnion} (also over those that are only
   * predicted, as mmsegmentation), {@code pixelAccuracy}, {@code perCategory} (IoU by name).
   */
  public String toJson() {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    put(report, "mIoU", matrix.meanIouOverReference());
    put(report, "mIoUOverUnion", matrix.meanIouOverUnion());
    put(report, "pixelAccuracy", matrix.pixelAccuracy());
    ObjectNode perCategory = report.putObject("perCategory");
    for (int category = 1; category <= names.size(); category++) {
      put(perCategory, names.get(category - 1), matrix.iou(category));
    }
    return report.toString();
  }

  private static void put(ObjectNode node, String key, OptionalDouble fraction) {
    if (fraction.isPresent()) {
      node.put(key, Math.round(fraction.getAsDouble() * 1e6) / 1e4);
    } else {
      node.putNull(key);
    }
  }

  /** A line for each category that occurs, then the means; lines end in a line feed. */
  public String toTable() {
    int width = Math.max(8, names.stream().mapToInt(String::length).max().orElse(0));
    double all = Math.max(1, referencePixels());
    StringBuilder table = new StringBuilder();
    row(table, width, "category", "IoU", "of pixels");
    for (int category = 1; category <= names.size(); category++) {
      if (matrix.iou(category).isPresent()) {
        double share = matrix.referencePixels(category) / all;
        String iou = percent(matrix.iou(category));
        row(table, width, names.get(category - 1), iou, percent(OptionalDouble.of(share)));
      }
    }
    row(table, width, "mIoU", percent(matrix.meanIouOverReference()), "of categories in reference");
    row(table, width, "", percent(matrix.meanIouOverUnion()), "of categories that occur at all");
    row(table, width, "accuracy", percent(matrix.pixelAccuracy()), "of pixels");
    return table.toString();
  }

  private static void row(StringBuilder table, int width, String name, String value, String note) {
    table.append(name).append(" ".repeat(width - name.length() + 2));
    table.append(" ".repeat(Math.max(0, 7 - value.length()))).append(value);
    table.append("  ").append(note).append('\n');
  }

  private long referencePixels() {
    long pixels = 0;
    for (int category = 1; category <= names.size(); category++) {
      pixels += matrix.referencePixels(category);
    }
    return pixels;
  }

  private static String percent(OptionalDouble fraction) {
    return fraction.isPresent()
        ? String.format(Locale.ROOT, "%.2f%%", 100 * fraction.getAsDouble())
        : "-";
  }
}
