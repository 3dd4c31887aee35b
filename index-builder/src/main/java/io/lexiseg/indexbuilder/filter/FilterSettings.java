package io.lexiseg.indexbuilder.filter;

import io.lexiseg.indexbuilder.generation.DropReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The filters that are on, each with its threshold.
 *
 * <ul>
 *   <li>{@code whole-picture=0.9}: the mask covers more than this share of the picture;
 *   <li>{@code low-contrast=0.2}: the normalised attribution within the mask exceeds that outside
 *       by less;
 *   <li>{@code near-duplicate=0.99}: the cosine to an earlier prototype of the noun is larger;
 *   <li>{@code contradicted=0.25}: less than this share of the nearest prototypes is of the noun.
 * </ul>
 *
 * @param thresholds by reason; a reason without one drops nothing
 */
public record FilterSettings(Map<DropReason, Double> thresholds) {
  /** Nothing is filtered. */
  public static final FilterSettings NONE = new FilterSettings(Map.of());

  /** All four, with the thresholds above. */
  public static final FilterSettings DEFAULT =
      new FilterSettings(
          Map.of(
              DropReason.WHOLE_PICTURE, 0.9,
              DropReason.LOW_CONTRAST, 0.2,
              DropReason.NEAR_DUPLICATE, 0.99,
              DropReason.CONTRADICTED, 0.25));

  /** Checks that each reason can be filtered and each threshold is between 0 and 1. */
  public FilterSettings {
    Map<DropReason, Double> ordered = new EnumMap<>(DropReason.class);
    ordered.putAll(thresholds);
    thresholds = Collections.unmodifiableMap(ordered);
    thresholds.forEach(FilterSettings::check);
  }

  private static void check(DropReason reason, double threshold) {
    if (!isFilter(reason) || !(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "filters: expected a filter and a threshold from 0 to 1, got %s=%s"
              .formatted(name(reason), threshold));
    }
  }

  private static boolean isFilter(DropReason reason) {
    return switch (reason) {
      case WHOLE_PICTURE, LOW_CONTRAST, NEAR_DUPLICATE, CONTRADICTED -> true;
      default -> false;
    };
  }

  /**
   * Reads {@code none}, {@code default}, or a list such as {@code whole-picture,low-contrast=0.1};
   * a filter without a threshold has the default one.
   *
   * @throws IllegalArgumentException if the text is none of these
   */
  public static FilterSettings parse(String text) {
    if (text.equals("none")) {
      return NONE;
    }
    if (text.equals("default")) {
      return DEFAULT;
    }
    Map<DropReason, Double> thresholds = new EnumMap<>(DropReason.class);
    for (String entry : text.split(",", -1)) {
      parse(entry.strip(), thresholds);
    }
    return new FilterSettings(thresholds);
  }

  private static void parse(String entry, Map<DropReason, Double> thresholds) {
    int equals = entry.indexOf('=');
    String name = equals < 0 ? entry : entry.substring(0, equals);
    for (Map.Entry<DropReason, Double> known : DEFAULT.thresholds.entrySet()) {
      if (name(known.getKey()).equals(name)) {
        double threshold =
            equals < 0 ? known.getValue() : number(entry, entry.substring(equals + 1));
        thresholds.put(known.getKey(), threshold);
        return;
      }
    }
    throw new IllegalArgumentException(
        "filters: expected none, default or some of %s, each with =THRESHOLD or not, got '%s'"
            .formatted(DEFAULT.text(), entry));
  }

  private static double number(String entry, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "filters: expected a threshold from 0 to 1, got '%s'".formatted(entry), e);
    }
  }

  /** The threshold of a filter; empty: it is off. */
  public OptionalDouble threshold(DropReason reason) {
    Double threshold = thresholds.get(reason);
    return threshold == null ? OptionalDouble.empty() : OptionalDouble.of(threshold);
  }

  /** The settings as {@link #parse} takes them. */
  public String text() {
    return thresholds.isEmpty()
        ? "none"
        : thresholds.entrySet().stream()
            .map(entry -> name(entry.getKey()) + "=" + entry.getValue())
            .collect(Collectors.joining(","));
  }

  /** A reason as people write it, such as {@code low-contrast}. */
  public static String name(DropReason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
