package io.lexiseg.vision.encoder.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.IncompatibleModelException;
import io.lexiseg.vision.encoder.batch.BatchOptions;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.random.TinyPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DjlEncodersTest {
  private static final InferenceOptions TWO_SLOTS = InferenceOptions.cpu(2);
  // Batches reorder float sums; the vectors' components are below 1.
  private static final Offset<Float> ROUNDING = within(1e-4f);

  @TempDir static Path folder;
  private static ModelPack pack;

  @BeforeAll
  static void givenPack() {
    pack = TinyPack.write(folder.resolve("tiny"), 7);
  }

  @Test
  void shouldEncodeImagesOfAnySize() {
    try (Encoders encoders = DjlEncoders.open(pack, TWO_SLOTS)) {
      // when
      TokenGrid tokens = encoders.dense().encode(image(1, 1, 1));
      float[] vector = encoders.image().embed(image(2, 30, 500));

      // then
      assertThat(tokens.rows()).isEqualTo(8);
      assertThat(tokens.columns()).isEqualTo(8);
      assertThat(tokens.dimension()).isEqualTo(encoders.dense().dimension()).isEqualTo(64);
      assertThat(vector).hasSize(encoders.image().dimension()).hasSize(32);
      assertThat(norm(vector)).isCloseTo(1, within(1e-6)); // float rounding of 32 squares
    }
  }

  @Test
  void shouldEmbedPromptsInOrder() {
    try (Encoders encoders = DjlEncoders.open(pack, TWO_SLOTS)) {
      // when
      List<float[]> both = encoders.text().embed(List.of("a photo of a cat.", "the road"));
      List<float[]> second = encoders.text().embed(List.of("the road"));

      // then
      assertThat(both).hasSize(2).allSatisfy(vector -> assertThat(vector).hasSize(32));
      assertThat(both.get(1)).isEqualTo(second.get(0));
      assertThat(both.get(0)).isNotEqualTo(both.get(1));
      assertThat(encoders.text().embed(List.of())).isEmpty();
    }
  }

  @Test
  void shouldGiveEachThreadItsOwnResult() {
    InferenceOptions batched =
        new InferenceOptions(2, 1, new BatchOptions(4, Duration.ofMillis(1), 64));
    try (Encoders alone = DjlEncoders.open(pack, InferenceOptions.cpu(1));
        Encoders together = DjlEncoders.open(pack, batched)) {
      // given
      List<RgbImage> images = IntStream.range(0, 24).mapToObj(i -> image(i, 40, 50)).toList();
      List<float[]> expected = images.stream().map(alone.image()::embed).toList();

      // when
      List<float[]> found = images.parallelStream().map(together.image()::embed).toList();

      // then
      for (int i = 0; i < images.size(); i++) {
        assertThat(found.get(i)).containsExactly(expected.get(i), ROUNDING);
      }
    }
  }

  @Test
  void shouldRefuseWorkOnceClosed() {
    // given
    Encoders encoders = DjlEncoders.open(pack, TWO_SLOTS);
    encoders.close();
    encoders.close();

    // when, then
    assertThatThrownBy(() -> encoders.dense().encode(image(1, 8, 8)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("dense: the batcher is closed");
  }

  @Test
  void shouldReportAllDifferencesBetweenPackAndNetworks() throws IOException {
    // given
    Path wrong = folder.resolve("wrong");
    TinyPack.write(wrong, 7);
    String description = Files.readString(wrong.resolve(ModelPack.FILE_NAME));
    Files.writeString(
        wrong.resolve(ModelPack.FILE_NAME),
        description
            .replaceFirst("\"sizePx\" : \\[ 112, 112 ]", "\"sizePx\" : [ 126, 126 ]")
            .replace("\"ids\" : \"input_ids\"", "\"ids\" : \"tokens\"")
            .replace("\"output\" : \"image_embeds\"", "\"output\" : \"embedding\""));

    // when
    IncompatibleModelException error =
        catchThrowableOfType(
            IncompatibleModelException.class,
            () -> DjlEncoders.open(ModelPack.load(wrong), TWO_SLOTS).close());

    // then
    assertThat(error.problems())
        .hasSize(4)
        .allSatisfy(problem -> assertThat(problem).contains(".onnx): "))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .contains("dense.onnx", "input pixel_values: expected FLOAT [?, 3, 126, 126]"))
        .anySatisfy(
            p -> assertThat(p).contains("expected FLOAT [?, 82, 64], got FLOAT [?, 65, 64]"))
        .anySatisfy(p -> assertThat(p).contains("output: expected embedding, got [image_embeds]"))
        .anySatisfy(p -> assertThat(p).contains("inputs: expected [tokens], got [input_ids]"));
  }

  @Test
  void shouldReportWrongDimensionAndElementType() throws IOException {
    // given
    Path wrong = folder.resolve("types");
    TinyPack.write(wrong, 7);
    String description = Files.readString(wrong.resolve(ModelPack.FILE_NAME));
    Files.writeString(
        wrong.resolve(ModelPack.FILE_NAME),
        description
            .replace("\"dimension\" : 64", "\"dimension\" : 96")
            .replace("\"type\" : \"int32\"", "\"type\" : \"int64\""));

    // when
    IncompatibleModelException error =
        catchThrowableOfType(
            IncompatibleModelException.class,
            () -> DjlEncoders.open(ModelPack.load(wrong), TWO_SLOTS).close());

    // then
    assertThat(error.problems())
        .hasSize(2)
        .anySatisfy(
            p -> assertThat(p).contains("expected FLOAT [?, 65, 96], got FLOAT [?, 65, 64]"))
        .anySatisfy(
            p -> assertThat(p).startsWith("text").contains("expected INT64 [?, 77], got INT32"));
  }

  @Test
  void shouldRejectFileThatIsNoNetwork() throws IOException {
    // given
    Path wrong = folder.resolve("broken");
    TinyPack.write(wrong, 7);
    Files.writeString(wrong.resolve("image.onnx"), "not a network");

    // when, then
    assertThatThrownBy(() -> DjlEncoders.open(ModelPack.load(wrong), TWO_SLOTS))
        .isInstanceOf(IncompatibleModelException.class)
        .hasMessageContaining("image.onnx: expected a network in ONNX format");
  }

  private static RgbImage image(long seed, int height, int width) {
    byte[] pixels = new byte[height * width * 3];
    new Random(seed).nextBytes(pixels);
    return RgbImage.of(height, width, pixels);
  }

  private static double norm(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }
}
