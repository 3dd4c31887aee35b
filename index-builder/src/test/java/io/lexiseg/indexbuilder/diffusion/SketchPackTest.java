package io.lexiseg.indexbuilder.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexiseg.indexbuilder.attribution.AttributionMap;
import io.lexiseg.indexbuilder.attribution.AttributionMask;
import io.lexiseg.indexbuilder.generation.GeneratedPicture;
import io.lexiseg.indexbuilder.generation.PictureRequest;
import io.lexiseg.vision.encoder.djl.OnnxRuntimeEngine;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.generator.GeneratorPack;
import io.lexiseg.vision.pack.random.TinyPack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shipped generator against goldens of {@code tools/sketch/reference.py}, another
 * implementation of the loop. Engines may differ in the last bits, hence the tolerances.
 */
class SketchPackTest {
  private static final double MAP_TOLERANCE = 1e-3; // relative
  private static final double PICTURE_TOLERANCE = 2e-4; // relative
  private static final int MASK_TOLERANCE = 8; // pixels

  @TempDir static Path root;

  static Stream<JsonNode> goldens() throws IOException {
    try (InputStream in = SketchPackTest.class.getResourceAsStream("sketch/goldens.json")) {
      JsonNode goldens = JsonMapper.builder().build().readTree(in).get("goldens");
      return StreamSupport.stream(goldens.spliterator(), false);
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void shouldDrawAsTheReference(JsonNode golden) {
    // given
    GeneratorPack pack = GeneratorPacks.open(PackStore.at(root), SketchPack.ID);
    DiffusionSettings settings =
        DiffusionSettings.of(pack)
            .withSteps(golden.get("steps").asInt())
            .withGuidance(golden.get("guidance").asDouble());
    String caption = golden.get("caption").asText();
    List<String> words = new ArrayList<>();
    golden.get("words").fieldNames().forEachRemaining(words::add);
    words.retainAll(List.of(caption.split(" "))); // the reference finds "brick" in "bricks"
    PictureRequest request = new PictureRequest(caption, words, golden.get("seed").asLong());

    // when
    try (DiffusionGenerator generator =
        DiffusionGenerator.open(new OnnxRuntimeEngine(1), pack, settings)) {
      GeneratedPicture picture = generator.generate(List.of(request)).get(0).orElseThrow();

      // then
      double pictureSum = golden.get("pictureSum").asDouble();
      assertThat(sum(picture.image()))
          .isCloseTo(pictureSum, within(PICTURE_TOLERANCE * pictureSum));
      assertThat(picture.attributions().keySet()).containsExactlyElementsOf(words);
      picture
          .attributions()
          .forEach((word, map) -> assertMap(map, picture.image(), golden.get("words").get(word)));
    }
  }

  @Test
  void shouldBeWrittenAgainWhenItIsDamaged() throws IOException {
    // given
    PackStore store = PackStore.at(root.resolve("damaged"));
    GeneratorPack pack = SketchPack.install(store);
    Path vocabulary = pack.folder().resolve("vocab.txt");
    String words = Files.readString(vocabulary);

    // when, then
    Files.writeString(vocabulary, "cut");
    SketchPack.install(store).check();
    assertThat(vocabulary).hasContent(words);
    Files.writeString(pack.folder().resolve("pack.json"), "{}");
    assertThat(SketchPack.install(store)).isEqualTo(pack);
    assertThat(store.installed()).containsExactly("sketch");
  }

  @Test
  void shouldRefuseToDrawWithEncoders() {
    // given
    Path encoders = root.resolve("encoders");
    TinyPack.write(encoders, 1);
    PackStore store = PackStore.at(root.resolve("none"));

    // when, then
    assertThatThrownBy(() -> GeneratorPacks.open(store, encoders.toString()))
        .hasMessageContaining("expected a pack of kind generator, got one of kind encoders");
    assertThatThrownBy(() -> GeneratorPacks.open(store, "sd21"))
        .hasMessageContaining("pack sd21: expected a folder or one of []");
  }

  private static void assertMap(AttributionMap map, RgbImage image, JsonNode golden) {
    double sum = 0;
    for (float value : map.values()) {
      sum += value;
    }
    double expected = golden.get("mapSum").asDouble();
    assertThat(sum).isCloseTo(expected, within(MAP_TOLERANCE * expected));
    AttributionMask mask =
        AttributionMask.of(map, image.height(), image.width(), AttributionMask.GAMMA);
    assertThat(mask.count()).isCloseTo(golden.get("maskPixels").asInt(), within(MASK_TOLERANCE));
  }

  private static double sum(RgbImage image) {
    double sum = 0;
    for (byte sample : image.pixels()) {
      sum += sample & 0xff;
    }
    return sum;
  }
}
