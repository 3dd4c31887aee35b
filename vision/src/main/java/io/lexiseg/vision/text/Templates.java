package io.lexiseg.vision.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prompt templates: sentences with one {@code {}} in which a category's name is put.
 *
 * <p><b>Source:</b> the set {@code subset} is FreeDA's {@code sub_imagenet_template}
 * (docs/method.md, section 1), that is CLIP's seven forward-selected ImageNet prompts with FreeDA's
 * wording of the second.
 */
public final class Templates {
  private static final String SLOT = "{}";
  private static final List<String> SUBSET =
      List.of(
          "itap of a {}.",
          "a bad photo of a {}.",
          "a origami {}.",
          "a photo of the large {}.",
          "a {} in a video game.",
          "art of the {}.",
          "a photo of the small {}.");
  private static final List<String> MASKCLIP =
      List.of(
          "there is a {} in the scene.",
          "there is the {} in the scene.",
          "this is a {} in the scene.",
          "this is the {} in the scene.",
          "this is one {} in the scene.");
  private static final Map<String, List<String>> SETS =
      Map.of(
          "subset", SUBSET,
          "maskclip", MASKCLIP,
          "simple", List.of("a photo of a {}."),
          "plural", List.of("a photo of {}s."),
          "identity", List.of(SLOT));

  private Templates() {}

  /** The set of that name: subset (7), maskclip (5), simple, plural, identity. */
  public static Optional<List<String>> named(String name) {
    return Optional.ofNullable(SETS.get(name));
  }

  /**
   * Puts a name in each template.
   *
   * @param name a category's name, used verbatim
   * @return one prompt a template, in order
   */
  public static List<String> apply(List<String> templates, String name) {
    return templates.stream().map(template -> template.replace(SLOT, name)).toList();
  }

  /** Whether a template has exactly one place for the name. */
  public static boolean isTemplate(String template) {
    int first = template.indexOf(SLOT);
    return first >= 0 && template.indexOf(SLOT, first + 1) < 0;
  }
}
