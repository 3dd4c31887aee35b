package io.lexiseg.vision.option;

import java.util.function.Function;

/**
 * One choice of several, by the name that settings give it.
 *
 * @param <T> what is chosen
 */
public interface OptionKind<T> {
  /** What stands before the parts. */
  String name();

  /**
   * Reads the parts; those left out have their usual value.
   *
   * @throws IllegalArgumentException if a part is out of range
   */
  T parse(OptionText option);

  /** A kind that a function reads. */
  static <T> OptionKind<T> of(String name, Function<OptionText, T> parse) {
    return new OptionKind<>() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public T parse(OptionText option) {
        return parse.apply(option);
      }
    };
  }
}
