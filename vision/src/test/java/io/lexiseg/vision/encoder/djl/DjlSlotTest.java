package io.lexiseg.vision.encoder.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.encoder.EncoderException;
import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.OnnxType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DjlSlotTest {
  @TempDir Path folder;
  private LoadedModel model;
  private DjlSlot slot;

  @BeforeEach
  void givenDoublingNetwork() throws IOException {
    OnnxGraph graph = new OnnxGraph("double");
    String x = graph.input("x", OnnxType.FLOAT32, "n", "m");
    graph.output(graph.add("Add", List.of(x, x)), "y", OnnxType.FLOAT32, "n", "m");
    Path file = folder.resolve("double.onnx");
    graph.write(file);
    model = new OnnxRuntimeEngine(1).load(file);
    slot = (DjlSlot) model.openSlot();
  }

  @AfterEach
  void closeAll() {
    slot.close();
    model.close();
  }

  @Test
  void shouldNameItsInputs() {
    assertThat(model.inputs()).containsExactly("x");
  }

  @Test
  void shouldRunOnSmallerAndLargerInputs() {
    // when, then
    assertThat(run(1, 2, 3)).containsExactly(2, 4, 6);
    assertThat(run(1)).containsExactly(2);
    assertThat(run(1, 2, 3, 4)).containsExactly(2, 4, 6, 8);
  }

  @Test
  void shouldOfferDirectBuffersInNativeOrder() {
    // when
    ByteBuffer buffer = slot.input("x", ElementType.FLOAT32, TensorShape.of(2, 3));

    // then
    assertThat(buffer.isDirect()).isTrue();
    assertThat(buffer.order()).isEqualTo(ByteOrder.nativeOrder());
    assertThat(buffer.remaining()).isEqualTo(24);
  }

  @Test
  void shouldHoldNothingAfterARun() {
    // given
    run(1, 2);
    int held = slot.heldArrays();

    // when
    for (int i = 0; i < 100; i++) {
      run(i, 2);
    }

    // then
    assertThat(slot.heldArrays()).isEqualTo(held);
  }

  @Test
  void shouldNameTheOutputsWhenAskedForAnother() {
    // given
    run(1);

    // when, then
    assertThatThrownBy(() -> slot.output("z")).hasMessage("output: expected one of [y], got z");
  }

  @Test
  void shouldReportInputsThatTheEngineRefuses() {
    // given
    slot.input("other", ElementType.FLOAT32, TensorShape.of(1, 1));

    // when, then
    assertThatThrownBy(() -> slot.run())
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining("double.onnx");
    assertThat(run(2)).containsExactly(4);
  }

  @Test
  void shouldRefuseToRunOnceClosed() {
    // given
    slot.close();
    slot.close();

    // when, then
    assertThatThrownBy(() -> slot.run()).isInstanceOf(IllegalStateException.class);
  }

  private float[] run(float... values) {
    slot.input("x", ElementType.FLOAT32, TensorShape.of(1, values.length))
        .asFloatBuffer()
        .put(values);
    slot.run();
    OutputTensor output = slot.output("y");
    assertThat(output.shape()).isEqualTo(TensorShape.of(1, values.length));
    float[] result = new float[values.length];
    output.values().get(result);
    return result;
  }
}
