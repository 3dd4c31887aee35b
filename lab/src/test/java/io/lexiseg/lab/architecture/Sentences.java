package io.lexiseg.lab.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Sentences of the prose in a Markdown document; no tables, no code, no headings. */
final class Sentences {
  private static final Pattern NOT_PROSE = Pattern.compile("\\s*|#.*|\\|.*|<!--.*|    .*");
  private static final Pattern ITEM = Pattern.compile("^\\s*(?:[-*+]|\\d{1,2}\\.) +");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");
  private static final Pattern LINK = Pattern.compile("!?\\[([^]]*)]\\([^)]*\\)");
  private static final Pattern END =
      Pattern.compile("(?<!\\b(?:e\\.g|i\\.e|Eq|Fig|al|vs)\\.)(?<=[.!?:;][\"'”)*_]{0,3})\\s+");
  private static final Pattern WORD = Pattern.compile(".*[\\p{L}\\p{N}].*");

  private final List<Sentence> found = new ArrayList<>();
  private final List<String> paragraph = new ArrayList<>();
  private int paragraphLine;

  /** A sentence and the line that it begins on, counted from 1. */
  record Sentence(int line, String text) {
    /** A piece of code is one word, a link counts by its text, a sign alone is none. */
    long words() {
      return Arrays.stream(text.split("\\s+")).filter(WORD.asMatchPredicate()).count();
    }
  }

  private Sentences() {}

  static List<Sentence> of(List<String> document) {
    Sentences sentences = new Sentences();
    boolean code = false;
    for (int line = 1; line <= document.size(); line++) {
      String text = document.get(line - 1);
      boolean fence = text.strip().startsWith("```");
      code ^= fence;
      if (code || fence || NOT_PROSE.matcher(text).matches()) {
        sentences.endParagraph();
      } else {
        sentences.add(line, text);
      }
    }
    sentences.endParagraph();
    return sentences.found;
  }

  private void add(int line, String text) {
    if (ITEM.matcher(text).lookingAt()) {
      endParagraph();
    }
    if (paragraph.isEmpty()) {
      paragraphLine = line;
    }
    paragraph.add(ITEM.matcher(text).replaceFirst(""));
  }

  /** Line ends are kept until sentences are cut, so that each knows its line. */
  private void endParagraph() {
    String text = String.join("\n", paragraph);
    text = CODE.matcher(text).replaceAll(code -> "code" + "\n".repeat(lineEnds(code.group())));
    text = LINK.matcher(text).replaceAll("$1");
    int line = paragraphLine;
    int start = 0;
    var end = END.matcher(text);
    while (end.find()) {
      found.add(new Sentence(line, text.substring(start, end.start())));
      line += lineEnds(text.substring(start, end.end()));
      start = end.end();
    }
    if (start < text.length()) {
      found.add(new Sentence(line, text.substring(start)));
    }
    paragraph.clear();
  }

  private static int lineEnds(String text) {
    return (int) text.chars().filter(letter -> letter == '\n').count();
  }
}
