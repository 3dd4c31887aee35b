package io.lexiseg.indexbuilder.noun;

import io.lexiseg.indexbuilder.noun.DroppedWord.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chooses the nouns of one caption from its tagged words; one object a caption. */
final class NounSelection {
  private static final int SHORTEST_NOUN = 2;

  private final String caption;
  private final Compounds compounds;
  private final WordNet wordNet;
  private final Set<String> stopWords;
  private final List<Noun> nouns = new ArrayList<>();
  private final List<DroppedWord> dropped = new ArrayList<>();
  private final Set<String> lemmas = new HashSet<>();

  NounSelection(String caption, WordNet wordNet, Set<String> stopWords) {
    this.caption = caption;
    this.wordNet = wordNet;
    this.stopWords = stopWords;
    this.compounds = new Compounds(caption, wordNet, stopWords);
  }

  NounReport of(List<TaggedWord> words) {
    Optional<TaggedWord> before = Optional.empty();
    for (Compounds.Run run : compounds.split(words)) {
      TaggedWord word = run.words().get(0);
      if (run.lemma().isPresent()) {
        takeCompound(run, run.lemma().get());
      } else if (before.filter(subject -> isPredicate(subject, word)).isPresent()) {
        drop(word, Reason.NOT_A_NOUN);
      } else {
        takeWord(word);
      }
      before = Optional.of(run.words().get(run.words().size() - 1));
    }
    return new NounReport(nouns, dropped);
  }

  private void takeCompound(Compounds.Run run, String lemma) {
    take(caption.substring(run.start(), run.end()), lemma);
    run.words().stream()
        .filter(word -> word.isNoun(wordNet))
        .forEach(word -> drop(word, Reason.PART_OF_COMPOUND));
  }

  /** A verb that agrees with the noun before, as in {@code dog sleeps} and {@code cows graze}. */
  private boolean isPredicate(TaggedWord subject, TaggedWord word) {
    boolean agrees = word.form().endsWith("s") || wordNet.isPlural(subject.form());
    return agrees
        && word.isTaggedNoun()
        && subject.isTaggedNoun()
        && caption.substring(subject.end(), word.start()).isBlank()
        && wordNet.isOftenVerb(word.form());
  }

  private void takeWord(TaggedWord word) {
    if (!word.isNoun(wordNet)) {
      return;
    }
    String form = word.form();
    Optional<String> lemma = lemma(word, form);
    if (form.codePoints().filter(Character::isLetter).count() < SHORTEST_NOUN) {
      drop(word, Reason.TOO_SHORT);
    } else if (stopWords.contains(form)) {
      dropStopWord(word);
    } else if (lemma.isEmpty()) {
      drop(word, Reason.NOT_A_NOUN);
    } else {
      take(word.text(), lemma.get());
    }
  }

  private Optional<String> lemma(TaggedWord word, String form) {
    if (!word.isLatin() || wordNet.isMostlyVerb(form)) {
      return Optional.empty();
    }
    if (word.isTaggedName() && !wordNet.knows(form)) {
      return Optional.of(form);
    }
    return wordNet.noun(form);
  }

  private void take(String surface, String lemma) {
    if (stopWords.contains(lemma)) {
      dropped.add(new DroppedWord(surface, Reason.STOP_WORD));
    } else if (lemmas.add(lemma)) {
      nouns.add(new Noun(surface, lemma));
    } else {
      dropped.add(new DroppedWord(surface, Reason.REPEATED));
    }
  }

  /** Words that only we take for nouns, such as {@code while}, are not worth a report. */
  private void dropStopWord(TaggedWord word) {
    if (word.isTaggedNoun()) {
      drop(word, Reason.STOP_WORD);
    }
  }

  private void drop(TaggedWord word, Reason reason) {
    dropped.add(new DroppedWord(word.text(), reason));
  }
}
