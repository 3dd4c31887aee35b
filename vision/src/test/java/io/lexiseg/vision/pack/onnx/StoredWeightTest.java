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

class StoredWeightTest {
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
    StoredWeight weight = StoredWeight.find(file, "second").orElseThrow();

    // then
    assertThat(weight.shape()).containsExactly(2, 3);
    assertThat(weight.values()).containsExactly(VALUES);
  }

  @Test
  void shouldFindNoneThatIsAbsentOrOfAnotherKind() throws IOException {
    // given
    Path file = folder.resolve("network.onnx");
    graph.write(file);

    // then
    assertThat(StoredWeight.find(file, "third")).isEmpty();
    assertThat(StoredWeight.find(file, "whole")).isEmpty();
  }

  @Test
  void shouldRefuseWhatIsNoNetwork() throws IOException {
    Path file = Files.writeString(folder.resolve("text.onnx"), "no network at all");
    assertThatThrownBy(() -> StoredWeight.find(file, "second")).isInstanceOf(IOException.class);
    Path none = folder.resolve("none.onnx");
    assertThatThrownBy(() -> StoredWeight.find(none, "second")).isInstanceOf(IOException.class);
  }
}
