package io.lexiseg.lab.figure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/** The figures of one evaluation in percent, for programs and for people. */
public final class EvaluationReport {
  private final List<String> names;
  private final Averaging averaging;
  private final int pictures;
  private final ConfusionMatrix matrix;
  private final SmallObjects small;
  private final BoundaryScore boundaries;

  /** Which categories the mean IoU is taken over. */
  public enum Averaging {
    /** Those that have reference pixels: for a few pictures with many names. */
    OVER_REFERENCE,
    /** Those that have reference or predicted pixels, as mmsegmentation does: for benchmarks. */
    OVER_UNION
  }

  private EvaluationReport(List<String> names, Averaging averaging, int pictures) {
    this.names = names;
    this.averaging = averaging;
    this.pictures = pictures;
    this.matrix = new ConfusionMatrix(names.size());
    this.small = new SmallObjects(names.size());
    this.boundaries = new BoundaryScore(names.size());
  }

  /**
   * Reports on pictures.
   *
   * @param names of categories 1..N, in order
   * @throws IllegalArgumentException if a picture has a category beyond N
   */
  public static EvaluationReport of(
      List<String> names, Averaging averaging, Collection<PictureCounts> pictures) {
    EvaluationReport report = new EvaluationReport(List.copyOf(names), averaging, pictures.size());
    pictures.forEach(report.matrix::add);
    pictures.forEach(report.small::add);
    pictures.forEach(report.boundaries::add);
    return report;
  }

  /** Mean IoU, 0..1, over the categories that were asked for; empty without any. */
  public OptionalDouble meanIou() {
    return averaging == Averaging.OVER_UNION
        ? matrix.meanIouOverUnion()
        : matrix.meanIouOverReference();
  }

  /** Counts of all pictures together; read only. */
  public ConfusionMatrix matrix() {
    return matrix;
  }

  /** Mean IoU of small objects (docs/evaluation.md), 0..1; empty where nothing is small. */
  public OptionalDouble smallObjectIou() {
    return small.meanIou();
  }

  /** Mean F-score of boundaries (docs/evaluation.md), 0..1; empty where there are none. */
  public OptionalDouble boundaryF() {
    return boundaries.mean();
  }

  /**
   * The figures, in percent, {@code null} where undefined: {@code mIoU} as asked for, {@code
   * mIoUOverReference}, {@code mIoUOverUnion}, {@code pixelAccuracy}, {@code majorityAccuracy},
   * {@code unpaintedShare}, {@code meanAccuracy}, {@code zeroIoUShare}, {@code smallObjectIoU},
   * {@code boundaryF}, {@code pictures}; by name of category {@code perCategory} (IoU), {@code
   * perCategoryAccuracy}, {@code perCategorySmallObject}, {@code perCategoryBoundaryF}.
   */
  public ObjectNode json() {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    put(report, "mIoU", meanIou());
    put(report, "mIoUOverReference", matrix.meanIouOverReference());
    put(report, "mIoUOverUnion", matrix.meanIouOverUnion());
    put(report, "pixelAccuracy", matrix.pixelAccuracy());
    put(report, "majorityAccuracy", matrix.majorityAccuracy());
    put(report, "unpaintedShare", matrix.unpaintedShare());
    put(report, "meanAccuracy", matrix.meanAccuracy());
    put(report, "zeroIoUShare", matrix.zeroIouShare());
    put(report, "smallObjectIoU", smallObjectIou());
    put(report, "boundaryF", boundaryF());
    report.put("pictures", pictures);
    putEach(report.putObject("perCategory"), matrix::iou);
    putEach(report.putObject("perCategoryAccuracy"), matrix::accuracy);
    putEach(report.putObject("perCategorySmallObject"), small::iou);
    putEach(report.putObject("perCategoryBoundaryF"), boundaries::f);
    return report;
  }

  /** {@link #json} as one line. */
  public String toJson() {
    return json().toString();
  }

  private void putEach(ObjectNode node, IntFunction<OptionalDouble> figure) {
    for (int category = 1; category <= names.size(); category++) {
      put(node, names.get(category - 1), figure.apply(category));
    }
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
    StringBuilder table = new StringBuilder();
    row(table, width, "category", "IoU", "of pixels");
    for (int category = 1; category <= names.size(); category++) {
      if (matrix.iou(category).isPresent()) {
        row(table, width, names.get(category - 1), percent(matrix.iou(category)), share(category));
      }
    }
    row(table, width, "mIoU", percent(matrix.meanIouOverReference()), "of categories in reference");
    row(table, width, "", percent(matrix.meanIouOverUnion()), "of categories that occur at all");
    row(table, width, "accuracy", percent(matrix.pixelAccuracy()), "of pixels");
    row(table, width, "", percent(matrix.meanAccuracy()), "mean of categories in reference");
    row(table, width, "majority", percent(matrix.majorityAccuracy()), "if all were the commonest");
    row(table, width, "unpainted", percent(matrix.unpaintedShare()), "of pixels got no category");
    row(table, width, "zero IoU", percent(matrix.zeroIouShare()), "of categories in reference");
    row(table, width, "small", percent(smallObjectIou()), "mIoU where at most 1% of the picture");
    row(table, width, "boundary", percent(boundaryF()), "mean F within 0.75% of the diagonal");
    return table.toString();
  }

  private static void row(StringBuilder table, int width, String name, String value, String note) {
    table.append(name).append(" ".repeat(width - name.length() + 2));
    table.append(" ".repeat(Math.max(0, 7 - value.length()))).append(value);
    table.append("  ").append(note).append('\n');
  }

  private String share(int category) {
    double all = Math.max(1, matrix.referencePixels());
    return percent(OptionalDouble.of(matrix.referencePixels(category) / all));
  }

  /** The same in Markdown: the means, then a table of all categories. */
  public String toMarkdown() {
    StringBuilder text = new StringBuilder();
    text.append("| figure | percent |\n|---|---|\n");
    line(text, "**mIoU**", percent(meanIou()));
    line(text, "mIoU of categories in the reference", percent(matrix.meanIouOverReference()));
    line(text, "mIoU of categories that occur at all", percent(matrix.meanIouOverUnion()));
    line(text, "pixel accuracy (aAcc)", percent(matrix.pixelAccuracy()));
    line(text, "mean accuracy (mAcc)", percent(matrix.meanAccuracy()));
    line(text, "categories with IoU 0", percent(matrix.zeroIouShare()));
    line(text, "mIoU of small objects", percent(smallObjectIou()));
    line(text, "F-score of boundaries", percent(boundaryF()));
    text.append(
        "\n| category | IoU | accuracy | small objects | boundary | of pixels |\n|---|---|---|---|---|---|\n");
    for (int category = 1; category <= names.size(); category++) {
      line(
          text,
          names.get(category - 1).replace("|", "\\|"),
          percent(matrix.iou(category)),
          percent(matrix.accuracy(category)),
          percent(small.iou(category)),
          percent(boundaries.f(category)),
          share(category));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** A share as people read it, a dash where there is none. */
  public static String percent(OptionalDouble fraction) {
    return fraction.isPresent()
        ? String.format(Locale.ROOT, "%.2f%%", 100 * fraction.getAsDouble())
        : "-";
  }
}
