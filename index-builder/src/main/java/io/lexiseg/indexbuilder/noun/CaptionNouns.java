package io.lexiseg.indexbuilder.noun;

import io.lexiseg.indexbuilder.noun.DroppedWord.Reason;
import java.util.List;
import java.util.Set;

/**
 * Finds the nouns of captions in English.
 *
 * <p>Source: Section 3.1 of the paper says only "noun parser". Words are tagged, nouns and names
 * kept, in lower case compared, of two letters at least, each once. Beyond that:
 *
 * <ul>
 *   <li>the tags are those of the Universal Dependencies, by OpenNLP, not of the Penn Treebank;
 *   <li>WordNet gives the singular and drops words that are no nouns; it also puts right words that
 *       it knows as nouns only, though the tagger took them for others;
 *   <li>neighbouring words that WordNet or a list of ours knows as one noun are one noun;
 *   <li>words that name nothing to be seen are dropped by a list.
 * </ul>
 *
 * <p><b>Threads:</b> any; tagging takes turns. The same caption always gives the same report.
 */
public final class CaptionNouns {
  /** Longest caption read; a longer one, most of which no generator reads, gives no noun. */
  public static final int MAX_CHARACTERS = 4_000;

  private final Tagger tagger;
  private final WordNet wordNet;
  private final Set<String> stopWords;

  private CaptionNouns(Tagger tagger, WordNet wordNet, Set<String> stopWords) {
    this.tagger = tagger;
    this.wordNet = wordNet;
    this.stopWords = stopWords;
  }

  /**
   * Loads the tagger and the words, which takes about a second.
   *
   * @throws IllegalStateException if the class path lacks one of their files
   */
  public static CaptionNouns open() {
    return new CaptionNouns(Tagger.load(), WordNet.load(), WordList.read("stop-words.txt"));
  }

  /**
   * Finds the nouns of a caption.
   *
   * @param caption any text; one without English words gives no noun
   */
  public NounReport extract(String caption) {
    if (caption.length() > MAX_CHARACTERS) {
      return new NounReport(List.of(), List.of(new DroppedWord("", Reason.CAPTION_TOO_LONG)));
    }
    return new NounSelection(caption, wordNet, stopWords).of(tagger.tag(caption));
  }
}
