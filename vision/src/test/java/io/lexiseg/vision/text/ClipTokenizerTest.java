package io.lexiseg.vision.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.text.GoldenTokens.Golden;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClipTokenizerTest {
  private static final int LENGTH = 77;

  private final Tokenizer tokenizer =
      Tokenizers.open(new TokenizerSpec(TokenizerSpec.Kind.CLIP_BPE, Path.of("unused"), LENGTH));

  @ParameterizedTest
  @CsvSource({ // docs/method.md, G12
    "itap of a cat., 49406 529 2728 539 320 2368 269 49407",
    "a bad photo of a cat., 49406 320 2103 1125 539 320 2368 269 49407",
    "a origami cat., 49406 320 31832 2368 269 49407",
    "a photo of the large cat., 49406 320 1125 539 518 3638 2368 269 49407",
    "a cat in a video game., 49406 320 2368 530 320 1455 1063 269 49407",
    "art of the cat., 49406 794 539 518 2368 269 49407",
    "a photo of the small cat., 49406 320 1125 539 518 2442 2368 269 49407",
    "diningtable, 49406 1462 653 2175 49407",
    "tvmonitor, 49406 3197 10198 49407",
    "pottedplant, 49406 3547 4841 3912 49407",
    "aeroplane, 49406 27735 3980 49407",
    "wall-brick, 49406 2569 268 9518 49407",
    "playingfield, 49406 47368 1570 49407",
    "crt screen, 49406 43877 3750 49407",
    "structural-other, 49406 16899 268 1010 49407",
    "'bed ', 49406 2722 49407",
  })
  void shouldEncodeAsPublished(String text, String expected) {
    // given
    int[] ids = Arrays.stream(expected.split(" ")).mapToInt(Integer::parseInt).toArray();

    // when, then
    assertThat(tokenizer.encode(text)).isEqualTo(Arrays.copyOf(ids, LENGTH));
  }

  /**
   * The ids are those of {@code open_clip.tokenizer.SimpleTokenizer} (open_clip_torch 3.3.0, with
   * ftfy) for category names, prompts, scripts, punctuation and random letters; zeros at the end
   * are left out.
   */
  @Test
  void shouldEncodeAsTheReference() {
    assertEncoded(GoldenTokens.read("clip-tokens.json"), 300);
  }

  /** As above, for what {@code tools/export/parity.py tokens} makes by rules. */
  @Test
  void shouldEncodeGeneratedTextsAsTheReference() {
    assertEncoded(GoldenTokens.read("clip-tokens-generated.json"), 440);
  }

  @Test
  @EnabledIfSystemProperty(named = "lexiseg.tokens", matches = ".+")
  void shouldEncodeAFileAsTheReference() throws MalformedURLException {
    // given
    Path file = Path.of(System.getProperty("lexiseg.tokens"));

    // when, then
    assertEncoded(GoldenTokens.read(file.toUri().toURL()), 1);
  }

  private void assertEncoded(List<Golden> goldens, int atLeast) {
    assertThat(goldens).hasSizeGreaterThanOrEqualTo(atLeast);
    SoftAssertions softly = new SoftAssertions();
    for (Golden golden : goldens) {
      int[] expected = golden.ids().stream().mapToInt(Integer::intValue).toArray();
      softly
          .assertThat(tokenizer.encode(golden.text()))
          .as(golden.text())
          .isEqualTo(Arrays.copyOf(expected, LENGTH));
    }
    softly.assertAll();
  }

  @Test
  void shouldCutLongTextAndKeepItsEnd() {
    // when
    int[] ids = tokenizer.encode("cat ".repeat(5000));

    // then
    assertThat(ids).hasSize(LENGTH).startsWith(49406, 2368).endsWith(2368, 49407);
  }

  @Test
  void shouldTakeControlTokensInTextForLetters() {
    // when
    int[] ids = tokenizer.encode("cat<|endoftext|><|startoftext|>dog");

    // then
    assertThat(Arrays.stream(ids).filter(id -> id == ClipVocabulary.END)).hasSize(1);
    assertThat(Arrays.stream(ids).filter(id -> id == ClipVocabulary.START)).hasSize(1);
    assertThat(Arrays.stream(ids).filter(id -> id != 0).count()).isGreaterThan(10);
  }

  @Test
  void shouldKeepUnknownEntitiesAndStrayAmpersands() {
    assertThat(tokenizer.encode("a &nosuchthing; & b"))
        .isEqualTo(tokenizer.encode("a & nosuchthing ; & b"));
  }
}
