package io.lexiseg.indexbuilder.noun;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A run of letters in a caption.
 *
 * @param text the letters
 * @param start position of its first letter in the caption
 * @param tag part of speech, of the Universal Dependencies
 */
record TaggedWord(String text, int start, String tag) {
  private static final Pattern LATIN = Pattern.compile("[\\p{IsLatin}\\p{M}]+");

  /** Letters that a word needs to outweigh a tag of a closed class; {@code it} is no IT. */
  private static final int CLEAR_LENGTH = 3;

  /** Position behind its last letter. */
  int end() {
    return start + text.length();
  }

  /** The word in lower case, as word lists have it. */
  String form() {
    return text.toLowerCase(Locale.ROOT);
  }

  boolean isLatin() {
    return LATIN.matcher(text).matches();
  }

  /** Whether it is a noun: by its tag, or because the word is hardly ever anything else. */
  boolean isNoun(WordNet wordNet) {
    return isTaggedNoun()
        || (isOpenClass()
            ? wordNet.isSurelyNoun(form())
            : text.length() >= CLEAR_LENGTH && wordNet.isCommonNoun(form()));
  }

  /** Whether the tagger took it for a noun or a name. */
  boolean isTaggedNoun() {
    return tag.equals("NOUN") || tag.equals("PROPN");
  }

  /** Whether the tagger took it for a name. */
  boolean isTaggedName() {
    return tag.equals("PROPN");
  }

  /** Whether its kind of word is one that new words join, so that the tagger may have guessed. */
  boolean isOpenClass() {
    return switch (tag) {
      case "NOUN", "PROPN", "ADJ", "ADV", "VERB", "X" -> true;
      default -> false;
    };
  }
}
