package io.lexiseg.cli.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTextTest {

  @Test
  void shouldSplitAtCommasAndLineEnds() {
    assertThat(VocabularyText.names(" a ,b\r\n\n c,, d e ")).containsExactly("a", "b", "c", "d e");
  }

  @Test
  void shouldKeepCommasInQuotes() {
    assertThat(VocabularyText.names("sky, \"red, white and blue flag\" ,\"say \"\"no\"\"\""))
        .containsExactly("sky", "red, white and blue flag", "say \"no\"");
  }

  @Test
  void shouldTakeQuotesThatDoNotEncloseANameAsTheyAre() {
    assertThat(VocabularyText.names("5\" pipe, \"open, \"a\" b"))
        .containsExactly("5\" pipe", "\"open", "\"a\" b");
  }

  @Test
  void shouldLeaveAByteOrderMarkOut() {
    assertThat(VocabularyText.names("\uFEFFsky,road")).containsExactly("sky", "road");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sky", "red, white", "\"quoted\"", "5\" pipe", "a \"b\", c"})
  void shouldReadBackWhatItQuotes(String name) {
    // when
    String text = VocabularyText.quoted(name) + "," + VocabularyText.quoted("other");

    // then
    assertThat(VocabularyText.names(text)).isEqualTo(List.of(name, "other"));
  }
}
