package io.lexiseg.cli.output;

import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.SupportLevel;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What people are told of words that an index hardly knows. */
public final class SupportRemarks {
  private static final int NEAREST = 2;

  private SupportRemarks() {}

  /** A line for each category that the index hardly knows, or that takes no pixels. */
  public static List<String> of(List<CategorySupport> support) {
    return support.stream()
        .filter(one -> one.getLevel() != SupportLevel.STRONG || !one.getPainted())
        .map(SupportRemarks::of)
        .toList();
  }

  /** For example: {@code zamboni: weak, nearest snowplow 0.71, tractor 0.69}. */
  public static String of(CategorySupport category) {
    String nearest =
        category.getNearest().stream()
            .limit(NEAREST)
            .map(key -> String.format(Locale.ROOT, "%s %.2f", key.getWord(), key.getScore()))
            .collect(Collectors.joining(", "));
    String yields = category.getYieldsTo().map(word -> ", the same as " + word).orElse("");
    return "%s: %s%s%s%s"
        .formatted(
            category.getCategory(),
            level(category.getLevel()),
            nearest.isEmpty() ? "" : ", nearest " + nearest,
            yields,
            category.getPainted() ? "" : ", not painted");
  }

  /** Nobody has measured some packs; that says nothing about the word. */
  private static String level(SupportLevel level) {
    return level == SupportLevel.UNKNOWN
        ? "support not measured for this pack"
        : level.name().toLowerCase(Locale.ROOT);
  }
}
