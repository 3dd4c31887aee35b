package io.lexiseg.vision.text;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces HTML character references by what they stand for. */
final class HtmlEntities {
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#([0-9]{1,7});?|#[xX]([0-9a-fA-F]{1,6});?|([A-Za-z][A-Za-z0-9]*);)");

  /** Names of U+00A0 to U+00FF, in order. */
  private static final String LATIN1 =
      "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn"
          + " sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest"
          + " Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave"
          + " Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave"
          + " Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig"
          + " ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute"
          + " ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

  private static final Map<String, String> NAMED = named();

  private HtmlEntities() {}

  /** Decimal, hexadecimal and the usual named references; unknown names stay as they are. */
  static String unescape(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    return REFERENCE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(replacement(match)));
  }

  private static String replacement(MatchResult match) {
    if (match.group(1) != null) {
      return character(Integer.parseInt(match.group(1)));
    }
    if (match.group(2) != null) {
      return character(Integer.parseInt(match.group(2), 16));
    }
    return NAMED.getOrDefault(match.group(3), match.group());
  }

  private static String character(int codePoint) {
    boolean scalar =
        Character.isValidCodePoint(codePoint)
            && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE)
            && codePoint != 0;
    return scalar ? Character.toString(codePoint) : "\uFFFD";
  }

  private static Map<String, String> named() {
    Map<String, String> named = new HashMap<>();
    char character = '\u00A0';
    for (String name : LATIN1.split(" ")) {
      named.put(name, String.valueOf(character++));
    }
    named.putAll(
        Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "euro", "\u20AC"));
    named.putAll(
        Map.of("ndash", "\u2013", "mdash", "\u2014", "hellip", "\u2026", "bull", "\u2022"));
    named.putAll(
        Map.of("lsquo", "\u2018", "rsquo", "\u2019", "ldquo", "\u201C", "rdquo", "\u201D"));
    named.put("trade", "\u2122");
    return Map.copyOf(named);
  }
}
