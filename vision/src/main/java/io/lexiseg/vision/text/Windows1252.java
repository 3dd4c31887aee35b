package io.lexiseg.vision.text;

import java.nio.charset.Charset;
import java.util.regex.Pattern;

/**
 * Control characters U+0080 to U+009F are nearly always bytes of Windows-1252 that were read as
 * Latin-1.
 */
final class Windows1252 {
  private static final Charset CHARSET = Charset.forName("windows-1252");
  private static final Pattern CONTROL = Pattern.compile("[\\x80-\\x9F]");

  private Windows1252() {}

  /** The character that was meant; five bytes mean none and stay as they are. */
  static String character(int codePoint) {
    String meant = new String(new byte[] {(byte) codePoint}, CHARSET);
    return meant.equals("\uFFFD") ? Character.toString(codePoint) : meant;
  }

  /** Replaces all of them. */
  static String fix(String text) {
    return CONTROL.matcher(text).replaceAll(match -> character(match.group().charAt(0)));
  }
}
