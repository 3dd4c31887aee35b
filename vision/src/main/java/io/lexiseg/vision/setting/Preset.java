package io.lexiseg.vision.setting;

import java.util.List;
import java.util.Map;

/**
 * Named constants of segmentation and retrieval that suit a pack.
 *
 * @param name as commands and masks give it
 * @param settings constants of the online stage
 * @param retrieval how categories find their prototypes
 * @param negatives names that compete with every vocabulary; what they win gets no category
 * @param support from which similarity on an index counts as knowing a category
 * @param borrowed what becomes of words with another noun's prototypes
 */
public record Preset(
    String name,
    SegmentationSettings settings,
    Retrieval retrieval,
    List<String> negatives,
    SupportScale support,
    BorrowedWords borrowed) {
  public Preset {
    negatives = List.copyOf(negatives);
  }

  /** Words with another noun's prototypes are painted. */
  public Preset(
      String name,
      SegmentationSettings settings,
      Retrieval retrieval,
      List<String> negatives,
      SupportScale support) {
    this(name, settings, retrieval, negatives, support, BorrowedWords.PAINTED);
  }

  /** The same with other constants of segmentation. */
  Preset with(SegmentationSettings others) {
    return new Preset(name, others, retrieval, negatives, support, borrowed);
  }

  /** The same with another retrieval. */
  Preset with(Retrieval other) {
    return new Preset(name, settings, other, negatives, support, borrowed);
  }

  /** The same with other negatives. */
  Preset with(List<String> others) {
    return new Preset(name, settings, retrieval, others, support, borrowed);
  }

  /** The same with another scale of support. */
  Preset with(SupportScale other) {
    return new Preset(name, settings, retrieval, negatives, other, borrowed);
  }

  /** The same with other rules for borrowed words. */
  Preset with(BorrowedWords other) {
    return new Preset(name, settings, retrieval, negatives, support, other);
  }

  /** Prototypes retrieved for a category (K of Eq. 4), at least 1. */
  public int neighbours() {
    return retrieval.neighbours();
  }

  /** How much less similar than the best a retrieved key may be. */
  public double relativeCut() {
    return retrieval.relativeCut();
  }

  /**
   * The same with one value changed.
   *
   * @param key as {@link #text} has them
   * @throws IllegalArgumentException if there is no such key, or the value is none for it
   */
  public Preset with(String key, String value) {
    return PresetTable.INSTANCE.with(this, key, value);
  }

  /**
   * The same with values changed; their order does not matter.
   *
   * @throws IllegalArgumentException if there is no such key, or the value is none for it
   */
  public Preset with(Map<String, String> values) {
    return PresetTable.INSTANCE.with(this, values);
  }

  /** Every value by its key, as {@link #with} takes them; the name is not among them. */
  public Map<String, String> text() {
    return PresetTable.INSTANCE.text(this);
  }
}
