package io.lexiseg.indexbuilder.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.encoder.TextInput;
import io.lexiseg.vision.pack.generator.PromptSpec;
import io.lexiseg.vision.text.Tokenizer;
import io.lexiseg.vision.text.TokenizerSpec;
import io.lexiseg.vision.text.Tokenizers;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Token ids of CLIP as its published table gives them. */
class WordTokensTest {
  private static final int END = 49407;

  @Test
  void shouldFillUpWithTheIdOfThePack() {
    int[] ended = prompts(8, END).of("a cat").ids();
    int[] zeros = prompts(8, 0).of("a cat").ids();

    assertThat(ended).containsExactly(49406, 320, 2368, END, END, END, END, END);
    assertThat(zeros).containsExactly(49406, 320, 2368, END, 0, 0, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "cat, '2,5'",
    "Cat, '2,5'",
    "bed, 6",
    "cat bed, '5,6'",
    "traffic light, '11,12'",
    "light, 12",
    "cats, ''",
    "raffic, ''",
    "'', ''"
  })
  void shouldFindEveryOccurrenceOfAWord(String word, String places) {
    // given
    Prompts prompts = prompts(77, 0);
    Prompt prompt = prompts.of("a cat on a cat bed near a big... traffic light");

    // when, then
    assertThat(prompts.positions(prompt, word)).containsExactly(numbers(places));
  }

  @Test
  void shouldFindEveryPieceOfALongWord() {
    Prompts prompts = prompts(77, 0);

    assertThat(prompts.positions(prompts.of("an ultracrepidarian cat"), "ultracrepidarian"))
        .hasSizeGreaterThan(2)
        .startsWith(2, 3, 4);
  }

  @Test
  void shouldNotFindWhatIsCutOff() {
    // given room for five words
    Prompts prompts = prompts(7, 0);
    Prompt prompt = prompts.of("a cat on a big traffic light");

    assertThat(prompt.end()).isEqualTo(6);
    assertThat(prompts.positions(prompt, "big")).containsExactly(5);
    assertThat(prompts.positions(prompt, "traffic")).isEmpty();
    assertThat(prompts.positions(prompt, "big traffic")).isEmpty();
  }

  private static Prompts prompts(int maxTokens, int padding) {
    TokenizerSpec spec =
        new TokenizerSpec(TokenizerSpec.Kind.CLIP_BPE, Path.of("unused"), maxTokens);
    Tokenizer tokenizer = Tokenizers.open(spec);
    PromptSpec prompt =
        new PromptSpec(
            Path.of("text.onnx"), spec, padding, "ids", TextInput.IdType.INT32, "out", 8);
    return new Prompts(tokenizer, prompt);
  }

  private static int[] numbers(String text) {
    return text.isEmpty()
        ? new int[0]
        : Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
  }
}
