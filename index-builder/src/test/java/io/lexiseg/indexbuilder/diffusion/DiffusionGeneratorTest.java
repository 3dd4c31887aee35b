package io.lexiseg.indexbuilder.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.indexbuilder.generation.GeneratedPicture;
import io.lexiseg.indexbuilder.generation.GeneratorIdentity;
import io.lexiseg.indexbuilder.generation.PictureRequest;
import io.lexiseg.vision.encoder.IncompatibleModelException;
import io.lexiseg.vision.encoder.djl.OnnxRuntimeEngine;
import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.pack.generator.GeneratorPack;
import io.lexiseg.vision.pack.generator.SchedulerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiffusionGeneratorTest {
  private static final InferenceEngine ENGINE = new OnnxRuntimeEngine(1);
  private static final String CAPTION = "a cat and a dog on the mat";

  @TempDir Path folder;

  @Test
  void shouldDrawTheSameOfTheSameRequest() {
    // given
    PictureRequest request = new PictureRequest(CAPTION, List.of("dog", "cat"), 3);

    // when
    GeneratedPicture first;
    GeneratedPicture again;
    try (DiffusionGenerator generator = opened()) {
      first = drawn(generator, request);
      drawn(generator, new PictureRequest("a red light", List.of("light"), 4));
      again = drawn(generator, request);
    }

    // then
    assertThat(first.image().height()).isEqualTo(TinyGenerator.PICTURE);
    assertThat(first.attributions().keySet()).containsExactly("dog", "cat");
    assertSame(first, again, "dog", "cat");
  }

  @Test
  void shouldDrawAnotherPictureOfAnotherSeedOrCaption() {
    try (DiffusionGenerator generator = opened()) {
      byte[] pixels = drawn(generator, new PictureRequest(CAPTION, List.of(), 3)).image().pixels();

      assertThat(drawn(generator, new PictureRequest(CAPTION, List.of(), 4)).image().pixels())
          .isNotEqualTo(pixels);
      assertThat(drawn(generator, new PictureRequest("a cat", List.of(), 3)).image().pixels())
          .isNotEqualTo(pixels);
    }
  }

  @Test
  void shouldRunAgainForTokensBeyondThoseOfOneRun() {
    // given five tokens, two a run
    List<String> words = List.of("cat", "a", "dog", "mat");

    try (DiffusionGenerator generator = opened()) {
      // when
      GeneratedPicture all = drawn(generator, new PictureRequest(CAPTION, words, 3));

      // then
      assertThat(generator.denoiserRuns()).isEqualTo(4 * 3);
      for (String word : words) {
        assertSame(drawn(generator, new PictureRequest(CAPTION, List.of(word), 3)), all, word);
      }
    }
  }

  @Test
  void shouldLeaveOutWordsThatThePromptDoesNotHold() {
    // given an unknown word, a part of a longer one, one behind the end of the prompt
    String caption = "a zebra and a red red red cats on the traffic light a mat";
    List<String> words = List.of("zebra", "cat", "cats", "traffic light", "light", "mat", "dog");

    try (DiffusionGenerator generator = opened()) {
      GeneratedPicture picture = drawn(generator, new PictureRequest(caption, words, 1));

      assertThat(picture.attributions().keySet()).containsExactly("cats");
    }
  }

  @ParameterizedTest
  @EnumSource(SchedulerSpec.Kind.class)
  void shouldDrawWithEveryScheduler(SchedulerSpec.Kind kind) {
    // given
    GeneratorPack pack = new TinyGenerator(folder).write();
    DiffusionSettings settings = DiffusionSettings.of(pack).withScheduler(kind).withSteps(6);

    // when
    try (DiffusionGenerator generator = DiffusionGenerator.open(ENGINE, pack, settings)) {
      drawn(generator, new PictureRequest(CAPTION, List.of("cat"), 9));

      // then
      assertThat(generator.denoiserRuns()).isEqualTo(kind == SchedulerSpec.Kind.PNDM ? 7 : 6);
    }
  }

  @Test
  void shouldDrawWithoutAnUnconditionalRow() {
    // given
    GeneratorPack pack = new TinyGenerator(folder).guidance(1).write();

    // when
    try (DiffusionGenerator generator =
        DiffusionGenerator.open(ENGINE, pack, DiffusionSettings.of(pack))) {
      drawn(generator, new PictureRequest(CAPTION, List.of("cat"), 9));
    }

    // then
    assertThatThrownBy(
            () ->
                DiffusionGenerator.open(ENGINE, pack, DiffusionSettings.of(pack).withGuidance(7.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 1, its denoiser has no unconditional row; got 7.5");
  }

  @ParameterizedTest
  @CsvSource({"NaN,1,1", "Infinity,1,1", "1,NaN,1", "1,1,NaN"})
  void shouldGiveNothingWhereValuesAreNotFinite(float noise, float map, float colour) {
    // given
    GeneratorPack pack = new TinyGenerator(folder).scales(noise, map, colour).write();
    PictureRequest request = new PictureRequest(CAPTION, List.of("cat"), 9);

    try (DiffusionGenerator generator =
        DiffusionGenerator.open(ENGINE, pack, DiffusionSettings.of(pack))) {
      // when
      List<Optional<GeneratedPicture>> drawn = generator.generate(List.of(request));

      // then
      assertThat(drawn).containsExactly(Optional.empty());
      assertThat(generator.denoiserRuns()).isEqualTo(Float.isFinite(noise) ? 4 : 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "a cat <|endoftext|> a dog", "a [sep] cat"})
  void shouldRefuseCaptionsThatAreNone(String caption) {
    try (DiffusionGenerator generator = opened()) {
      assertThatThrownBy(
              () -> generator.generate(List.of(new PictureRequest(caption, List.of(), 1))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("caption: expected ");
    }
  }

  @Test
  void shouldTakeOneRequestACall() {
    PictureRequest request = new PictureRequest(CAPTION, List.of(), 1);
    try (DiffusionGenerator generator = opened()) {
      assertThat(generator.batchSize()).isEqualTo(1);
      assertThatThrownBy(() -> generator.generate(List.of(request, request)))
          .hasMessageContaining("requests: expected 1, got 2");
    }
  }

  @Test
  void shouldSayWhatDraws() {
    GeneratorPack pack = new TinyGenerator(folder).write();
    DiffusionSettings settings =
        DiffusionSettings.of(pack).withScheduler(SchedulerSpec.Kind.PNDM).withSteps(7);
    DiffusionGenerator generator = DiffusionGenerator.open(ENGINE, pack, settings);

    assertThat(generator.identity())
        .isEqualTo(
            new GeneratorIdentity("tiny-generator", pack.sha256(), "pndm 7 steps, guidance 2.0"));
    generator.close();
    generator.close();
  }

  @Test
  void shouldNameEveryTensorThatDoesNotFit() throws IOException {
    // given
    new TinyGenerator(folder).write();
    Path description = folder.resolve("pack.json");
    Files.writeString(
        description,
        Files.readString(description)
            .replace("\"width\" : 4", "\"width\" : 5")
            .replace("\"channels\" : 2", "\"channels\" : 4")
            .replace("\"maps_2\"", "\"maps_1\"")
            .replace("int32", "int64"));
    GeneratorPack pack = GeneratorPack.load(folder);

    // when, then
    assertThatThrownBy(() -> DiffusionGenerator.open(ENGINE, pack, DiffusionSettings.of(pack)))
        .isInstanceOf(IncompatibleModelException.class)
        .hasMessageContaining("input input_ids: expected INT64 [1, 14], got INT32 [1, 14]")
        .hasMessageContaining(
            "output last_hidden_state: expected FLOAT [1, 14, 5], got FLOAT [1, 14, 4]")
        .hasMessageContaining("input sample: expected FLOAT [2, 4, 4, 4], got FLOAT [2, 2, 4, 4]")
        .hasMessageContaining("input encoder_hidden_states: expected FLOAT [2, 14, 5]")
        .hasMessageContaining("output: expected maps_1, got [out_sample, maps_4, maps_2]")
        .hasMessageContaining("input latent: expected FLOAT [1, 4, 4, 4]");
  }

  private DiffusionGenerator opened() {
    GeneratorPack pack = new TinyGenerator(folder).write();
    return DiffusionGenerator.open(ENGINE, pack, DiffusionSettings.of(pack));
  }

  private static GeneratedPicture drawn(DiffusionGenerator generator, PictureRequest request) {
    return generator.generate(List.of(request)).get(0).orElseThrow();
  }

  private static void assertSame(GeneratedPicture one, GeneratedPicture other, String... words) {
    assertThat(one.image().pixels()).isEqualTo(other.image().pixels());
    for (String word : words) {
      assertThat(values(one, word)).isEqualTo(values(other, word));
    }
  }

  private static float[] values(GeneratedPicture picture, String word) {
    return Objects.requireNonNull(picture.attributions().get(word), word).values();
  }
}
