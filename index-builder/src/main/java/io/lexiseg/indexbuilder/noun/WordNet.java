package io.lexiseg.indexbuilder.noun;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * English words as WordNet 3.1 knows them, with the everyday nouns that it lacks.
 *
 * <p>How often a word is used as a noun or otherwise is what WordNet counted in tagged texts. Of
 * its files only lemmas, irregular forms and counts are read.
 *
 * <p><b>Threads:</b> any; nothing changes once it is loaded.
 */
final class WordNet {
  private static final String FOLDER = "/net/sf/extjwnl/data/wordnet/wn31/";

  /** Where a line of data.noun, its first fields of fixed width, holds two hexadecimal digits. */
  private static final int COUNT_START = 14;

  /** A form is mostly a verb if it is used so this many times as often as a noun. */
  private static final int MOSTLY_VERB = 20;

  /** A form may be the verb of a sentence if it is used so this many times as often as a noun. */
  private static final int OFTEN_VERB = 2;

  /** Fewer uses than these say nothing. */
  private static final int FEW_USES = 5;

  /** A form is surely a noun if it is used so this many times as often as otherwise. */
  private static final int SURELY_NOUN = 5;

  private final Set<String> everyday = WordList.read("everyday-nouns.txt");
  private final Inflection nouns;
  private final Inflection names;
  private final Inflection verbs;
  private final Set<String> namesOfSeveralWords = new HashSet<>();
  private final Set<String> modifiers = new HashSet<>();
  private final Map<String, Integer> nounUses = new HashMap<>();
  private final Map<String, Integer> verbUses = new HashMap<>();
  private final Map<String, Integer> modifierUses = new HashMap<>();

  private WordNet() {
    nouns = new Inflection(new HashSet<>(everyday), irregular("noun.exc"), Inflection.OF_NOUNS);
    names = new Inflection(new HashSet<>(), Map.of(), Inflection.OF_NOUNS);
    verbs = new Inflection(new HashSet<>(), irregular("verb.exc"), Inflection.OF_VERBS);
  }

  static WordNet load() {
    WordNet words = new WordNet();
    WordList.forEachLine(FOLDER + "data.noun", words::addNouns);
    addLemmas("index.verb", words.verbs.lemmas());
    addLemmas("index.adj", words.modifiers);
    addLemmas("index.adv", words.modifiers);
    WordList.forEachLine(FOLDER + "cntlist.rev", words::addUses);
    return words;
  }

  /** Singular of a noun in lower case; empty if no noun has this form. */
  Optional<String> noun(String form) {
    if (everyday.contains(form)) {
      return Optional.of(form);
    }
    return nouns.base(form).map(this::singular).or(() -> names.base(form));
  }

  /** WordNet has some plurals, such as {@code windows}, for a sense of their own. */
  private String singular(String lemma) {
    if (!lemma.endsWith("s")) {
      return lemma;
    }
    String shorter = lemma.substring(0, lemma.length() - 1);
    boolean isUsedMore = uses(nounUses, shorter) > uses(nounUses, lemma);
    return isUsedMore && nouns.lemmas().contains(shorter) ? shorter : lemma;
  }

  /** Whether a list of ours has a noun, in singular or plural. */
  boolean isEveryday(String form) {
    return noun(form).filter(everyday::contains).isPresent();
  }

  /** Whether any word at all has this form. */
  boolean knows(String form) {
    return noun(form).isPresent() || isKnownOtherwise(form);
  }

  /** Whether a form, such as {@code sitting}, hardly ever is a noun although one has it. */
  boolean isMostlyVerb(String form) {
    return verbUses(form) >= MOSTLY_VERB * (1 + nounUses(form)) && !isEveryday(form);
  }

  /** Whether a form is used more often as a verb than as a noun. */
  boolean isOftenVerb(String form) {
    return verbUses(form) >= Math.max(FEW_USES, OFTEN_VERB * (1 + nounUses(form)))
        && !isEveryday(form);
  }

  /** Whether a form is a noun in plural. */
  boolean isPlural(String form) {
    return noun(form).filter(singular -> !singular.equals(form)).isPresent();
  }

