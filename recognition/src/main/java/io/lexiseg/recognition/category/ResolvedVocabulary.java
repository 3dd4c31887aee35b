package io.lexiseg.recognition.category;

import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.similarity.CategoryBank;
import java.util.List;

/**
 * One version of a vocabulary, ready to segment with, under one profile. Immutable; a frame is
 * segmented with exactly one.
 *
 * @param vocabularyId vocabulary
 * @param version its version, at least 1
 * @param profile name of the preset
 * @param origin what the prototypes come from
 * @param settings constants of the preset
 * @param categories prototypes and texts in mask value order
 */
public record ResolvedVocabulary(
    String vocabularyId,
    int version,
    String profile,
    Origin origin,
    SegmentationSettings settings,
    CategoryBank categories) {

  /**
   * What prototypes come from.
   *
   * @param packId model pack
   * @param indexName prototype index
   * @param indexGeneration its generation, at least 1
   */
  public record Origin(String packId, String indexName, int indexGeneration) {}

  /** Names of the categories; the value of a category in a mask is its position plus one. */
  public List<String> legend() {
    return categories.names();
  }
}
