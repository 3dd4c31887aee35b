package io.lexiseg.vision.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * CLIP's vocabulary: 256 byte symbols, the same at the end of a word, 48,894 merges in order of
 * priority, start and end of text.
 *
 * <p><b>Threads:</b> immutable. <b>Source:</b> docs/method.md, section 11.
 */
final class ClipVocabulary {
  static final int BYTES = 256;
  static final int MERGES = 48_894;
  static final int START = 2 * BYTES + MERGES;
  static final int END = START + 1;

  private static final String RESOURCE = "bpe_simple_vocab_16e6.txt.gz";
  private static final String WORD_END = "</w>";

  private final int[] byteIds = new int[BYTES];
  private final Map<Long, Integer> merges = new HashMap<>(2 * MERGES);

  private ClipVocabulary() {}

  /** Read once, when first asked for. */
  private static final class Holder {
    static final ClipVocabulary STANDARD = read();
  }

  static ClipVocabulary standard() {
    return Holder.STANDARD;
  }

  /** Id of a byte inside a word; at the end of a word {@link #BYTES} more. */
  int byteId(byte value) {
    return byteIds[value & 0xff];
  }

  /** Id of two symbols merged, which is lower the earlier they merge; -1 if they do not. */
  int merged(int left, int right) {
    return merges.getOrDefault(pair(left, right), -1);
  }

  private static long pair(int left, int right) {
    return ((long) left << Integer.SIZE) | right;
  }

  private static ClipVocabulary read() {
    try (InputStream file =
            Objects.requireNonNull(ClipVocabulary.class.getResourceAsStream(RESOURCE), RESOURCE);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
      ClipVocabulary vocabulary = new ClipVocabulary();
      vocabulary.readMerges(lines, vocabulary.byteSymbols());
      return vocabulary;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + RESOURCE, e);
    }
  }

  /** The merge table writes bytes as letters: printable ones as themselves, others from U+0100. */
  private Map<String, Integer> byteSymbols() {
    Map<String, Integer> ids = new HashMap<>(4 * MERGES / 3);
    int id = 0;
    for (int value = 0; value < BYTES; value++) {
      if (isPrintable(value)) {
        id = add(ids, value, (char) value, id);
      }
    }
    char letter = '\u0100';
    for (int value = 0; value < BYTES; value++) {
      if (!isPrintable(value)) {
        id = add(ids, value, letter++, id);
      }
    }
    return ids;
  }

  private int add(Map<String, Integer> ids, int value, char letter, int id) {
    byteIds[value] = id;
    ids.put(String.valueOf(letter), id);
    ids.put(letter + WORD_END, id + BYTES);
    return id + 1;
  }

  private static boolean isPrintable(int value) {
    return (value >= '!' && value <= '~')
        || (value >= 0xA1 && value <= 0xAC)
        || (value >= 0xAE && value <= 0xFF);
  }

  private void readMerges(BufferedReader lines, Map<String, Integer> ids) throws IOException {
    lines.readLine(); // names the file's version
    for (int i = 0; i < MERGES; i++) {
      String line = Objects.requireNonNull(lines.readLine(), RESOURCE + " is too short");
      int space = line.indexOf(' ');
      String left = line.substring(0, space);
      String right = line.substring(space + 1);
      int id = 2 * BYTES + i;
      merges.put(pair(id(ids, left), id(ids, right)), id);
      ids.put(left + right, id);
    }
  }

  private static int id(Map<String, Integer> ids, String symbol) {
    return Objects.requireNonNull(ids.get(symbol), symbol);
  }
}