  /** Whether a form is a noun and hardly ever anything else. */
  boolean isSurelyNoun(String form) {
    int otherwise = uses(modifierUses, form) + verbUses(form);
    return noun(form).isPresent()
        && (!isKnownOtherwise(form) || nounUses(form) >= SURELY_NOUN * (1 + otherwise));
  }

  /** Whether a form is a noun often enough to outweigh a tag of a closed class. */
  boolean isCommonNoun(String form) {
    return isSurelyNoun(form) && nounUses(form) >= FEW_USES;
  }

  /**
   * The name that words with their capitals make, such as {@code White House}.
   *
   * @param words at least 2, as they stand in a caption
   */
  Optional<String> name(List<String> words) {
    String name = String.join(" ", words);
    return namesOfSeveralWords.contains(name)
        ? Optional.of(name.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /**
   * The noun that words make, parted by spaces or hyphens: {@code fire trucks}, {@code t-shirt}.
   *
   * @param words at least 2, in lower case
   */
  Optional<String> compound(List<String> words) {
    return noun(String.join(" ", words)).or(() -> noun(String.join("-", words)));
  }

  /**
   * The noun that words make, written as one: {@code skate board}. Not if the first is rather an
   * adjective or the last a verb, as in {@code dark room} and {@code cat walks}.
   *
   * @param words at least 2, in lower case
   */
  Optional<String> oneWord(List<String> words) {
    String first = words.get(0);
    String last = words.get(words.size() - 1);
    boolean isAdjective = uses(modifierUses, first) > nounUses(first);
    boolean isVerb = verbUses(last) > nounUses(last);
    return isAdjective || isVerb ? Optional.empty() : noun(String.join("", words));
  }

  private boolean isKnownOtherwise(String form) {
    return modifiers.contains(form) || verbs.base(form).isPresent();
  }

  private int nounUses(String form) {
    return noun(form).map(noun -> uses(nounUses, noun)).orElse(0);
  }

  private int verbUses(String form) {
    return verbs.base(form).map(verb -> uses(verbUses, verb)).orElse(0);
  }

  private static int uses(Map<String, Integer> uses, String lemma) {
    return uses.getOrDefault(lemma, 0);
  }

  /** {@code offset file part count lemma id lemma id ...}; lemmas keep their capitals. */
  private void addNouns(String line) {
    if (line.startsWith(" ")) { // The licence.
      return;
    }
    int count = Integer.parseInt(line, COUNT_START, COUNT_START + 2, 16);
    int start = COUNT_START + 3;
    for (int i = 0; i < count; i++) {
      int end = line.indexOf(' ', start);
      addNoun(line.substring(start, end).replace('_', ' '));
      start = line.indexOf(' ', end + 1) + 1;
    }
  }

  /** A name of several words, such as White House, is one only with its capitals. */
  private void addNoun(String lemma) {
    int last = lemma.lastIndexOf(' ') + 1;
    if (!Character.isUpperCase(lemma.charAt(last))) {
      nouns.lemmas().add(lemma.toLowerCase(Locale.ROOT));
    } else if (last > 0) {
      namesOfSeveralWords.add(lemma);
    } else {
      names.lemmas().add(lemma.toLowerCase(Locale.ROOT));
    }
  }

  /** {@code lemma%part:... sense count}; parts 1 noun, 2 verb, 3 and 5 adjective, 4 adverb. */
  private void addUses(String line) {
    int percent = line.indexOf('%');
    Map<String, Integer> uses =
        switch (line.charAt(percent + 1)) {
          case '1' -> nounUses;
          case '2' -> verbUses;
          default -> modifierUses;
        };
    int count = Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
    uses.merge(line.substring(0, percent).replace('_', ' '), count, Integer::sum);
  }

  private static void addLemmas(String file, Set<String> lemmas) {
    WordList.forEachLine(
        FOLDER + file, line -> lemmas.add(line.substring(0, line.indexOf(' ')).replace('_', ' ')));
    lemmas.remove("");
  }

  private static Map<String, String> irregular(String file) {
    Map<String, String> bases = new HashMap<>();
    WordList.forEachLine(
        FOLDER + file,
        line -> {
          String[] forms = line.replace('_', ' ').split(" ");
          bases.putIfAbsent(forms[0], forms[1]);
        });
    return bases;
  }
}
