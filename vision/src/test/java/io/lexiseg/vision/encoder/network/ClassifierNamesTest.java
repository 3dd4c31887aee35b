package io.lexiseg.vision.encoder.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.vision.encoder.IncompatibleModelException;
import io.lexiseg.vision.encoder.NamingSpec;
import io.lexiseg.vision.feature.MaskSampledPooler;
import io.lexiseg.vision.feature.RegionFeatures;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.OnnxType;
import io.lexiseg.vision.superpixel.LabelMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierNamesTest {
  // [2 components, 3 classes]
  private static final float[] KERNEL = {1, 0, -1, 0, 1, 1};
  private static final float[] BIAS = {0.5f, 0, 0};
  // [3 classes, 2 components of text]
  private static final float[] NAMES = {1, 0, 0, 1, 0.6f, 0.8f};

  @TempDir private Path folder;

  @BeforeEach
  void setUp() throws IOException {
    OnnxGraph graph = new OnnxGraph("classifier");
    String in = graph.input("x", OnnxType.FLOAT32, "n", "2");
    String kernel = graph.weights("kernel", KERNEL, 2, 3);
    String bias = graph.weights("bias", BIAS, 3);
    graph.weights("names", NAMES, 3, 2);
    graph.output(graph.add("Gemm", List.of(in, kernel, bias)), "y", OnnxType.FLOAT32, "n", "3");
    graph.write(folder.resolve("classifier.onnx"));
  }

  @Test
  void shouldSumTheNamesOfTheMostProbableClasses() {
    // given: two regions, of tokens (3, 4) and (0, 2)
    RegionFeatures features = features(3, 4, 0, 2);
    // when
    float[] names = ClassifierNames.read(spec("kernel", 2, 2), 2, 2).embed(features);
    // then: unit features times 2 are (1.2, 1.6) and (0, 2); scores (1.7, 1.6, 0.4), (0.5, 2, 2)
    requireUnit(names, 0, 1, Math.exp(-0.1));
    requireUnit(names, 2, 0.6, 1 + 0.8);
  }

  @Test
  void shouldNameNothingWhereARegionHasNoFeature() {
    // when
    float[] names = ClassifierNames.read(spec("kernel", 2, 2), 2, 2).embed(features(0, 0, 0, 2));
    // then
    assertThat(names).startsWith(0, 0);
  }

  @Test
  void shouldTakeAllClassesWhereMoreAreConsidered() {
    // when
    float[] names = ClassifierNames.read(spec("kernel", 9, 1), 2, 2).embed(features(1, 0, 1, 0));
    // then: scores (1.5, 0, -1)
    double last = Math.exp(-2.5);
    requireUnit(names, 0, 1 + 0.6 * last, Math.exp(-1.5) + 0.8 * last);
  }

  @Test
  void shouldRefuseAConstantThatIsMissingOrOfAnotherShape() {
    assertThatThrownBy(() -> ClassifierNames.read(spec("core", 2, 2), 2, 2))
        .isInstanceOf(IncompatibleModelException.class)
        .hasMessageContaining("expected constant core of shape [2, 3], got []");
    assertThatThrownBy(() -> ClassifierNames.read(spec("kernel", 2, 2), 2, 5))
        .isInstanceOf(IncompatibleModelException.class)
        .hasMessageContaining("expected constant names of shape [3, 5], got [3, 2]");
  }

  private NamingSpec spec(String kernel, int considered, double scale) {
    return new NamingSpec(
        folder.resolve("classifier.onnx"), kernel, "bias", "names", considered, scale);
  }

  /** Two regions of one token each, side by side. */
  private static RegionFeatures features(float... tokens) {
    LabelMap map = LabelMap.of(1, 2, 2, new int[] {0, 1});
    return new MaskSampledPooler().pool(map, TokenGrid.of(1, 2, 2, tokens));
  }

  private static void requireUnit(float[] names, int at, double x, double y) {
    double length = Math.hypot(x, y);
    assertThat(names[at]).isCloseTo((float) (x / length), within(1e-5f));
    assertThat(names[at + 1]).isCloseTo((float) (y / length), within(1e-5f));
  }
}
