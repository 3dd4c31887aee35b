package io.lexiseg.vision.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CLIP's byte pair encoding: ids between start and end of text, padded with 0 to the longest
 * sequence; of longer text the first ids are kept, the last of them replaced by end of text.
 *
 * <p><b>Source:</b> docs/method.md, sections 1 and 11. <b>Deviations:</b> see {@link TextCleaner};
 * control tokens in a text are ordinary letters here, so that a category's name cannot end its
 * prompt; of a text only the first 8,192 characters are looked at.
 */
final class ClipTokenizer implements Tokenizer {
  private static final int MOST_CHARACTERS = 8192;
  private static final Pattern WORD =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
          Pattern.UNICODE_CHARACTER_CLASS | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private final ClipVocabulary vocabulary;
  private final int maxTokens;

  ClipTokenizer(ClipVocabulary vocabulary, int maxTokens) {
    this.vocabulary = vocabulary;
    this.maxTokens = maxTokens;
  }

  @Override
  public int[] encode(String text) {
    String clean = TextCleaner.clean(cut(text));
    int[] ids = new int[maxTokens];
    ids[0] = ClipVocabulary.START;
    int count = 1;
    Matcher words = WORD.matcher(clean);
    while (count < maxTokens && words.find()) {
      int[] word = mergeAll(symbols(words.group()));
      int room = Math.min(word.length, maxTokens - count);
      System.arraycopy(word, 0, ids, count, room);
      count += room;
    }
    ids[Math.min(count, maxTokens - 1)] = ClipVocabulary.END;
    return ids;
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
  }

  private int[] symbols(String word) {
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    int[] symbols = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      symbols[i] = vocabulary.byteId(bytes[i]);
    }
    symbols[symbols.length - 1] += ClipVocabulary.BYTES;
    return symbols;
  }

  /** Merges the pair of highest priority, everywhere it occurs, until none is left. */
  private int[] mergeAll(int[] symbols) {
    int length = symbols.length;
    for (int best = best(symbols, length); best >= 0; best = best(symbols, length)) {
      length = merge(symbols, length, best);
    }
    return Arrays.copyOf(symbols, length);
  }

  private int best(int[] symbols, int length) {
    int best = -1;
    for (int i = 0; i + 1 < length; i++) {
      int merged = vocabulary.merged(symbols[i], symbols[i + 1]);
      if (merged >= 0 && (best < 0 || merged < best)) {
        best = merged;
      }
    }
    return best;
  }

  private int merge(int[] symbols, int length, int id) {
    int count = 0;
    for (int i = 0; i < length; i++) {
      if (i + 1 < length && vocabulary.merged(symbols[i], symbols[i + 1]) == id) {
        symbols[count++] = id;
        i++;
      } else {
        symbols[count++] = symbols[i];
      }
    }
    return count;
  }
}
