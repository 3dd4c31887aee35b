package io.lexiseg.vision.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.text.GoldenTokens.Golden;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordPieceTokenizerTest {
  private static final int LENGTH = 64;
  private static final String JSON =
      """
      {
        "normalizer": {"type": "BertNormalizer", "lowercase": true},
        "model": {
          "type": "WordPiece", "continuing_subword_prefix": "##",
          "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "road": 3, "##way": 4, "s": 5, "##s": 6}
        }
      }
      """;

  @TempDir Path folder;

  /**
   * The vocabulary was made of the golden texts' own letters and words; the ids are those of {@code
   * tokenizers.BertWordPieceTokenizer} 0.23.2, lower case, cut to 64. With the published MiniLM
   * vocabulary the same texts agree as well.
   */
  @Test
  void shouldEncodeAsTheReference() throws URISyntaxException {
    // given
    Tokenizer tokenizer = open(resource("wordpiece-vocab.txt"), LENGTH);
    List<Golden> goldens = GoldenTokens.read("wordpiece-tokens.json");

    // when, then
    assertThat(goldens).hasSizeGreaterThan(200);
    SoftAssertions softly = new SoftAssertions();
    for (Golden golden : goldens) {
      int[] expected = golden.ids().stream().mapToInt(Integer::intValue).toArray();
      softly.assertThat(tokenizer.encode(golden.text())).as(golden.text()).isEqualTo(expected);
    }
    softly.assertAll();
  }

  @Test
  void shouldReadTokenizerJson() throws IOException {
    // given
    Tokenizer tokenizer = open(written("tokenizer.json", JSON), LENGTH);

    // when, then
    assertThat(tokenizer.encode("Roadways")).containsExactly(1, 3, 4, 6, 2);
    assertThat(tokenizer.encode("rivers")).containsExactly(1, 0, 2);
    assertThat(tokenizer.encode("")).containsExactly(1, 2);
  }

  @Test
  void shouldCutLongTextAndKeepItsEnd() throws IOException {
    // given
    Tokenizer tokenizer = open(written("tokenizer.json", JSON), 5);

    // when, then
    assertThat(tokenizer.encode("road ".repeat(50_000))).containsExactly(1, 3, 3, 3, 2);
  }

  @Test
  void shouldTakeSpecialTokensInTextForLetters() throws IOException {
    // given
    Tokenizer tokenizer = open(written("tokenizer.json", JSON), LENGTH);

    // when, then
    assertThat(tokenizer.encode("road [SEP] road")).containsExactly(1, 3, 0, 0, 0, 3, 2);
  }

  @Test
  void shouldRejectOtherFiles() throws IOException {
    // given
    Path cased = written("cased.json", JSON.replace("true", "false"));
    Path bpe = written("bpe.json", JSON.replace("WordPiece", "BPE"));
    Path text = written("vocab.txt", "road\nsky\n");
    Path broken = written("broken.json", "{");

    // when, then
    assertThatThrownBy(() -> open(cased, LENGTH))
        .hasMessageContaining("cased.json: expected normalizer.lowercase true, got 'false'");
    assertThatThrownBy(() -> open(bpe, LENGTH))
        .hasMessageContaining("expected model.type WordPiece, got 'BPE'");
    assertThatThrownBy(() -> open(text, LENGTH))
        .hasMessageContaining("expected [UNK] among its 2 pieces");
    assertThatThrownBy(() -> open(broken, LENGTH)).hasMessageContaining("broken.json");
    assertThatThrownBy(() -> open(folder.resolve("none.txt"), LENGTH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none.txt: cannot be read");
  }

  private Path written(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(WordPieceTokenizerTest.class.getResource(name), name).toURI());
  }

  private static Tokenizer open(Path vocabulary, int maxTokens) {
    return Tokenizers.open(new TokenizerSpec(TokenizerSpec.Kind.WORDPIECE, vocabulary, maxTokens));
  }
}
