package io.lexiseg.vision.option;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A value with parts, as text: {@code slic:count=200,sigma=1}. Parts that are left out have their
 * usual value; numbers are written as in Java, whatever the locale.
 *
 * <p><b>Threads:</b> for one thread.
 */
public final class OptionText {
  private final String name;
  private final Map<String, String> parts;

  private OptionText(String name, Map<String, String> parts) {
    this.name = name;
    this.parts = parts;
  }

  /**
   * Takes a text apart.
   *
   * @throws IllegalArgumentException if a part is not {@code name=value}, or comes twice
   */
  public static OptionText parse(String text) {
    String[] halves = text.split(":", 2);
    Map<String, String> parts = new LinkedHashMap<>();
    if (halves.length == 2) {
      for (String part : halves[1].split(",", -1)) {
        String[] pair = part.split("=", 2);
        if (pair.length < 2 || parts.put(pair[0].strip(), pair[1].strip()) != null) {
          throw new IllegalArgumentException(
              "expected name:part=value,part=value with each part once, got '%s'".formatted(text));
        }
      }
    }
    return new OptionText(halves[0].strip(), parts);
  }

  /** What stands before the parts. */
  public String name() {
    return name;
  }

  /** Removes a part and gives its value. */
  public String text(String part, String usual) {
    String value = parts.remove(part);
    return value == null ? usual : value;
  }

  /** As {@link #text}, a number. */
  public double number(String part, double usual) {
    String value = parts.remove(part);
    return value == null ? usual : number(value);
  }

  /** As {@link #text}, a whole number. */
  public int integer(String part, int usual) {
    String value = parts.remove(part);
    return value == null ? usual : integer(value);
  }

  /** Checks that every part was asked for, and gives what was made of them. */
  public <V> V done(V value) {
    if (!parts.isEmpty()) {
      throw new IllegalArgumentException("%s has no part %s".formatted(name, parts.keySet()));
    }
    return value;
  }

  /**
   * Reads a number.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static double number(String text) {
    try {
      return new BigDecimal(text).doubleValue();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected a number, got '%s'".formatted(text), e);
    }
  }

  /**
   * Reads a whole number.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static int integer(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected a whole number, got '%s'".formatted(text), e);
    }
  }

  /** Writes a number, without a fraction of 0. */
  public static String of(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e9
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  /** Writes a value with parts, {@code name, value, name, value, ...}. */
  public static String of(String name, Object... parts) {
    StringJoiner joined = new StringJoiner(",");
    for (int i = 0; i < parts.length; i += 2) {
      Object value = parts[i + 1];
      joined.add(parts[i] + "=" + (value instanceof Double number ? of(number) : value));
    }
    return name + ":" + joined;
  }

  /** Reads a constant, written in lower case with {@code -} for {@code _}. */
  public static <E extends Enum<E>> E constant(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected one of %s, got '%s'".formatted(constants(type), text)));
  }

  private static <E extends Enum<E>> String constants(Class<E> type) {
    StringJoiner joined = new StringJoiner(", ");
    Arrays.stream(type.getEnumConstants()).forEach(constant -> joined.add(of(constant)));
    return joined.toString();
  }

  /** Writes a constant. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
