package io.lexiseg.vision.option;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Values of a configuration by name, to be read and changed as text.
 *
 * @param <T> the configuration, immutable
 */
public final class OptionTable<T> {
  private final Map<String, Option<T>> options = new LinkedHashMap<>();

  private record Option<T>(Function<T, String> read, BiFunction<T, String, T> write) {}

  /**
   * Adds a value; for whoever builds the table.
   *
   * @param read writes the value as text
   * @param write gives a configuration with the value that a text means, or throws
   *     IllegalArgumentException
   */
  public OptionTable<T> add(String key, Function<T, String> read, BiFunction<T, String, T> write) {
    options.put(key, new Option<>(read, write));
    return this;
  }

  /**
   * Adds every value of a part of the configuration, under its name there.
   *
   * @param <P> the part
   */
  public <P> OptionTable<T> addAll(
      OptionTable<P> table, Function<T, P> part, BiFunction<T, P, T> withPart) {
    table.options.forEach(
        (key, option) ->
            add(
                key,
                settings -> option.read().apply(part.apply(settings)),
                (settings, value) ->
                    withPart.apply(settings, option.write().apply(part.apply(settings), value))));
    return this;
  }

  /** The names, in the order they were added. */
  public Set<String> keys() {
    return Collections.unmodifiableSet(options.keySet());
  }

  /**
   * The configuration with one value changed.
   *
   * @throws IllegalArgumentException if there is no such key, or the value is none for it
   */
  public T with(T settings, String key, String value) {
    Option<T> option = require(key);
    try {
      return option.write().apply(settings, value.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s=%s: %s".formatted(key, value, e.getMessage()), e);
    }
  }

  /**
   * The configuration with values changed, in the table's order whatever the map's.
   *
   * @throws IllegalArgumentException if there is no such key, or the value is none for it
   */
  public T with(T settings, Map<String, String> values) {
    values.keySet().forEach(this::require);
    T changed = settings;
    for (String key : options.keySet()) {
      if (values.containsKey(key)) {
        changed = with(changed, key, values.get(key));
      }
    }
    return changed;
  }

  /** Every value by its key, in the order they were added. */
  public Map<String, String> text(T settings) {
    Map<String, String> text = new LinkedHashMap<>();
    options.forEach((key, option) -> text.put(key, option.read().apply(settings)));
    return text;
  }

  private Option<T> require(String key) {
    Option<T> option = options.get(key);
    if (option == null) {
      throw new IllegalArgumentException(
          "settings: expected one of %s, got '%s'".formatted(options.keySet(), key));
    }
    return option;
  }
}
