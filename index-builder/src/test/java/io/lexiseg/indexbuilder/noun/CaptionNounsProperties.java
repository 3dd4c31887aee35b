package io.lexiseg.indexbuilder.noun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any caption. */
class CaptionNounsProperties {
  private static final CaptionNouns NOUNS = CaptionNouns.open();

  @Property(tries = 300, seed = "11")
  void shouldNeverThrow(@ForAll String caption) {
    assertThat(NOUNS.extract(caption)).isNotNull();
  }

  @Property(tries = 300, seed = "12")
  void shouldNameOnlyWhatStandsInTheCaptionInItsOrder(@ForAll("sentences") String caption) {
    int from = 0;
    for (Noun noun : NOUNS.extract(caption).nouns()) {
      int at = caption.indexOf(noun.surface(), from);
      assertThat(at).describedAs("%s in \"%s\"", noun, caption).isNotNegative();
      from = at + noun.surface().length();
    }
  }

  @Property(tries = 300, seed = "13")
  void shouldNameNoLemmaTwice(@ForAll("sentences") String caption) {
    assertThat(NOUNS.extract(caption).nouns()).extracting(Noun::lemma).doesNotHaveDuplicates();
  }

  @Property(tries = 300, seed = "14")
  void shouldGiveLemmasInLowerCaseAndWordsOfTwoLetters(@ForAll("sentences") String caption) {
    for (Noun noun : NOUNS.extract(caption).nouns()) {
      assertThat(noun.lemma()).isEqualTo(noun.lemma().toLowerCase(Locale.ROOT));
      assertThat(noun.surface()).hasSizeGreaterThan(1);
    }
  }

  @Property(tries = 100, seed = "15")
  void shouldGiveTheSameReportAgain(@ForAll("sentences") String caption) {
    assertThat(NOUNS.extract(caption)).isEqualTo(NOUNS.extract(caption));
  }

  /** Words and signs that mean something to the rules, in any order. */
  @Provide
  Arbitrary<String> sentences() {
    Arbitrary<String> word =
        Arbitraries.of(
            "a",
            "A",
            "two",
            "red",
            "old",
            "wooden",
            "dog",
            "Dogs",
            "dog's",
            "fire",
            "truck",
            "trucks",
            "teddy",
            "bear",
            "sits",
            "sleeps",
            "riding",
            "horses",
            "on",
            "of",
            "and",
            "top",
            "group",
            "T-shirt",
            "don't",
            "White",
            "House",
            "Zlobnitz",
            "café",
            "犬",
            "3",
            "747s",
            "mp3",
            ",",
            ".",
            "-",
            "'",
            "’s",
            "\"",
            "\u0000",
            "\uD83D\uDC15",
            "<|endoftext|>");
    Arbitrary<String> gap = Arbitraries.of(" ", " ", " ", "", "-", "  ", "\n");
    return join(word, gap);
  }

  private static Arbitrary<String> join(Arbitrary<String> word, Arbitrary<String> gap) {
    return word.list()
        .ofMaxSize(25)
        .flatMap(words -> gap.list().ofSize(words.size()).map(gaps -> joined(words, gaps)));
  }

  private static String joined(List<String> words, List<String> gaps) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      text.append(words.get(i)).append(gaps.get(i));
    }
    return text.toString();
  }
}
