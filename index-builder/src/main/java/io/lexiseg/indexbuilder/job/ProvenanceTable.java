package io.lexiseg.indexbuilder.job;

import io.lexiseg.indexbuilder.filter.FilterSettings;
import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.indexbuilder.generation.DropReason;
import io.lexiseg.indexbuilder.generation.DroppedNoun;
import io.lexiseg.indexbuilder.generation.GeneratedPrototype;
import io.lexiseg.indexbuilder.generation.PrototypeProvenance;
import io.lexiseg.prototypes.UnavailableException;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Two tables for people and programs beside an index: where each prototype comes from, and what was
 * dropped and why. Columns are separated by tabs.
 */
final class ProvenanceTable implements AutoCloseable {
  static final String PROTOTYPES = "prototypes.tsv";
  static final String DROPPED = "dropped.tsv";

  private final Path folder;
  private final Writer prototypes;
  private final Writer dropped;
  private long kept;

  private ProvenanceTable(Path folder, Writer prototypes, Writer dropped) {
    this.folder = folder;
    this.prototypes = prototypes;
    this.dropped = dropped;
  }

  /** Starts the tables in a new folder. */
  static ProvenanceTable in(Path folder) {
    try {
      Files.createDirectory(folder);
      ProvenanceTable table =
          new ProvenanceTable(
              folder,
              Files.newBufferedWriter(folder.resolve(PROTOTYPES), StandardCharsets.UTF_8),
              Files.newBufferedWriter(folder.resolve(DROPPED), StandardCharsets.UTF_8));
      table.write(
          table.prototypes,
          "id noun word lemma caption-id seed mask-share contrast caption".split(" "));
      table.write(table.dropped, "caption-id noun reason detail caption".split(" "));
      return table;
    } catch (IOException e) {
      throw Disk.refused("write the tables in", folder, e);
    }
  }

  void kept(GeneratedPrototype prototype) {
    PrototypeProvenance from = prototype.provenance();
    write(
        prototypes,
        Long.toString(kept++),
        prototype.noun(),
        from.word(),
        from.lemma(),
        from.captionId(),
        Long.toString(from.seed()),
        String.format(Locale.ROOT, "%.6f", from.maskShare()),
        String.format(Locale.ROOT, "%.6f", from.contrast()),
        from.caption());
  }

  void dropped(CaptionTask task, DroppedNoun drop) {
    write(
        dropped,
        task.id(),
        drop.noun(),
        FilterSettings.name(drop.reason()),
        drop.detail(),
        task.caption());
  }

  /** Prototypes written so far. */
  long kept() {
    return kept;
  }

  /** Counts as people read them. */
  static String text(Map<DropReason, Integer> counts) {
    return counts.isEmpty()
        ? "none"
        : new TreeMap<>(counts)
            .entrySet().stream()
                .map(entry -> FilterSettings.name(entry.getKey()) + " " + entry.getValue())
                .collect(Collectors.joining(", "));
  }

  private void write(Writer table, String... cells) {
    try {
      for (int c = 0; c < cells.length; c++) {
        table.write(c == 0 ? "" : "\t");
        table.write(cells[c].replaceAll("\\p{Cntrl}", " "));
      }
      table.write("\n");
    } catch (IOException e) {
      throw refused(e);
    }
  }

  @Override
  public void close() {
    try (prototypes;
        dropped) {
      prototypes.flush();
      dropped.flush();
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private UnavailableException refused(IOException cause) {
    return Disk.refused("write the tables in", folder, cause);
  }
}
