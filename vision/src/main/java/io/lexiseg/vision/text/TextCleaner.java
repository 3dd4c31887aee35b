package io.lexiseg.vision.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Cleans text before CLIP's tokenizer: punctuation, ligatures and widths that look alike become
 * one, control characters go, white space collapses, letters become small.
 *
 * <p><b>Source:</b> docs/method.md, section 11. <b>Deviations:</b> CLIP's reference also reads HTML
 * character references and repairs text that was decoded with the wrong character set; here an
 * ampersand is a character like others.
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
          Map.entry(0x01C4, "D\u017D"),
          Map.entry(0x01C5, "D\u017E"),
          Map.entry(0x01C6, "d\u017E"),
          Map.entry(0x01C7, "LJ"),
          Map.entry(0x01C8, "Lj"),
          Map.entry(0x01C9, "lj"),
          Map.entry(0x01CA, "NJ"),
          Map.entry(0x01CB, "Nj"),
          Map.entry(0x01CC, "nj"),
          Map.entry(0x01F1, "DZ"),
          Map.entry(0x01F2, "Dz"),
          Map.entry(0x01F3, "dz"),
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
    StringBuilder replaced = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(replaced, point));
    String plain = CONTROL.matcher(replaced).replaceAll("");
    String composed = Normalizer.normalize(plain, Normalizer.Form.NFC);
    return WHITE_SPACE.matcher(composed).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }

  private static void append(StringBuilder text, int point) {
    String replacement = REPLACED.get(point);
    if (replacement != null) {
      text.append(replacement);
    } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
      text.append('\uFFFD');
    } else if (point >= 0xFF01 && point <= 0xFF5E) { // full-width ASCII
      text.append((char) (point - 0xFEE0));
    } else if (point >= 0xFF61 && point <= 0xFFEE) { // half-width and other width variants
      text.append(Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC));
    } else {
      text.appendCodePoint(point);
    }
  }
}
