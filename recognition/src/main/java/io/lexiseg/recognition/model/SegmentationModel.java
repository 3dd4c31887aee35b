package io.lexiseg.recognition.model;

import io.lexiseg.recognition.category.CategoryResolver;
import io.lexiseg.recognition.category.CategoryRules;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.recognition.exemplar.ExemplarTable;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.vision.encoder.batch.BatchListener;
import io.lexiseg.vision.segmentation.Segmenter;
import io.lexiseg.vision.setting.Preset;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A model pack on a prototype index, open and ready to segment.
 *
 * <p><b>Threads:</b> safe. <b>Ownership:</b> whoever opened it closes it, after the last frame.
 */
public final class SegmentationModel implements AutoCloseable {
  private final Generations generations;
  private final Map<String, Preset> presets;
  private final Segmenter segmenter;
  private final ExemplarTable exemplars;
  private final Runnable release;

  /**
   * Creates a model that can also be used with presets other than its profiles'.
   *
   * @param generations of the index; closed by {@code release}
   * @param presets what the profiles were made of, by name
   * @param exemplars where its resolvers look for them
   */
  SegmentationModel(
      Generations generations,
      Map<String, Preset> presets,
      Segmenter segmenter,
      ExemplarTable exemplars,
      Runnable release) {
    this.exemplars = exemplars;
    this.generations = generations;
    this.presets = Map.copyOf(presets);
    this.segmenter = segmenter;
    this.release = release;
  }

  /**
   * Creates a model from its parts, without presets.
   *
   * @param release closes what the parts hold open; idempotent
   */
  public SegmentationModel(Profiles profiles, Segmenter segmenter, Runnable release) {
    this(
        Generations.fixed(
            profiles,
            preset -> {
              throw new IllegalStateException(
                  "this model has no presets, asked for " + preset.name());
            }),
        Map.of(),
        segmenter,
        new ExemplarTable(),
        release);
  }

  /**
   * Opens a model; this takes seconds for large networks.
   *
   * @throws IllegalArgumentException if the pack is not installed, the index is not there, or the
   *     two do not fit
   * @throws IllegalStateException if the device is not there, or its results are not those of the
   *     CPU
   * @throws io.lexiseg.vision.pack.InvalidPackException if the pack is damaged
   * @throws io.lexiseg.prototypes.UnavailableException if the index does not answer
   */
  public static SegmentationModel open(ModelSettings settings) {
    return open(settings, BatchListener.NONE);
  }

  /** As {@link #open(ModelSettings)}, and tells how the networks' batches do. */
  public static SegmentationModel open(ModelSettings settings, BatchListener listener) {
    return new ModelOpening(settings).open(listener);
  }

  /** Constants and retrieval by profile, on the generation of the index in use. */
  public Profiles profiles() {
    return generations.profiles();
  }

  /** The generations of the index. */
  public Generations generations() {
    return generations;
  }

  /** The exemplars that vocabularies may name; whoever learns of one puts it there. */
  public ExemplarTable exemplars() {
    return exemplars;
  }

  /** Cuts images into categories. */
  public Segmenter segmenter() {
    return segmenter;
  }

  /**
   * Resolves a vocabulary that no topic holds, for use without Kafka.
   *
   * @param name stands in the results as vocabulary id, with version 1
   * @param categories in mask value order, as a command would define them
   * @param profile name of the profile
   * @throws IllegalArgumentException if there is no such profile, or a category is not allowed
   * @throws io.lexiseg.prototypes.UnavailableException if the index does not answer
   */
  public ResolvedVocabulary resolve(String name, List<Category> categories, String profile) {
    return resolve(name, VocabularyContent.of(categories), profile);
  }

  /**
   * Resolves a vocabulary that no topic holds, with what gets no category.
   *
   * @throws IllegalArgumentException if there is no such profile, or something is not allowed
   * @throws io.lexiseg.prototypes.UnavailableException if the index does not answer
   */
  public ResolvedVocabulary resolve(String name, VocabularyContent content, String profile) {
    return resolve(name, content, profile, profiles().profile(profile));
  }

  /**
   * Resolves a vocabulary that no topic holds, with a preset that need not be one of the pack's.
   *
   * @throws IllegalArgumentException if a category is not allowed
   * @throws io.lexiseg.prototypes.UnavailableException if the index does not answer
   */
  public ResolvedVocabulary resolve(String name, List<Category> categories, Preset preset) {
    return resolve(
        name, VocabularyContent.of(categories), preset.name(), generations.profile(preset));
  }

  /**
   * How well the index knows the categories of a vocabulary that no topic holds, and which of them
   * take pixels.
   *
   * @throws IllegalArgumentException if something is not allowed
   * @throws io.lexiseg.prototypes.UnavailableException if the index does not answer
   */
  public List<CategorySupport> support(VocabularyContent content, Preset preset) {
    VocabularyContent normal = CategoryRules.normalised(content, CategoryRules.STANDARD_LIMIT);
    return generations.profile(preset).resolver().resolve(normal).support();
  }

  private ResolvedVocabulary resolve(
      String name, VocabularyContent content, String profile, Profiles.Profile chosen) {
    VocabularyContent normal = CategoryRules.normalised(content, CategoryRules.STANDARD_LIMIT);
    CategoryResolver.Resolution resolution = chosen.resolver().resolve(normal);
    return new ResolvedVocabulary(
        name, 1, profile, profiles().origin(), chosen.settings(), resolution.bank());
  }

  /**
   * The preset that a profile was made of, with the changes the model was opened with.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Preset preset(String name) {
    Preset preset = presets.get(name);
    if (preset == null) {
      throw new IllegalArgumentException(
          "preset: expected one of %s, got '%s'".formatted(new TreeSet<>(presets.keySet()), name));
    }
    return preset;
  }

  @Override
  public void close() {
    release.run();
  }
}
