package io.lexiseg.indexbuilder.noun;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the compounds among the words of a caption, from its end to its beginning: the last word of
 * a compound is its head, so {@code red fire hydrant} holds a fire hydrant and no red fire.
 */
final class Compounds {
  private static final Pattern JOINT = Pattern.compile("\\s+|-");

  /** Most words of a compound. */
  private static final int LONGEST = 4;

  private final String caption;
  private final WordNet wordNet;
  private final Set<String> stopWords;

  Compounds(String caption, WordNet wordNet, Set<String> stopWords) {
    this.caption = caption;
    this.wordNet = wordNet;
    this.stopWords = stopWords;
  }

  /**
   * One word, or the words of a compound.
   *
   * @param words neighbours, at least 1
   * @param lemma of the compound; empty for one word
   */
  record Run(List<TaggedWord> words, Optional<String> lemma) {
    int start() {
      return words.get(0).start();
    }

    int end() {
      return words.get(words.size() - 1).end();
    }
  }

  /** Splits words into runs, in order; each word is in exactly one. */
  List<Run> split(List<TaggedWord> words) {
    List<Run> runs = new ArrayList<>();
    int to = words.size();
    while (to > 0) {
      Run run = runBefore(words, to);
      runs.add(run);
      to -= run.words().size();
    }
    Collections.reverse(runs);
    return runs;
  }

  private Run runBefore(List<TaggedWord> words, int to) {
    for (int count = joinable(words, to); count > 1; count--) {
      List<TaggedWord> candidates = words.subList(to - count, to);
      Optional<String> lemma = lemma(candidates);
      if (lemma.isPresent()) {
        return new Run(candidates, lemma);
      }
    }
    return new Run(words.subList(to - 1, to), Optional.empty());
  }

  /** How many words before a position may make a compound: Latin, parted by spaces or a hyphen. */
  private int joinable(List<TaggedWord> words, int to) {
    int count = 0;
    while (count < LONGEST && count < to) {
      TaggedWord word = words.get(to - 1 - count);
      String joint = count == 0 ? " " : between(word, words.get(to - count));
      boolean mayJoin = joint.equals("-") || word.isOpenClass();
      if (!mayJoin || !word.isLatin() || !JOINT.matcher(joint).matches()) {
        break;
      }
      count++;
    }
    return count;
  }

  private Optional<String> lemma(List<TaggedWord> candidates) {
    List<String> forms = candidates.stream().map(TaggedWord::form).toList();
    Optional<String> compound = wordNet.compound(forms);
    if (compound.filter(wordNet::isEveryday).isPresent()) {
      return compound;
    }
    TaggedWord first = candidates.get(0);
    TaggedWord head = candidates.get(candidates.size() - 1);
    Optional<String> name = wordNet.name(candidates.stream().map(TaggedWord::text).toList());
    if (name.isPresent() || stopWords.contains(first.form()) || !isHead(head) || isDoing(first)) {
      return name;
    }
    return compound.or(() -> wordNet.oneWord(forms));
  }

  private boolean isHead(TaggedWord word) {
    return word.isNoun(wordNet) && !wordNet.isMostlyVerb(word.form());
  }

  /** As in {@code riding horses}, which are no riding horses. */
  private static boolean isDoing(TaggedWord word) {
    return word.tag().equals("VERB") && word.form().endsWith("ing");
  }

  private String between(TaggedWord first, TaggedWord second) {
    return caption.substring(first.end(), second.start());
  }
}
