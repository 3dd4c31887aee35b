package io.lexiseg.lab.rows;

import io.lexiseg.indexbuilder.dataset.SegmentationDataset;
import io.lexiseg.lab.rows.PaperRows.Configuration;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.lite.LitePack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code paper-rows [NAME=DIR [CONFIGURATION...]]}: writes docs/paper-rows.md; with a data set, a
 * folder of pictures, masks and names, measures the configurations on it first, all or those named.
 */
public final class PaperRowsCommand {
  private static final String INTRODUCTION = "introduction.md";

  private PaperRowsCommand() {}

  /**
   * Runs the command.
   *
   * @param home root of the repository
   * @throws IOException if results cannot be read or written
   */
  public static void run(Path home, List<String> words) throws IOException {
    PaperRows rows = PaperRows.read();
    Path results = home.resolve("docs").resolve("paper-rows");
    if (!words.isEmpty()) {
      measure(home, rows, results, words);
    }
    Path page = home.resolve("docs").resolve("paper-rows.md");
    String introduction = Files.readString(results.resolve(INTRODUCTION));
    Files.writeString(page, new RowTable(rows, results).page(introduction));
    System.err.println(page);
  }

  private static void measure(Path home, PaperRows rows, Path results, List<String> words)
      throws IOException {
    String[] place = words.get(0).split("=", 2);
    if (place.length < 2) {
      throw new IllegalArgumentException("paper-rows: expected NAME=DIR, got " + words.get(0));
    }
    Map<String, Configuration> chosen = new LinkedHashMap<>(rows.configurations());
    if (words.size() > 1) {
      chosen.keySet().retainAll(words.subList(1, words.size()));
    }
    SegmentationDataset dataset = SegmentationDataset.open(Path.of(place[1]));
    try (RowMeasurement measurement =
        new RowMeasurement(
            LitePack.install(PackStore.standard(), (step, done, total) -> {}), home, dataset)) {
      measurement.measure(chosen, results.resolve(place[0]));
    }
  }
}
