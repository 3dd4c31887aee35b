package io.lexiseg.processor.generation;

import io.lexiseg.processor.generation.RequestSet.Caption;
import io.lexiseg.processor.generation.RequestSet.Target;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.GenerationPolicy;
import io.lexiseg.schemas.SupportLevel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which prototypes a category wants. A pure function of category, support and settings, so every
 * processor and every repeat comes to the same.
 */
public final class GenerationRules {
  /** Begins the ids of sets that are asked for on demand. */
  static final String ON_DEMAND = "on-demand";

  private static final String SENTENCES = "sentences.txt";
  private static final String WORD = "{}";

  private final GenerationSettings settings;
  private final Supplier<String> indexName;
  private final List<String> sentences;

  /**
   * Creates rules.
   *
   * @param indexName index in use
   */
  public GenerationRules(GenerationSettings settings, Supplier<String> indexName) {
    this.settings = settings;
    this.indexName = indexName;
    this.sentences = shipped();
  }

  /** Rules by which nothing is asked for. */
  public static GenerationRules none() {
    return new GenerationRules(GenerationSettings.NONE, () -> "");
  }

  GenerationSettings settings() {
    return settings;
  }

  /** Whether a category may have prototypes made. */
  static boolean allows(Category category) {
    return category.getGenerate() == GenerationPolicy.WEAK;
  }

  /** Whether the index knows a category too little. */
  static boolean lacks(CategorySupport support) {
    return support.getLevel() == SupportLevel.WEAK || support.getLevel() == SupportLevel.NONE;
  }

  /** What would be asked for a category; empty: there is no generator. */
  Optional<RequestSet> wanted(Category category) {
    return settings.generatorId().map(generator -> wanted(category, generator));
  }

  private RequestSet wanted(Category category, String generator) {
    List<Caption> captions = new ArrayList<>();
    List<String> own = category.getCaptions();
    String name = category.getName();
    for (int n = 0; n < settings.captions(); n++) {
      String text =
          own.isEmpty()
              ? sentences.get(n % sentences.size()).replace(WORD, name)
              : own.get(n % own.size());
      captions.add(new Caption(name + "-" + (n + 1), text, Optional.of(name), n + 1L));
    }
    return new RequestSet(new Target(ON_DEMAND, indexName.get(), false, generator), captions);
  }

  private static List<String> shipped() {
    try (InputStream stream =
        Objects.requireNonNull(GenerationRules.class.getResourceAsStream(SENTENCES), SENTENCES)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains(WORD))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(SENTENCES + ": cannot be read", e);
    }
  }
}
