package io.lexiseg.indexbuilder.job;

import io.lexiseg.indexbuilder.filter.FilterSettings;
import io.lexiseg.indexbuilder.generation.CaptionOutcome;
import io.lexiseg.indexbuilder.generation.DroppedNoun;
import io.lexiseg.indexbuilder.generation.GeneratedPrototype;
import io.lexiseg.indexbuilder.generation.GeneratorIdentity;
import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.file.FilePrototypeIndexWriter;
import io.lexiseg.vision.pack.install.ProgressListener;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the index of the batches, all of which are there. The batches stay, so that other filters
 * give another index without a picture being drawn.
 *
 * <p>Prototypes stand in the order of caption id and noun. The index replaces the one before in one
 * switch; until then nothing of it can be seen, and when something fails the one before stays.
 */
public final class IndexPublication {
  private static final String FILTERS = "filters";
  private static final Set<String> KNOWN =
      Set.of(
          "builder",
          "captions",
          GeneratorIdentity.FACT,
          "drawing",
          "pack",
          "packSha256",
          "settings",
          FILTERS,
          "dropped");

  private final JobFolder folder;
  private final FilterSettings filters;
  private final ProgressListener progress;

  /**
   * How an index is written.
   *
   * @param name of the index
   * @param generation of the index, at least 1
   * @param components how prototypes are stored
   * @param facts that the manifest's provenance holds beside those of the plan
   */
  public record Form(
      String name, int generation, ComponentType components, Map<String, String> facts) {
    public Form {
      facts = Map.copyOf(facts);
    }
  }

  /**
   * Publishes what lies in a folder.
   *
   * @param filters what is left out
   */
  public IndexPublication(JobFolder folder, FilterSettings filters, ProgressListener progress) {
    this.folder = folder;
    this.filters = filters;
    this.progress = progress;
  }

  /**
   * Writes the index and switches to it.
   *
   * @throws IllegalArgumentException if no prototype passes the filters
   * @throws io.lexiseg.prototypes.UnavailableException if the disk refuses
   */
  public IndexManifest publish(Form form) {
    Selection selection = Selection.of(folder.batches(), filters, folder.scratch("vectors"));
    Disk.delete(folder.fresh());
    Disk.delete(folder.scratch("tables"));
    try (PrototypeIndexWriter writer =
        FilePrototypeIndexWriter.create(
            folder.fresh(), describe(form, selection), form.components())) {
      try (ProvenanceTable table = ProvenanceTable.in(folder.scratch("tables"))) {
        add(selection, writer, table);
        if (table.kept() == 0) {
          throw new IllegalArgumentException(
              "index build: expected prototypes of %d captions, got none; dropped: %s"
                  .formatted(
                      folder.plan().captions().count(), ProvenanceTable.text(selection.counts())));
        }
      }
      IndexManifest manifest = writer.publish();
      folder.switchToFresh(folder.scratch("tables"));
      return manifest;
    }
  }

  private void add(Selection selection, PrototypeIndexWriter writer, ProvenanceTable table) {
    int[] number = {0};
    folder
        .batches()
        .forEach(
            outcome -> {
              outcome.dropped().forEach(drop -> table.dropped(outcome.task(), drop));
              for (GeneratedPrototype prototype : outcome.prototypes()) {
                add(outcome, prototype, selection.drop(number[0]++, prototype), writer, table);
                progress.progressed("write index", number[0], selection.made());
              }
            });
  }

  private static void add(
      CaptionOutcome outcome,
      GeneratedPrototype prototype,
      Optional<DroppedNoun> drop,
      PrototypeIndexWriter writer,
      ProvenanceTable table) {
    if (drop.isPresent()) {
      table.dropped(outcome.task(), drop.get());
    } else {
      writer.add(prototype.noun(), prototype.key(), prototype.values());
      table.kept(prototype);
    }
  }

  private IndexDescription describe(Form form, Selection selection) {
    BuildPlan plan = folder.plan();
    Map<String, String> facts = new HashMap<>(facts(plan));
    facts.put(FILTERS, filters.text());
    facts.put("dropped", ProvenanceTable.text(selection.counts()));
    facts.putAll(form.facts());
    return new IndexDescription(
        form.name(),
        form.generation(),
        plan.encoder().backbone(),
        plan.encoder().keyDimension(),
        plan.encoder().prototypeDimension(),
        facts);
  }

  /** The filters that an index was published with. */
  public static FilterSettings filters(IndexManifest manifest) {
    return FilterSettings.parse(manifest.provenance().getOrDefault(FILTERS, "none"));
  }

  /** What an index's manifest says beside what every index of its plan says. */
  public static Map<String, String> ownFacts(IndexManifest manifest) {
    Map<String, String> facts = new HashMap<>(manifest.provenance());
    facts.keySet().removeAll(KNOWN);
    return facts;
  }

  private static Map<String, String> facts(BuildPlan plan) {
    BuildPlan.Settings settings = plan.settings();
    return Map.of(
        "builder",
        "index build --from-captions",
        "captions",
        "%d, SHA-256 %s".formatted(plan.captions().count(), plan.captions().sha256()),
        GeneratorIdentity.FACT,
        plan.generator().id(),
        "drawing",
        "%s, SHA-256 %s".formatted(plan.generator().settings(), plan.generator().sha256()),
        "pack",
        plan.encoder().id(),
        "packSha256",
        plan.encoder().sha256(),
        "settings",
        "gamma %s, alpha %s, %s keys, seed %d"
            .formatted(
                settings.gamma(),
                settings.alpha(),
                settings.lemmaKeys() ? "lemma" : "surface",
                settings.seed()));
  }
}
