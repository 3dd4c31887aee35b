package io.lexiseg.vision.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.PromptEnsemble;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.random.RandomPack;
import io.lexiseg.vision.setting.PaperPreset;
import io.lexiseg.vision.similarity.CategoryBank;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One small picture through networks of random weights, against what the authors' program made of
 * it stage by stage; docs/parity.md tells how the arrays were computed, and which part of them is
 * kept.
 */
class ReferenceParityTest {
  private static final List<String> NAMES = List.of("person", "sky", "car", "road", "tree");
  private static final int TOKEN_STEP = 37;
  private static final int REGION_STEP = 4;
  private static final int PIXEL_STEP = 16;

  /** Single precision over sums of up to 1369 terms, in another order. */
  private static final double TOLERANCE = 1e-5;

  /**
   * Of the tokens' deviation: twelve layers' worth of rounding, and another processor's kernels.
   */
  private static final double TOKEN_TOLERANCE = 1e-3;

  @TempDir private static Path folder;
  private static Encoders encoders;
  private static Path trace;

  @BeforeAll
  static void givenTrace() throws IOException {
    ModelPack pack = RandomPack.write(folder.resolve("pack"), RandomPack.Scale.SMALL, 1);
    encoders = DjlEncoders.open(pack, InferenceOptions.cpu());
    trace = Files.createDirectory(folder.resolve("trace"));
    RgbImage picture =
        new ImageDecoder(DecodeLimits.STANDARD).decode(Files.readAllBytes(golden("picture.png")));
    EncodedImage encoded =
        new PrototypeSegmenter(encoders, Runnable::run)
            .encode(picture, PaperPreset.CONTEXT.settings());
    for (StageArray stage : encoded.trace(givenBank())) {
      stage.writeTo(trace);
    }
  }

  @AfterAll
  static void closeEncoders() {
    encoders.close();
  }

  @Test
  void shouldEmbedSameTexts() throws IOException {
    // given
    NpyFile expected = NpyFile.read(golden("texts.npy"));
    PromptEnsemble ensemble =
        new PromptEnsemble(encoders.text(), ModelPack.load(folder.resolve("pack")).templates());

    // when
    List<float[]> texts = ensemble.embed(NAMES);

    // then
    for (int n = 0; n < NAMES.size(); n++) {
      thenClose("text of " + NAMES.get(n), texts.get(n), row(expected, n), TOLERANCE);
    }
  }

