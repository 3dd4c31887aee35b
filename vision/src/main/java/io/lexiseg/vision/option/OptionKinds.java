package io.lexiseg.vision.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All kinds of a value that are known. Immutable.
 *
 * @param <T> the value
 */
public final class OptionKinds<T> {
  private final Map<String, OptionKind<T>> kinds = new LinkedHashMap<>();

  /**
   * Those built in, then those that other parts of the project add.
   *
   * @throws IllegalStateException if two have one name
   */
  public OptionKinds(List<OptionKind<T>> builtIn, Iterable<? extends OptionKind<T>> others) {
    builtIn.forEach(this::add);
    others.forEach(this::add);
  }

  private void add(OptionKind<T> kind) {
    if (kinds.put(kind.name(), kind) != null) {
      throw new IllegalStateException("two kinds are named " + kind.name());
    }
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if its name is not known, or it has other parts
   */
  public T parse(String text) {
    OptionText option = OptionText.parse(text);
    OptionKind<T> kind = kinds.get(option.name());
    if (kind == null) {
      throw new IllegalArgumentException("expected %s, got '%s'".formatted(names(), option.name()));
    }
    return option.done(kind.parse(option));
  }

  private String names() {
    List<String> names = new ArrayList<>(kinds.keySet());
    String last = names.remove(names.size() - 1);
    return names.isEmpty() ? last : String.join(", ", names) + " or " + last;
  }
}
