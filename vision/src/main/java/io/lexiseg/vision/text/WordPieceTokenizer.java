package io.lexiseg.vision.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * BERT's uncased word pieces: ids between {@code [CLS]} and {@code [SEP]}, not padded; of longer
 * text the first pieces are kept.
 *
 * <p><b>Source:</b> Devlin et al. 2019, as the tokenizers library does it: control characters go,
 * ideographs stand alone, accents and case go, punctuation stands alone, then the longest known
 * piece first. <b>Deviation:</b> special tokens in a text are ordinary letters here.
 */
final class WordPieceTokenizer implements Tokenizer {
  private static final int LONGEST_WORD = 100;
  private static final int MOST_CHARACTERS = 1 << 16;

  private final WordPieceVocabulary vocabulary;
  private final int maxTokens;

  WordPieceTokenizer(WordPieceVocabulary vocabulary, int maxTokens) {
    this.vocabulary = vocabulary;
    this.maxTokens = maxTokens;
  }

  @Override
  public int[] encode(String text) {
    List<Integer> ids = new ArrayList<>();
    ids.add(vocabulary.first());
    String normal = normalise(text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
    for (String word : words(normal)) {
      if (ids.size() >= maxTokens - 1) {
        break;
      }
      ids.addAll(pieces(word));
    }
    List<Integer> kept = ids.subList(0, Math.min(ids.size(), maxTokens - 1));
    int[] result = new int[kept.size() + 1];
    for (int i = 0; i < kept.size(); i++) {
      result[i] = kept.get(i);
    }
    result[kept.size()] = vocabulary.separator();
    return result;
  }

  @Override
  public OptionalInt unknown() {
    return OptionalInt.of(vocabulary.unknown());
  }

  @Override
  public boolean continuesWord(int id) {
    return vocabulary.continuesWord(id);
  }

  private static String normalise(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(point -> appendClean(clean, point));
    StringBuilder bare = new StringBuilder(clean.length());
    Normalizer.normalize(clean, Normalizer.Form.NFD)
        .codePoints()
        .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
        .map(Character::toLowerCase) // letter by letter: no final sigma
        .forEach(bare::appendCodePoint);
    return bare.toString();
  }

  private static void appendClean(StringBuilder clean, int point) {
    if (isWhiteSpace(point)) {
      clean.append(' ');
    } else if (isIdeograph(point)) {
      clean.append(' ').appendCodePoint(point).append(' ');
    } else if (!isControl(point)) {
      clean.appendCodePoint(point);
    }
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (isWhiteSpace(point) || isPunctuation(point)) {
                flush(word, words);
              }
              if (isPunctuation(point)) {
                words.add(Character.toString(point));
              } else if (!isWhiteSpace(point)) {
                word.appendCodePoint(point);
              }
            });
    flush(word, words);
    return words;
  }

  private static void flush(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private List<Integer> pieces(String word) {
    int[] points = word.codePoints().toArray();
    List<Integer> pieces = new ArrayList<>();
    int start = 0;
    while (start < points.length && points.length <= LONGEST_WORD) {
      int end = points.length;
      OptionalInt id = piece(points, start, end);
      while (id.isEmpty() && end > start + 1) {
        end--;
        id = piece(points, start, end);
      }
      if (id.isEmpty()) {
        return List.of(vocabulary.unknown());
      }
      pieces.add(id.getAsInt());
      start = end;
    }
    return pieces.isEmpty() ? List.of(vocabulary.unknown()) : pieces;
  }

  private OptionalInt piece(int[] points, int start, int end) {
    String letters = new String(points, start, end - start);
    return vocabulary.id(start == 0 ? letters : WordPieceVocabulary.CONTINUATION + letters);
  }

  private static boolean isWhiteSpace(int point) {
    return point == '\t' || point == '\n' || point == '\r' || Character.isSpaceChar(point);
  }

  private static boolean isControl(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> point == 0xFFFD;
    };
  }

  private static boolean isPunctuation(int point) {
    return switch (Character.getType(point)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> point < 128 && "$+<=>^`|~".indexOf(point) >= 0;
    };
  }

  private static boolean isIdeograph(int point) {
    return (point >= 0x4E00 && point <= 0x9FFF)
        || (point >= 0x3400 && point <= 0x4DBF)
        || (point >= 0x20000 && point <= 0x2A6DF)
        || (point >= 0x2A700 && point <= 0x2B73F)
        || (point >= 0x2B740 && point <= 0x2B81F)
        || (point >= 0x2B920 && point <= 0x2CEAF)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0x2F800 && point <= 0x2FA1F);
  }
}
