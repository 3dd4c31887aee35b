package io.lexiseg.vision.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Prompt templates: sentences with one {@code {}} in which a category's name is put.
 *
 * <p><b>Source:</b> docs/method.md, section 1. {@code full} is CLIP's list of ImageNet prompts;
 * {@code subset} FreeDA's {@code sub_imagenet_template}, CLIP's seven forward-selected prompts with
 * FreeDA's wording of the second.
 */
public final class Templates {
  private static final String SLOT = "{}";
  private static final String FULL_RESOURCE = "imagenet-templates.txt";
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
  private static final Map<String, List<String>> SETS = sets();

  private Templates() {}

  /**
   * The set of that name: full (80), maskclip (5), full+maskclip, subset (7), subset+maskclip,
   * simple, plural, identity, custom (9).
   */
  public static Optional<List<String>> named(String name) {
    return Optional.ofNullable(SETS.get(name));
  }

  /** Names of the sets, in order of the list above. */
  public static List<String> names() {
    return List.copyOf(SETS.keySet());
  }

  private static Map<String, List<String>> sets() {
    List<String> full = full();
    Map<String, List<String>> sets = new LinkedHashMap<>();
    sets.put("full", full);
    sets.put("maskclip", MASKCLIP);
    sets.put("full+maskclip", joined(full, MASKCLIP));
    sets.put("subset", SUBSET);
    sets.put("subset+maskclip", joined(SUBSET, MASKCLIP));
    sets.put("simple", List.of("a photo of a {}."));
    sets.put("plural", List.of("a photo of {}s."));
    sets.put("identity", List.of(SLOT));
    sets.put("custom", joined(SUBSET, List.of("a photo of many {}.", "a photo of {}s.")));
    return sets;
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static List<String> full() {
    try (InputStream in =
        Objects.requireNonNull(Templates.class.getResourceAsStream(FULL_RESOURCE), FULL_RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + FULL_RESOURCE, e);
    }
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
