package io.lexiseg.recognition.category;

import io.lexiseg.vision.text.Templates;
import java.util.List;

/**
 * The words of a category, and the pictures that show it.
 *
 * @param name used verbatim in the prompts
 * @param synonyms further names; each is embedded like the name and all count the same
 * @param templates prompts of this category alone, each with one {@code {}}; empty: those of the
 *     pack
 * @param exemplars pictures that show it
 */
public record CategoryText(
    String name, List<String> synonyms, List<String> templates, ExemplarShare exemplars) {
  public CategoryText {
    synonyms = List.copyOf(synonyms);
    templates = List.copyOf(templates);
    for (String template : templates) {
      if (!Templates.isTemplate(template)) {
        throw new IllegalArgumentException(
            "category %s: expected templates with one {}, got '%s'".formatted(name, template));
      }
    }
  }

  /** A category without exemplars. */
  public CategoryText(String name, List<String> synonyms, List<String> templates) {
    this(name, synonyms, templates, ExemplarShare.NONE);
  }

  /** A category that is nothing but its name. */
  public static CategoryText of(String name) {
    return new CategoryText(name, List.of(), List.of());
  }
}
