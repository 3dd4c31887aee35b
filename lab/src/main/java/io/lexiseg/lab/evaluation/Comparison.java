package io.lexiseg.lab.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset;
import io.lexiseg.lab.figure.EvaluationReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Configurations side by side, in the order in which they were asked for. */
public final class Comparison {
  private static final List<String> HEADINGS =
      List.of(
          "configuration",
          "mIoU",
          "aAcc",
          "mAcc",
          "zero IoU",
          "small objects",
          "boundary F",
          "ms per picture");

  private final List<EvaluationResult> results;

  /** Puts results side by side. */
  public Comparison(List<EvaluationResult> results) {
    this.results = List.copyOf(results);
  }

  /** An array with an object for each configuration: {@code label}, then its report. */
  public ArrayNode json() {
    ArrayNode array = new ObjectMapper().createArrayNode();
    results.forEach(result -> array.addObject().put("label", result.label()).setAll(result.json()));
    return array;
  }

  /** Columns for people. */
  public String toTable() {
    List<List<String>> rows = rows();
    int[] widths =
        IntStream.range(0, HEADINGS.size())
            .map(c -> rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0))
            .toArray();
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, widths.length)
                    .mapToObj(c -> padded(row.get(c), c == 0 ? -widths[c] : widths[c]))
                    .collect(Collectors.joining("  ")))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String padded(String text, int width) {
    return String.format(Locale.ROOT, "%" + width + "s", text);
  }

  /** The same as a table in Markdown. */
  private String toMarkdown() {
    List<String> lines = new ArrayList<>();
    rows().forEach(row -> lines.add("| " + String.join(" | ", row) + " |"));
    lines.add(1, "|---".repeat(HEADINGS.size()) + "|");
    return String.join("\n", lines) + "\n";
  }

  /** Writes {@code comparison.json} and {@code comparison.md} into a folder. */
  public void write(Path folder, SegmentationDataset dataset) {
    EvaluationFiles.write(folder.resolve("comparison.json"), json().toPrettyString() + "\n");
    EvaluationFiles.write(
        folder.resolve("comparison.md"),
        "# %s%n%n%d pictures, in percent%n%n%s"
            .formatted(dataset.title(), results.get(0).pictures().size(), toMarkdown()));
  }

  private List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    results.forEach(result -> rows.add(row(result)));
    return rows;
  }

  private static List<String> row(EvaluationResult result) {
    EvaluationReport report = result.report();
    return List.of(
        result.label(),
        number(report.meanIou()),
        number(report.matrix().pixelAccuracy()),
        number(report.matrix().meanAccuracy()),
        number(report.matrix().zeroIouShare()),
        number(report.smallObjectIou()),
        number(report.boundaryF()),
        String.valueOf(Math.round(result.millis())));
  }

  private static String number(OptionalDouble fraction) {
    return fraction.isPresent()
        ? String.format(Locale.ROOT, "%.2f", 100 * fraction.getAsDouble())
        : "-";
  }
}
