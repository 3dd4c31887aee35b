package io.lexiseg.processor.prototype;

import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.Preset;
import io.lexiseg.vision.text.Templates;
import java.util.List;

/**
 * How prototypes are found for a category.
 *
 * @param backbone name of the local backbone; the index must be made with the same
 * @param templates prompts for categories that bring none of their own, at least one
 * @param neighbours keys retrieved for a category (K of Eq. 4), at least 1
 * @param relativeCut a key counts when its similarity is at least the best one's minus this, 0..2
 * @param cachedCategories how many resolved categories stay in memory, at least 1
 */
public record RetrievalSettings(
    String backbone,
    List<String> templates,
    int neighbours,
    double relativeCut,
    long cachedCategories) {
  private static final long CACHED_CATEGORIES = 20_000;

  public RetrievalSettings {
    templates = List.copyOf(templates);
    if (templates.isEmpty() || !templates.stream().allMatch(Templates::isTemplate)) {
      throw new IllegalArgumentException(
          "retrieval: expected templates with one {} each, got " + templates);
    }
    if (neighbours < 1 || !(relativeCut >= 0 && relativeCut <= 2) || cachedCategories < 1) {
      throw new IllegalArgumentException(
          "retrieval: expected neighbours >= 1, relativeCut 0..2, cachedCategories >= 1, got %d, %s, %d"
              .formatted(neighbours, relativeCut, cachedCategories));
    }
  }

  /** What a pack asks for under one of its presets. */
  public static RetrievalSettings from(ModelPack pack, Preset preset) {
    return new RetrievalSettings(
        pack.backbone(),
        pack.templates(),
        preset.neighbours(),
        preset.relativeCut(),
        CACHED_CATEGORIES);
  }
}