  @Test
  void shouldPlanSameWindows() throws IOException {
    assertThat(ours("windows").ints()).isEqualTo(NpyFile.read(golden("windows.npy")).ints());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void shouldCutSameSuperpixels(int window) throws IOException {
    // given
    Mask expected = MaskPng.decode(Files.readAllBytes(golden("labels-" + window + ".png")));

    // when
    int[] labels = ours("labels-" + window).ints();

    // then
    for (int p = 0; p < labels.length; p++) {
      assertThat(labels[p]).isEqualTo(Short.toUnsignedInt(expected.values()[p]));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void shouldEncodeSameTokens(int window) throws IOException {
    // given
    NpyFile expected = NpyFile.read(golden("tokens-" + window + ".npy"));
    double tolerance = TOKEN_TOLERANCE * deviation(expected.floats());

    // when
    NpyFile tokens = ours("tokens-" + window);

    // then
    for (int row = 0; row < expected.shape()[0]; row++) {
      thenClose("token", row(tokens, row * TOKEN_STEP), row(expected, row), tolerance);
    }
  }

  /** The authors' rows are unit vectors, or not a number where a region vanished. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void shouldPoolSameFeatures(int window) throws IOException {
    // given
    NpyFile expected = NpyFile.read(golden("features-" + window + ".npy"));

    // when
    NpyFile features = ours("features-" + window);

    // then
    for (int row = 0; row < expected.shape()[0]; row++) {
      thenSameDirection(row(features, row * REGION_STEP), row(expected, row));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void shouldFindSameSimilarities(int window) throws IOException {
    // given
    NpyFile local = NpyFile.read(golden("local-" + window + ".npy"));
    NpyFile dense = NpyFile.read(golden("dense-" + window + ".npy"));
    NpyFile global = NpyFile.read(golden("global-" + window + ".npy"));

    // when
    NpyFile ourLocal = ours("local-" + window);
    NpyFile ourDense = ours("dense-" + window);
    NpyFile ourGlobal = ours("global-" + window);

    // then
    for (int region = 0; region < local.shape()[0]; region++) {
      if (!Float.isNaN(row(local, region)[0])) {
        thenClose("local", row(ourLocal, region), row(local, region), TOLERANCE);
      }
    }
    for (int row = 0; row < dense.shape()[0]; row++) {
      thenClose("dense", row(ourDense, row * TOKEN_STEP), row(dense, row), TOLERANCE);
    }
    thenClose("global", ourGlobal.floats(), global.floats(), TOLERANCE);
  }

  @Test
  void shouldCombineSameScores() throws IOException {
    // given
    NpyFile expected = NpyFile.read(golden("scores.npy"));
    int columns = expected.shape()[1];

    // when
    NpyFile scores = ours("scores");

    // then
    for (int row = 0; row < expected.shape()[0] * columns; row++) {
      int y = row / columns * PIXEL_STEP;
      int x = row % columns * PIXEL_STEP;
      int pixel = y * scores.shape()[1] + x;
      thenClose(
          "score at %d,%d".formatted(y, x), row(scores, pixel), row(expected, row), TOLERANCE);
    }
  }

  @Test
  void shouldPaintSameMask() throws IOException {
    // given: no two categories are closer than rounding anywhere
    Mask expected = MaskPng.decode(Files.readAllBytes(golden("mask.png")));

    // when
    short[] mask = new short[expected.values().length];
    ours("mask").bytes().asShortBuffer().get(mask);

    // then
    assertThat(mask).isEqualTo(expected.values());
  }

  private static void thenSameDirection(float[] raw, float[] unit) {
    double squares = 0;
    for (float value : raw) {
      squares += (double) value * value;
    }
    boolean vanished = Float.isNaN(unit[0]);
    assertThat(squares == 0).isEqualTo(vanished);
    for (int d = 0; d < raw.length && !vanished; d++) {
      raw[d] /= (float) Math.sqrt(squares);
    }
    if (!vanished) {
      thenClose("feature", raw, unit, TOLERANCE);
    }
  }

  private static void thenClose(String what, float[] actual, float[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs((double) actual[i] - expected[i]);
      assertThat(error).as("%s, component %d", what, i).isLessThanOrEqualTo(tolerance);
    }
  }

  /** The vector of the last axis at a place of all axes before it. */
  private static float[] row(NpyFile file, int place) {
    int[] shape = file.shape();
    int length = shape[shape.length - 1];
    float[] row = new float[length];
    file.bytes().asFloatBuffer().get(place * length, row);
    return row;
  }

  private static double deviation(float[] values) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / values.length;
    return Math.sqrt(squares / values.length - mean * mean);
  }

  private static CategoryBank givenBank() throws IOException {
    NpyFile texts = NpyFile.read(golden("texts.npy"));
    NpyFile prototypes = NpyFile.read(golden("prototypes.npy"));
    return CategoryBank.of(
        NAMES, texts.shape()[1], prototypes.shape()[1], texts.floats(), prototypes.floats());
  }

  private static NpyFile ours(String stage) throws IOException {
    return NpyFile.read(trace.resolve(stage + ".npy"));
  }

  private static Path golden(String name) {
    String resource = "parity/" + name;
    return Path.of(
        Objects.requireNonNull(ReferenceParityTest.class.getResource(resource), resource)
            .getPath());
  }
}
