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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
