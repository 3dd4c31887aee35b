package io.lexiseg.lab.evaluation.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings to be compared with others.
 *
 * @param label what it is called
 * @param preset of the pack; empty: the one that was asked for
 * @param changes of the preset's values, by name
 */
public record Configuration(String label, Optional<String> preset, Map<String, String> changes) {
  private static final Pattern TEXT = Pattern.compile("\\s*(?:([^=:]+):(?=\\s|$)\\s*)?(.*?)\\s*");

  /** Copies the map. */
  public Configuration {
    changes = Map.copyOf(changes);
  }

  /**
   * Reads {@code label: preset key=value key=value}; label, preset and values may each be left out.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Configuration parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || text.isBlank()) {
      throw new IllegalArgumentException(
          "expected 'label: preset key=value key=value', got '%s'".formatted(text));
    }
    List<String> words =
        List.of(matcher.group(2).isEmpty() ? new String[0] : matcher.group(2).split("\\s+"));
    boolean named = !words.isEmpty() && !words.get(0).contains("=");
    Map<String, String> changes = new LinkedHashMap<>();
    for (String word : words.subList(named ? 1 : 0, words.size())) {
      int equals = word.indexOf('=');
      if (equals < 1
          || changes.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
        throw new IllegalArgumentException(
            "expected each key=value once after the preset, got '%s' in '%s'"
                .formatted(word, text));
      }
    }
    return new Configuration(
        Optional.ofNullable(matcher.group(1)).map(String::strip).orElse(text.strip()),
        named ? Optional.of(words.get(0)) : Optional.empty(),
        changes);
  }

  /** The label as a folder's name. */
  public String folder() {
    return label.replaceAll("[^A-Za-z0-9.+-]+", "-");
  }
}
