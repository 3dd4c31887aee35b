package io.lexiseg.recognition.retrieval;

import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.setting.Preset;
import io.lexiseg.vision.setting.Retrieval;
import io.lexiseg.vision.text.Templates;
import java.util.List;

/**
 * How prototypes are found for a category.
 *
 * @param backbone name of the local backbone; the index must be made with the same
 * @param templates prompts for categories that bring none of their own, at least one
 * @param retrieval how many keys count for a category, and what becomes of their prototypes
 * @param negatives names that compete with every vocabulary and are not reported
 * @param cachedCategories how many resolved categories stay in memory, at least 1
 */
public record RetrievalSettings(
    String backbone,
    List<String> templates,
    Retrieval retrieval,
    List<String> negatives,
    long cachedCategories) {
  /** One a category, as a rule. */
  private static final long CACHED_PROTOTYPES = 20_000;

  public RetrievalSettings {
    templates = List.copyOf(templates);
    if (templates.isEmpty() || !templates.stream().allMatch(Templates::isTemplate)) {
      throw new IllegalArgumentException(
          "retrieval: expected templates with one {} each, got " + templates);
    }
    negatives = List.copyOf(negatives);
    if (cachedCategories < 1) {
      throw new IllegalArgumentException(
          "retrieval: expected cachedCategories >= 1, got " + cachedCategories);
    }
  }

  /** What a pack asks for under one of its presets. */
  public static RetrievalSettings from(ModelPack pack, Preset preset) {
    Retrieval retrieval = preset.retrieval();
    int rows = retrieval.aggregation().mostRows(retrieval.neighbours());
    return new RetrievalSettings(
        pack.backbone(),
        pack.templates(),
        retrieval,
        preset.negatives(),
        Math.max(1, CACHED_PROTOTYPES / rows));
  }
}
