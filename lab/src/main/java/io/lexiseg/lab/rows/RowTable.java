package io.lexiseg.lab.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Writes the page of the paper's rows from the rows and the files of results. */
final class RowTable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PaperRows rows;
  private final Path results;

  /**
   * @param results a folder with a folder of {@code NAME.json} for each data set
   */
  RowTable(PaperRows rows, Path results) {
    this.rows = rows;
    this.results = results;
  }

  /** The page, in Markdown. */
  String page(String introduction) throws IOException {
    StringBuilder page = new StringBuilder(introduction);
    String table = "";
    for (PaperRow row : rows.rows()) {
      if (!row.table().equals(table)) {
        table = row.table();
        page.append("\n## ").append(table).append("\n\n");
        line(page, "variant", "pack and settings", "test", "published mIoU", "measured here");
        page.append("|---|---|---|---|---|\n");
      }
      line(
          page,
          row.variant(),
          code(row.configuration()),
          code(row.test()),
          row.published().isEmpty() ? "–" : row.published(),
          row.measured().isEmpty() ? "– (" + row.reason() + ")" : measured(row.measured()));
    }
    page.append("\n## Measured configurations\n\n");
    page.append(
        """
        Figures are mIoU / pixel accuracy in percent, then milliseconds a picture for everything but the networks, on
        one thread.

        """);
    StringJoiner header = new StringJoiner(" | ", "| name | settings of `lite` | ", " |\n");
    datasets().forEach(dataset -> header.add(dataset.getFileName().toString()));
    page.append(header).append("|---|---|").append("---|".repeat(datasets().size())).append("\n");
    for (String name : rows.configurations().keySet()) {
      StringJoiner cells = new StringJoiner(" | ", "| ", " |\n");
      cells.add(name).add(code(rows.configurations().get(name).text()));
      for (Path dataset : datasets()) {
        cells.add(figures(dataset, name, true));
      }
      page.append(cells);
    }
    return page.toString();
  }

  private List<Path> datasets() throws IOException {
    try (var folders = Files.list(results)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  private String measured(String name) throws IOException {
    StringJoiner cells = new StringJoiner("; ", "`lite`: ", "");
    for (Path dataset : datasets()) {
      String figures = figures(dataset, name, false);
      if (!figures.equals("–")) {
        cells.add(dataset.getFileName() + " " + figures);
      }
    }
    return cells.toString();
  }

  private static String figures(Path dataset, String name, boolean time) throws IOException {
    Path file = dataset.resolve(name + ".json");
    if (!Files.isRegularFile(file)) {
      return "–";
    }
    JsonNode result = JSON.readTree(Files.readString(file));
    String figures =
        String.format(
            Locale.ROOT,
            "%.1f / %.1f",
            result.path("report").path("mIoU").asDouble(),
            result.path("report").path("pixelAccuracy").asDouble());
    return time ? figures + ", " + result.path("afterNetworksMs").asLong() + " ms" : figures;
  }

  private static String code(String text) {
    return text.isEmpty() ? "–" : "`" + text.replace("|", "\\|") + "`"; // a bar ends a cell, else
  }

  private static void line(StringBuilder page, String... cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
