package io.lexiseg.indexbuilder.noun;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import opennlp.tools.postag.POSModel;
import opennlp.tools.postag.POSTaggerME;

/**
 * Parts of speech of the words of a caption, by OpenNLP's model for English.
 *
 * <p>Tokens are cut by a pattern: runs of letters, runs of digits, {@code 's} and {@code n't},
 * every other character alone. So a word's ends never lie within a run of letters.
 *
 * <p><b>Threads:</b> any; they take turns, since OpenNLP's tagger belongs to one thread.
 */
final class Tagger {
  /** By its exact name: every model brings a {@code model.properties}, so only one is found. */
  private static final String MODEL = "/opennlp-en-ud-ewt-pos-1.3-2.5.4.bin";

  private static final Pattern TOKEN =
      Pattern.compile(
          "'(?:s|re|ve|d|m|ll)\\b|\\p{L}+?(?=n't\\b)|n't\\b|[\\p{L}\\p{M}]+|\\p{N}+|[^\\s\\p{Cc}]",
          Pattern.CASE_INSENSITIVE);

  private final POSTaggerME tagger;

  private Tagger(POSTaggerME tagger) {
    this.tagger = tagger;
  }

  static Tagger load() {
    try (InputStream model = Tagger.class.getResourceAsStream(MODEL)) {
      if (model == null) {
        throw new IllegalStateException("class path: expected " + MODEL + ", found none");
      }
      return new Tagger(new POSTaggerME(new POSModel(model)));
    } catch (IOException e) {
      throw new UncheckedIOException(MODEL + ": cannot be read", e);
    }
  }

  /** The runs of letters, in order; other tokens only help to tag them. */
  List<TaggedWord> tag(String caption) {
    List<MatchResult> tokens = TOKEN.matcher(caption.replace('’', '\'')).results().toList();
    String[] tags = tags(tokens, isShouted(caption));
    List<TaggedWord> words = new ArrayList<>();
    for (int i = 0; i < tags.length; i++) {
      String text = tokens.get(i).group();
      if (Character.isLetter(text.codePointAt(0)) && text.indexOf('\'') < 0) {
        words.add(new TaggedWord(text, tokens.get(i).start(), tags[i]));
      }
    }
    return words;
  }

  private String[] tags(List<MatchResult> tokens, boolean shouted) {
    String[] texts = new String[tokens.size()];
    for (int i = 0; i < texts.length; i++) {
      String text = tokens.get(i).group();
      texts[i] = shouted ? text.toLowerCase(Locale.ROOT) : text;
    }
    String[] tags;
    synchronized (tagger) {
      tags = texts.length == 0 ? new String[0] : tagger.tag(texts);
    }
    for (int i = 0; i < tags.length; i++) {
      tags[i] = tags[i].split("\\+", 2)[0];
    }
    return tags;
  }

  /** Capitals throughout, which the tagger would take for names. */
  private static boolean isShouted(String caption) {
    return caption.codePoints().noneMatch(Character::isLowerCase);
  }
}
