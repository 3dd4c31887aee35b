package io.lexiseg.vision.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.setting.SegmentationSettings.Pooling;
import io.lexiseg.vision.setting.SegmentationSettings.Windowing;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.superpixel.FelzenszwalbParameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentationTraceTest {
  private static final int CATEGORIES = 3;
  private static final int DIMENSION = 16;
  private static final int TEXT_DIMENSION = 8;

  @TempDir private Path folder;

  @Test
  void shouldNameStagesInOrder() {
    // given: 8 rows and 12 columns of windows of 8, so two of them
    EncodedImage encoded = givenEncoded(8, 12);

    // when
    List<StageArray> trace = encoded.trace(givenBank());

    // then
    assertThat(trace.stream().map(StageArray::name))
        .containsExactly(
            "texts",
            "prototypes",
            "image",
            "resized",
            "windows",
            "labels-0",
            "tokens-0",
            "features-0",
            "local-0",
            "dense-0",
            "global-0",
            "labels-1",
            "tokens-1",
            "features-1",
            "local-1",
            "dense-1",
            "global-1",
            "scores",
            "mask");
    assertThat(shape(trace, "windows")).containsExactly(2, 4);
    assertThat(shape(trace, "labels-1")).containsExactly(8, 8);
    assertThat(shape(trace, "tokens-1")).containsExactly(2, 3, DIMENSION);
    assertThat(shape(trace, "dense-1")).containsExactly(2, 3, CATEGORIES);
    assertThat(shape(trace, "scores")).containsExactly(8, 12, CATEGORIES);
  }

  /** At its own size a picture's mask is the arg-max of the scores. */
  @Test
  void shouldGiveScoresOfTheMask() throws IOException {
    // given
    EncodedImage encoded = givenEncoded(8, 12);
    CategoryBank bank = givenBank();

    // when
    for (StageArray stage : encoded.trace(bank)) {
      stage.writeTo(folder);
    }

    // then
    float[] scores = NpyFile.read(folder.resolve("scores.npy")).floats();
    short[] mask = encoded.segment(bank).mask().values();
    for (int p = 0; p < mask.length; p++) {
      for (int n = 0; n < CATEGORIES; n++) {
        assertThat(scores[p * CATEGORIES + mask[p] - 1])
            .isGreaterThanOrEqualTo(scores[p * CATEGORIES + n]);
      }
    }
    assertThat(NpyFile.read(folder.resolve("windows.npy")).ints())
        .containsExactly(0, 0, 8, 8, 0, 4, 8, 8);
  }

  @Test
  void shouldBeEmptyWhereNothingIsKept() {
    // given
    EncodedImage other =
        categories -> {
          throw new IllegalStateException("not called");
        };

    // when, then
    assertThat(other.trace(givenBank())).isEmpty();
  }

  private static int[] shape(List<StageArray> trace, String name) {
    return trace.stream()
        .filter(stage -> stage.name().equals(name))
        .findFirst()
        .orElseThrow()
        .shape();
  }

  private static EncodedImage givenEncoded(int height, int width) {
    FakeEncoders encoders = new FakeEncoders(2, 3, DIMENSION, TEXT_DIMENSION, 7);
    PrototypeSegmenter segmenter =
        new PrototypeSegmenter(
            encoders,
            Runnable::run,
            parameters -> new BlockSuperpixels(2),
            (image, h, w) -> givenImage(h, w));
    SegmentationSettings settings =
        new SegmentationSettings(
            8,
            64,
            Windowing.SLIDING,
            new FelzenszwalbParameters(1, 0, 2),
            Pooling.MASK_SAMPLED,
            0.8,
            OptionalDouble.empty());
    return segmenter.encode(givenImage(height, width), settings);
  }

  private static CategoryBank givenBank() {
    return CategoryBank.of(
        List.of("a", "b", "c"),
        TEXT_DIMENSION,
        DIMENSION,
        new Sequence(1).nextUnit(CATEGORIES, TEXT_DIMENSION),
        new Sequence(2).next(CATEGORIES * DIMENSION));
  }

  private static RgbImage givenImage(int height, int width) {
    return RgbImage.of(height, width, new byte[height * width * 3]);
  }
}
