package io.lexiseg.vision.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.CategoryStatistics;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.setting.SegmentationSettings.Pooling;
import io.lexiseg.vision.setting.SegmentationSettings.Windowing;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.superpixel.FelzenszwalbParameters;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Against src/test/python/segmentation_goldens.py, which computes the same with numpy and torch.
 */
class GoldenSegmentationTest {

  static Stream<Arguments> cases() throws IOException {
    try (InputStream json =
        Objects.requireNonNull(GoldenSegmentationTest.class.getResourceAsStream("goldens.json"))) {
      JsonNode cases = new ObjectMapper().readTree(json);
      return StreamSupport.stream(cases.spliterator(), false)
          .flatMap(
              golden ->
                  Stream.of(1 << 20, 2_000) // one block of categories, several
                      .map(budget -> Arguments.of(golden.get("name").asText(), golden, budget)));
    }
  }

  @ParameterizedTest(name = "{0}, budget {2}")
  @MethodSource("cases")
  void shouldMatchReference(String name, JsonNode golden, int budget) {
    // given
    RgbImage image = givenImage(golden.get("height").asInt(), golden.get("width").asInt());
    PrototypeSegmenter segmenter = givenSegmenter(golden, budget);

    // when
    Segmentation segmentation = segmenter.segment(image, givenBank(golden), givenSettings(golden));

    // then: the script made sure that no two categories are closer than rounding
    assertThat(rows(segmentation.mask())).isEqualTo(strings(golden.get("mask")));
    thenStatisticsMatch(segmentation.statistics(), golden.get("statistics"));
  }

  private static void thenStatisticsMatch(List<CategoryStatistics> actual, JsonNode expected) {
    assertThat(actual).hasSize(expected.size());
    for (int i = 0; i < actual.size(); i++) {
      CategoryStatistics a = actual.get(i);
      JsonNode e = expected.get(i);
      assertThat(List.of(a.category(), (int) a.pixels(), a.minY(), a.minX(), a.maxY(), a.maxX()))
          .containsExactly(
              e.get(0).asInt(),
              e.get(1).asInt(),
              e.get(3).asInt(),
              e.get(4).asInt(),
              e.get(5).asInt(),
              e.get(6).asInt());
      // single precision on both sides, over sums of at most 16 terms
      assertThat(a.meanScore()).isCloseTo((float) e.get(2).asDouble(), within(1e-6f));
    }
  }

  private static PrototypeSegmenter givenSegmenter(JsonNode golden, int budget) {
    FakeEncoders encoders =
        new FakeEncoders(
            golden.get("rows").asInt(),
            golden.get("columns").asInt(),
            golden.get("dimension").asInt(),
            golden.get("textDimension").asInt(),
            golden.get("seed").asLong());
    return new PrototypeSegmenter(
        encoders,
        Runnable::run,
        parameters -> new BlockSuperpixels(((FelzenszwalbParameters) parameters).minSize()),
        (image, height, width) -> givenImage(height, width),
        budget);
  }

  private static CategoryBank givenBank(JsonNode golden) {
    int categories = golden.get("categories").asInt();
    int dimension = golden.get("dimension").asInt();
    int textDimension = golden.get("textDimension").asInt();
    long seed = golden.get("seed").asLong();
    float[] prototypes = new Sequence(seed).next(categories * dimension);
    for (JsonNode without : golden.get("withoutPrototype")) {
      Arrays.fill(prototypes, without.asInt() * dimension, (without.asInt() + 1) * dimension, 0);
    }
    return CategoryBank.of(
        IntStream.range(0, categories).mapToObj(n -> "category " + n).toList(),
        textDimension,
        dimension,
        new Sequence(seed + 100).nextUnit(categories, textDimension),
        prototypes);
  }

  private static SegmentationSettings givenSettings(JsonNode golden) {
    JsonNode threshold = golden.get("threshold");
    return new SegmentationSettings(
        golden.get("shortSide").asInt(),
        golden.get("maxLongSide").asInt(),
        Windowing.valueOf(golden.get("windowing").asText()),
        new FelzenszwalbParameters(1, 0, golden.get("block").asInt()),
        Pooling.valueOf(golden.get("pooling").asText()),
        golden.get("localWeight").asDouble(),
        threshold.isNull() ? OptionalDouble.empty() : OptionalDouble.of(threshold.asDouble()));
  }

  private static RgbImage givenImage(int height, int width) {
    return RgbImage.of(height, width, new byte[height * width * 3]);
  }

  private static List<String> rows(Mask mask) {
    List<String> rows = new ArrayList<>();
    for (int y = 0; y < mask.height(); y++) {
      StringJoiner row = new StringJoiner(" ");
      for (int x = 0; x < mask.width(); x++) {
        row.add(Integer.toString(mask.value(y, x)));
      }
      rows.add(row.toString());
    }
    return rows;
  }

  private static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
