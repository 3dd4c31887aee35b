package io.lexiseg.lab.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.lab.architecture.Sentences.Sentence;
import org.junit.jupiter.api.Test;

class SentencesTest {
  @Test
  void shouldEndSentencesAtSignsBeforeWhiteSpaceOnly() {
    assertThat(
            Sentences.of(
                "Share is 0.5, e.g. here. Is it?\nYes: (all.) Of\na.md; end".lines().toList()))
        .containsExactly(
            new Sentence(1, "Share is 0.5, e.g. here."),
            new Sentence(1, "Is it?"),
            new Sentence(2, "Yes:"),
            new Sentence(2, "(all.)"),
            new Sentence(2, "Of\na.md;"),
            new Sentence(3, "end"));
  }

  @Test
  void shouldTakeEachItemAlone() {
    assertThat(Sentences.of("Before\n- one\n  more\n1. two\n\nafter".lines().toList()))
        .extracting(Sentence::line)
        .containsExactly(1, 2, 4, 6);
  }

  @Test
  void shouldPassOverCodeTablesAndHeadings() {
    assertThat(
            Sentences.of(
                "# Head\n```\ncode\n```\n| cell |\n    code\n<!-- mark -->".lines().toList()))
        .isEmpty();
  }

  @Test
  void shouldCountCodeAsOneWordAndLinksByTheirText() {
    assertThat(Sentences.of("See `a b. c` in [two words](d e.md) – now.".lines().toList()))
        .singleElement()
        .returns(6L, Sentence::words);
  }
}
