package io.lexiseg.recognition.category;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which nouns are kinds of another, as WordNet 3.1 has them: a taxi is a car.
 *
 * <p>A word of which WordNet knows nothing is looked for in singular, then by its last word: a
 * tabby cat is a cat.
 *
 * <p><b>Threads:</b> any; nothing changes once it is loaded, at first use, in about a second.
 */
public final class NounKinds {
  private static final String FOLDER = "/net/sf/extjwnl/data/wordnet/wn31/";

  /** Meanings of a word that count, the commonest first: a van is a vanguard first of all. */
  private static final int SENSES = 4;

  /** What a line of index.noun holds before the kinds of pointers. */
  private static final int INDEX_FIELDS = 4;

  private final Map<String, int[]> senses = new HashMap<>();
  private final Map<Integer, int[]> above = new HashMap<>();

  private static final class Loaded {
    private static final NounKinds WORDNET = load();
  }

  private NounKinds() {}

  /** Those of WordNet. */
  public static NounKinds wordNet() {
    return Loaded.WORDNET;
  }

  private static NounKinds load() {
    NounKinds kinds = new NounKinds();
    forEachLine("index.noun", kinds::addWord);
    forEachLine("data.noun", kinds::addMeaning);
    return kinds;
  }

  /** Whether all that is called one is called the other, too, in one of their common meanings. */
  public boolean isKindOf(String noun, String other) {
    Set<Integer> above = meaningsAbove(noun);
    return meanings(other).stream().anyMatch(above::contains);
  }

  /** The common meanings of a word, none where it is unknown. */
  public List<Integer> meanings(String word) {
    String lemma = lemma(word.strip().toLowerCase(Locale.ROOT));
    List<Integer> meanings = new ArrayList<>();
    for (int sense : senses.getOrDefault(lemma, new int[0])) {
      meanings.add(sense);
    }
    return meanings;
  }

  /** The common meanings of a word, and all that they are kinds of. */
  public Set<Integer> meaningsAbove(String word) {
    Deque<Integer> open = new ArrayDeque<>(meanings(word));
    Set<Integer> found = new HashSet<>();
    while (!open.isEmpty()) {
      int meaning = open.pop();
      if (found.add(meaning)) {
        for (int parent : above.getOrDefault(meaning, new int[0])) {
          open.push(parent);
        }
      }
    }
    return found;
  }

  private String lemma(String word) {
    for (String form : List.of(word, without(word, "s"), without(word, "es"))) {
      if (senses.containsKey(form)) {
        return form;
      }
    }
    int space = word.indexOf(' ');
    return space < 0 ? word : lemma(word.substring(space + 1));
  }

  private static String without(String word, String end) {
    return word.endsWith(end) ? word.substring(0, word.length() - end.length()) : word;
  }

  /** {@code lemma n count pointers symbol... count tagged offset...}, the commonest sense first. */
  private void addWord(String line) {
    String[] fields = line.split(" ");
    int count = Integer.parseInt(fields[2]);
    int first = INDEX_FIELDS + Integer.parseInt(fields[3]) + 2;
    int[] offsets = new int[Math.min(SENSES, count)];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = Integer.parseInt(fields[first + i]);
    }
    senses.put(fields[0].replace('_', ' '), offsets);
  }

  /**
   * {@code offset file n words word id ... pointers symbol offset n ends ... | gloss}; the number
   * of words is hexadecimal, {@code @} points to what it is a kind of.
   */
  private void addMeaning(String line) {
    String[] fields = line.substring(0, line.indexOf('|')).split(" ");
    int at = INDEX_FIELDS + 2 * Integer.parseInt(fields[3], 16);
    int pointers = Integer.parseInt(fields[at]);
    int[] parents = new int[pointers];
    int count = 0;
    for (int p = 0; p < pointers; p++) {
      int pointer = at + 1 + 4 * p;
      if (fields[pointer].equals("@")) {
        parents[count++] = Integer.parseInt(fields[pointer + 1]);
      }
    }
    above.put(Integer.parseInt(fields[0]), Arrays.copyOf(parents, count));
  }

  /** Lines that begin with a space are the licence. */
  private static void forEachLine(String file, Consumer<String> each) {
    try (InputStream in =
            Objects.requireNonNull(NounKinds.class.getResourceAsStream(FOLDER + file), file);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.startsWith(" ")).forEach(each);
    } catch (IOException e) {
      throw new UncheckedIOException("WordNet: cannot read " + file, e);
    }
  }
}
