package io.lexiseg.vision.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces HTML character references by what they stand for.
 *
 * <p><b>Source:</b> HTML Living Standard, "Named character references" (the resource) and "Numeric
 * character reference end state".
 */
final class HtmlEntities {
  private static final String RESOURCE = "html-entities.txt";
  private static final Pattern REFERENCE =
      Pattern.compile("&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\\t\\n\\f <&#;]{1,32};?)");
  private static final Pattern COMPLETE = Pattern.compile("&(#?[0-9A-Za-z]{1,24};)");
  private static final String REPLACEMENT = "\uFFFD";
  private static final int HEXADECIMAL = 16;

  private HtmlEntities() {}

  /** Read once, when first asked for: names without {@code &}, most of them with {@code ;}. */
  private static final class Holder {
    static final Map<String, String> NAMED = read();
  }

  /** All references, as the standard reads them; the oldest names do without their semicolon. */
  static String unescape(String text) {
    return replace(text, REFERENCE, HtmlEntities::lenient);
  }

  /**
   * References with their semicolon only; names of small letters may be written in capitals, which
   * then stand for the capital letter.
   */
  static String unescapeComplete(String text) {
    return replace(text, COMPLETE, HtmlEntities::complete);
  }

  private static String replace(String text, Pattern pattern, UnaryOperator<String> meaning) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    return pattern.matcher(text).replaceAll(match -> quoted(meaning, match));
  }

  private static String quoted(UnaryOperator<String> meaning, MatchResult match) {
    return Matcher.quoteReplacement(meaning.apply(match.group(1)));
  }

  private static String lenient(String reference) {
    if (reference.startsWith("#")) {
      return numeric(reference);
    }
    for (int length = reference.length(); length > 1; length--) {
      String meaning = Holder.NAMED.get(reference.substring(0, length));
      if (meaning != null) {
        return meaning + reference.substring(length);
      }
    }
    return "&" + reference;
  }

  private static String complete(String reference) {
    if (REFERENCE.matcher("&" + reference).matches() && reference.startsWith("#")) {
      return numeric(reference);
    }
    String meaning = Holder.NAMED.get(reference);
    if (meaning == null) {
      meaning = capital(reference);
    }
    return meaning == null ? "&" + reference : meaning;
  }

  private static @Nullable String capital(String reference) {
    String small = reference.toLowerCase(Locale.ROOT);
    boolean capitals = reference.equals(small.toUpperCase(Locale.ROOT));
    // A prefix that stands for something without its semicolon is not a mistaken name.
    String meaning = capitals && isUnknown(reference) ? Holder.NAMED.get(small) : null;
    return meaning == null ? null : meaning.toUpperCase(Locale.ROOT);
  }

  private static boolean isUnknown(String reference) {
    return lenient(reference).equals("&" + reference);
  }

  private static String numeric(String reference) {
    boolean hexadecimal = reference.charAt(1) == 'x' || reference.charAt(1) == 'X';
    int end = reference.length() - (reference.endsWith(";") ? 1 : 0);
    String digits = reference.substring(hexadecimal ? 2 : 1, end);
    return character(value(digits, hexadecimal ? HEXADECIMAL : 10));
  }

  /** The number, or one beyond all characters. */
  private static int value(String digits, int radix) {
    int value = 0;
    for (int i = 0; i < digits.length() && value <= Character.MAX_CODE_POINT; i++) {
      value = value * radix + Character.digit(digits.charAt(i), radix);
    }
    return value;
  }

  private static String character(int codePoint) {
    if (codePoint == 0
        || codePoint > Character.MAX_CODE_POINT
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)) {
      return REPLACEMENT;
    }
    if (codePoint >= 0x80 && codePoint <= 0x9F) {
      return Windows1252.character(codePoint);
    }
    return isNoCharacter(codePoint) ? "" : Character.toString(codePoint);
  }

  private static boolean isNoCharacter(int codePoint) {
    boolean control = codePoint < ' ' && !(codePoint >= 9 && codePoint <= 13 && codePoint != 11);
    boolean reserved = codePoint >= 0xFDD0 && codePoint <= 0xFDEF;
    return control || codePoint == 0x7F || reserved || (codePoint & 0xFFFE) == 0xFFFE;
  }

  private static Map<String, String> read() {
    Map<String, String> named = new HashMap<>();
    try (InputStream file =
            Objects.requireNonNull(HtmlEntities.class.getResourceAsStream(RESOURCE), RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))) {
      lines.lines().map(line -> line.split(" ")).forEach(parts -> add(named, parts));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + RESOURCE, e);
    }
    return named;
  }

  private static void add(Map<String, String> named, String[] parts) {
    StringBuilder meaning = new StringBuilder();
    for (int i = 1; i < parts.length; i++) {
      meaning.appendCodePoint(Integer.parseInt(parts[i], HEXADECIMAL));
    }
    named.put(parts[0], meaning.toString());
  }
}
