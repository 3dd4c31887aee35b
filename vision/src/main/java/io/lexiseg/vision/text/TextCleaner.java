package io.lexiseg.vision.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Cleans text the way CLIP's reference does before its tokenizer.
 *
 * <p><b>Source:</b> docs/method.md, section 1: ftfy, HTML unescaping twice, white space collapsed,
 * trimmed, lower case. <b>Deviations:</b> of ftfy only the character table is done (quotes,
 * ligatures, full-width forms, control characters, NFC), not its guessing of wrongly decoded text;
 * HTML references need their semicolon and only the usual names are known.
 */
final class TextCleaner {
  private static final Pattern WHITE_SPACE =
      Pattern.compile("[\\s\\u001C-\\u001F]+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern CONTROL =
      Pattern.compile(
          "\\x1B\\[[0-9;]*[a-zA-Z]|[\\x00-\\x08\\x0B\\x0E-\\x1F\\x7F\\u206A-\\u206F\\uFEFF\\uFFF9-\\uFFFC]");
  private static final Map<Integer, String> REPLACED =
      Map.ofEntries(
          Map.entry(0x02BC, "'"),
          Map.entry(0x2018, "'"),
          Map.entry(0x2019, "'"),
          Map.entry(0x201A, "'"),
          Map.entry(0x201B, "'"),
          Map.entry(0x201C, "\""),
          Map.entry(0x201D, "\""),
          Map.entry(0x201E, "\""),
          Map.entry(0x201F, "\""),
          Map.entry(0x0132, "IJ"),
          Map.entry(0x0133, "ij"),
          Map.entry(0x0149, "'n"),
          Map.entry(0xFB00, "ff"),
          Map.entry(0xFB01, "fi"),
          Map.entry(0xFB02, "fl"),
          Map.entry(0xFB03, "ffi"),
          Map.entry(0xFB04, "ffl"),
          Map.entry(0xFB05, "\u017Ft"),
          Map.entry(0xFB06, "st"),
          Map.entry(0x3000, " "));

  private TextCleaner() {}

  static String clean(String text) {
    String fixed = fixCharacters(HtmlEntities.unescape(text));
    String unescaped = HtmlEntities.unescape(HtmlEntities.unescape(fixed));
    return WHITE_SPACE.matcher(unescaped).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }

  private static String fixCharacters(String text) {
    StringBuilder fixed = new StringBuilder(text.length());
    CONTROL.matcher(text).replaceAll("").codePoints().forEach(point -> append(fixed, point));
    return Normalizer.normalize(fixed, Normalizer.Form.NFC);
  }

  private static void append(StringBuilder text, int point) {
    String replacement = REPLACED.get(point);
    if (replacement != null) {
      text.append(replacement);
    } else if (point >= 0xFF01 && point <= 0xFF5E) { // full-width ASCII
      text.append((char) (point - 0xFEE0));
    } else if (point >= 0xFF61 && point <= 0xFFEE) { // half-width and other width variants
      text.append(Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC));
    } else {
      text.appendCodePoint(point);
    }
  }
}
