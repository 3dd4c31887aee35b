package io.lexiseg.lab.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rows, and the configurations measured for them, as {@code rows.json} lists them.
 *
 * @param rows in the order of the paper
 * @param configurations by name: preset of the pack {@code lite}, then changes
 */
record PaperRows(List<PaperRow> rows, Map<String, Configuration> configurations) {
  private static final String RESOURCE = "rows.json";

  /**
   * What is measured.
   *
   * @param preset of the pack {@code lite}
   * @param changes to it
   */
  record Configuration(String preset, Map<String, String> changes) {
    /** As a command line has it. */
    String text() {
      StringBuilder text = new StringBuilder("--preset ").append(preset);
      changes.forEach((key, value) -> text.append(" --set ").append(key).append('=').append(value));
      return text.toString();
    }
  }

  static PaperRows read() {
    try (InputStream in =
        Objects.requireNonNull(PaperRows.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      JsonNode json = new ObjectMapper().readTree(in);
      List<PaperRow> rows = new ArrayList<>();
      json.get("rows").forEach(row -> rows.add(row(row)));
      Map<String, Configuration> configurations = new LinkedHashMap<>();
      json.get("configurations")
          .properties()
          .forEach(entry -> configurations.put(entry.getKey(), configuration(entry)));
      return new PaperRows(rows, configurations);
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }

  private static PaperRow row(JsonNode row) {
    return new PaperRow(
        row.path("table").asText(),
        row.path("variant").asText(),
        row.path("configuration").asText(),
        row.path("test").asText(),
        row.path("published").asText(),
        row.path("measured").asText(),
        row.path("reason").asText());
  }

  private static Configuration configuration(Map.Entry<String, JsonNode> entry) {
    Map<String, String> changes = new LinkedHashMap<>();
    entry
        .getValue()
        .get("set")
        .properties()
        .forEach(change -> changes.put(change.getKey(), change.getValue().asText()));
    return new Configuration(entry.getValue().get("preset").asText(), changes);
  }
}
