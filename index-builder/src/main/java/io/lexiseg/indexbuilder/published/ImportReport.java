package io.lexiseg.indexbuilder.published;

import io.lexiseg.indexbuilder.faiss.FaissKeys;
import io.lexiseg.indexbuilder.faiss.FaissLayout;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What reading published files showed.
 *
 * @param facts for the manifest: what was read, its checksums, what was dropped
 * @param warnings for people, one a line
 */
public record ImportReport(Map<String, String> facts, List<String> warnings) {
  private static final int LISTED = 20;

  public ImportReport {
    facts = Map.copyOf(facts);
    warnings = List.copyOf(warnings);
  }

  static ImportReport of(
      FaissKeys keys,
      KeyScan scan,
      PrototypeFiles.Reading reading,
      PrototypeSpill spill,
      ImportSettings settings) {
    List<String> warnings = new ArrayList<>();
    if (reading.hidden() > 0) {
      warnings.add(
          "%s: left out %d hidden files, such as %s"
              .formatted(reading.name(), reading.hidden(), reading.hiddenNames()));
    }
    Map<Defect, Integer> dropped = new EnumMap<>(Defect.class);
    for (int row = 0; row < spill.count(); row++) {
      Optional<Defect> defect = Defect.of(scan.state(row), spill.state(row));
      if (defect.isPresent()) {
        dropped.merge(defect.get(), 1, Integer::sum);
        if (warnings.size() < LISTED) {
          warnings.add(
              "row %d, %s: dropped, %s".formatted(row, spill.name(row), defect.get().words()));
        }
      }
    }
    return new ImportReport(facts(keys, scan, reading, dropped, settings), warnings);
  }

  private static Map<String, String> facts(
      FaissKeys keys,
      KeyScan scan,
      PrototypeFiles.Reading reading,
      Map<Defect, Integer> dropped,
      ImportSettings settings) {
    FaissLayout layout = keys.layout();
    return Map.of(
        "builder",
        "index import",
        "faiss",
        "%s, %s, %d keys of %d components, SHA-256 %s"
            .formatted(
                keys.file().toAbsolutePath().getFileName(),
                layout.type(),
                layout.count(),
                layout.dimension(),
                scan.sha256()),
        "prototypes",
        "%s, %d bytes, SHA-256 %s".formatted(reading.name(), reading.bytes(), reading.sha256()),
        "dropped",
        dropped(dropped, layout.count()),
        "keys",
        scan.norms() + (settings.unitKeys() ? ", brought to unit norm" : ", as they were"),
        "pack",
        settings.pack().id(),
        "nouns",
        settings.nouns().pattern());
  }

  private static String dropped(Map<Defect, Integer> dropped, int count) {
    int all = dropped.values().stream().mapToInt(Integer::intValue).sum();
    String reasons =
        dropped.entrySet().stream()
            .map(entry -> "%s %d".formatted(entry.getKey().words(), entry.getValue()))
            .collect(Collectors.joining(", "));
    return "%d of %d pairs".formatted(all, count) + (all == 0 ? "" : ": " + reasons);
  }
}
