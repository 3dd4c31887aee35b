package io.lexiseg.vision.pack.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxWeightsTest {
  private static final float[] VALUES = {1.5f, -2, 3, 0, 1e-8f, 6};

  @TempDir Path folder;
  private OnnxGraph graph;

  @BeforeEach
  void drawNetwork() {
    graph = new OnnxGraph("test");
    String input = graph.input("x", OnnxType.FLOAT32, "n", "2");
    String first = graph.weights("first", new float[] {1, 0, 0, 1}, 2, 2);
    String second = graph.weights("second", VALUES, 2, 3);
    graph.integers("whole", new long[] {1}, 1);
    String hidden = graph.add("MatMul", List.of(input, first));
    graph.output(graph.add("MatMul", List.of(hidden, second)), "y", OnnxType.FLOAT32, "n", "3");
  }

  @Test
  void shouldReadOneWeight() throws IOException {
    // given
    Path file = folder.resolve("network.onnx");
    graph.write(file);

    // when
    OnnxWeights weights = OnnxWeights.read(file);

    // then
    assertThat(weights.shape("second")).containsExactly(2, 3);
    assertThat(weights.values("second")).containsExactly(VALUES);
    assertThat(weights.longs("whole")).containsExactly(1);
  }

  @Test
  void shouldChangeOneWeightAndNothingElse() throws IOException {
    // given
    Path file = folder.resolve("network.onnx");
    graph.write(file);

    // when
    OnnxWeights.read(file).write(file, "second", new float[] {6, 5, 4, 3, 2, 1});

    // then
    OnnxWeights changed = OnnxWeights.read(file);
    assertThat(changed.values("second")).containsExactly(6, 5, 4, 3, 2, 1);
    assertThat(changed.values("first")).containsExactly(1, 0, 0, 1);
    assertThat(OnnxSignature.read(file).inputs()).containsOnlyKeys("x");
    assertThatThrownBy(() -> changed.write(file, "second", new float[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 6 values for second, got 5");
  }

  @Test
  void shouldFindNoneThatIsAbsent() throws IOException {
    // given
    Path file = folder.resolve("network.onnx");
    graph.write(file);

    // then
    OnnxWeights weights = OnnxWeights.read(file);
    assertThat(weights.shape("third")).isEmpty();
    assertThatThrownBy(() -> weights.values("third"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected a constant third, found none");
  }

  @Test
  void shouldRefuseWhatIsNoNetwork() throws IOException {
    Path file = Files.writeString(folder.resolve("text.onnx"), "no network at all");
    assertThatThrownBy(() -> OnnxWeights.read(file)).isInstanceOf(IOException.class);
    Path none = folder.resolve("none.onnx");
    assertThatThrownBy(() -> OnnxWeights.read(none)).isInstanceOf(IOException.class);
  }
}
