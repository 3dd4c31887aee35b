package io.lexiseg.vision.pack.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lexiseg.vision.encoder.djl.OnnxRuntimeEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxGraphTest {
  @TempDir Path folder;

  @Test
  void shouldWriteANetworkThatRuns() throws IOException, OrtException {
    // given
    OnnxGraph graph = new OnnxGraph("affine");
    String x = graph.input("x", OnnxType.FLOAT32, "n", "2");
    String weights = graph.weights("w", new float[] {1, 2, 3, 4}, 2, 2);
    String product = graph.add("MatMul", List.of(x, weights));
    String largest =
        graph.add("TopK", List.of(product, graph.integers("k", new long[] {1}, 1)), 2).get(1);
    graph.output(product, "y", OnnxType.FLOAT32, "n", "2");
    graph.output(largest, "largest", OnnxType.INT64, "n", "1");
    Path file = folder.resolve("affine.onnx");

    // when
    graph.write(file);

    // then
    new OnnxRuntimeEngine(1); // else DJL cannot start in this process any more
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor input = OnnxTensor.createTensor(environment, new float[][] {{1, 1}, {10, -10}});
        OrtSession.Result result = session.run(Map.of("x", input))) {
      assertThat((float[][]) result.get(0).getValue())
          .isDeepEqualTo(new float[][] {{4, 6}, {-20, -20}});
      assertThat((long[][]) result.get(1).getValue()).isDeepEqualTo(new long[][] {{1}, {0}});
    }
  }

  @Test
  void shouldRejectWeightsThatDoNotFitTheirShape() {
    // given
    OnnxGraph graph = new OnnxGraph("wrong");

    // when / then
    assertThatThrownBy(() -> graph.weights("w", new float[5], 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tensor w")
        .hasMessageContaining("expected 4")
        .hasMessageContaining("got 5");
  }

  @ParameterizedTest
  @EnumSource(
      value = OnnxType.class,
      names = {"FLOAT32", "FLOAT16"})
  void shouldComputeTheSameWithItsWeightsBesideIt(OnnxType type) throws IOException, OrtException {
    // given
    OnnxGraph graph = new OnnxGraph("sums");
    String x = graph.input("x", OnnxType.FLOAT32, "3");
    String first = graph.weights("first", type, constant(0.5f), 3);
    String second = graph.weights("second", type, constant(-2), 3);
    String sum = graph.add("Add", List.of(graph.add("Add", List.of(x, first)), second));
    graph.output(sum, "y", OnnxType.FLOAT32, "3");
    Path inside = folder.resolve("inside.onnx");
    Path beside = folder.resolve("beside.onnx");

    // when
    graph.write(inside);
    graph.writeBeside(beside);

    // then
    assertThat(run(inside)).containsExactly(-0.5f, 0.5f, 1.5f);
    assertThat(run(beside)).containsExactly(-0.5f, 0.5f, 1.5f);
    assertThat(folder.resolve("inside.onnx.data")).doesNotExist();
    int second64 = 64 + 3 * type.sizeBytes(); // the second tensor starts at 64
    assertThat(folder.resolve("beside.onnx.data")).hasSize(second64);
    assertThat(OnnxSignature.read(beside).externalBytes())
        .containsExactly(Map.entry("beside.onnx.data", (long) second64));
  }

  @Test
  void shouldLeaveNothingWhenAWeightIsTooLargeForItsType() throws IOException {
    // given
    OnnxGraph graph = new OnnxGraph("large");
    graph.output(
        graph.weights("w", OnnxType.FLOAT16, constant(1e6f), 3), "y", OnnxType.FLOAT32, "3");

    // when / then
    assertThatThrownBy(() -> graph.writeBeside(folder.resolve("large.onnx")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tensor w: expected values that 16 bits can hold, got 1000000.0");
    assertThat(folder).isEmptyDirectory();
  }

  private static WeightSource constant(float value) {
    return (from, target, count) -> Arrays.fill(target, 0, count, value);
  }

  private static float[] run(Path file) throws OrtException {
    new OnnxRuntimeEngine(1); // else DJL cannot start in this process any more
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor input = OnnxTensor.createTensor(environment, new float[] {1, 2, 3});
        OrtSession.Result result = session.run(Map.of("x", input))) {
      return (float[]) result.get(0).getValue();
    }
  }
}
