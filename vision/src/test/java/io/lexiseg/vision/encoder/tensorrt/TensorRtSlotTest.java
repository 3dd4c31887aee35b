package io.lexiseg.vision.encoder.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.tensorrt.jni.FakeTensorRt;
import io.lexiseg.vision.encoder.EncoderException;
import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.HalfFloat;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import io.lexiseg.vision.encoder.engine.Precision;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.OnnxType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that doubles rows of three numbers, with plans for 1, 2, 4 and 8 rows. */
class TensorRtSlotTest {
  private static final int WIDTH = 3;

  @TempDir private Path folder;
  private final List<ByteBuffer> locked = new ArrayList<>();
  private final List<ByteBuffer> unlocked = new ArrayList<>();
  private Path network = Path.of("");
  private FakeMachine machine = new FakeMachine(Path.of(""), Precision.FP32);
  private PlanLadder ladder;
  private Slot slot;

  private final PageLocks locks =
      new PageLocks() {
        @Override
        public void lock(ByteBuffer direct) {
          locked.add(direct);
        }

        @Override
        public void unlock(ByteBuffer direct) {
          unlocked.add(direct);
        }
      };

  @BeforeEach
  void givenPlans() throws IOException {
    open(Precision.FP32);
  }

  @AfterEach
  void thenNothingIsLeft() {
    slot.close();
    ladder.close();
    assertThat(FakeTensorRt.sessions()).isZero();
    assertThat(FakeTensorRt.models()).isZero();
  }

  @Test
  void shouldRunOnTheSmallestPlanThatHasRoom() {
    for (int rows : new int[] {1, 2, 4, 5, 8, 1}) {
      assertThat(run(rows, 10)).containsExactly(doubled(rows, 10));
    }
    assertThat(FakeTensorRt.batches()).containsExactly(1L, 2L, 4L, 8L, 8L, 1L);
  }

  @Test
  void shouldNotLetEarlierRowsShine() {
    run(4, 100);
    assertThat(run(3, 1)).containsExactly(doubled(3, 1));
    assertThat(slot.output("y").shape()).isEqualTo(TensorShape.of(3, WIDTH));
    assertThat(slot.output("y").values().remaining()).isEqualTo(3 * WIDTH);
    assertThat(FakeTensorRt.batches()).containsExactly(4L, 4L);
  }

  @Test
  void shouldOfferTheBoundBuffersInNativeOrder() {
    ByteBuffer buffer = slot.input("x", ElementType.FLOAT32, TensorShape.of(3, WIDTH));
    assertThat(buffer.isDirect()).isTrue();
    assertThat(buffer.order()).isEqualTo(ByteOrder.nativeOrder());
    assertThat(buffer.remaining()).isEqualTo(3 * WIDTH * Float.BYTES);
    // The plan for four rows is bound to the very memory.
    buffer.putFloat(0, 21);
    slot.run();
    assertThat(slot.output("y").values().get(0)).isEqualTo(42);
  }

  @Test
  void shouldRefuseMoreItemsThanTheLargestPlanTakes() {
    assertThat(ladder.largestBatch()).isEqualTo(8);
    assertThatThrownBy(() -> run(9, 1))
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining("got float32 [9, 3]");
  }

  @Test
  void shouldNameTheSizesThereAre() {
    assertThat(slot.itemShape("x")).contains(TensorShape.of(WIDTH));
    assertThatThrownBy(() -> slot.input("x", ElementType.FLOAT32, TensorShape.of(1, 4)))
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining("sizes that there are plans for, [float32 [1, 3], float32 [2, 3]")
        .hasMessageContaining("got float32 [1, 4]");
  }

  @Test
  void shouldKeepALadderForEverySize() {
    // given: rows of five numbers, too, but at most two of them
    machine.build(network, "y", 2, 5);
    try (LoadedModel both = machine.engine().load(network);
        Slot wide = both.openSlot()) {
      // when
      wide.input("x", ElementType.FLOAT32, TensorShape.of(1, 5)).putFloat(16, 4);
      wide.run();

      // then
      assertThat(both.largestBatch()).isEqualTo(2);
      assertThat(wide.output("y").shape()).isEqualTo(TensorShape.of(1, 5));
      assertThat(wide.output("y").values().get(4)).isEqualTo(8);
      wide.input("x", ElementType.FLOAT32, TensorShape.of(2, WIDTH));
      wide.run();
      assertThat(FakeTensorRt.batches()).containsExactly(2L, 2L);
    }
  }

  @Test
  void shouldRefuseAnUnknownOutput() {
    run(1, 1);
    assertThatThrownBy(() -> slot.output("z"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected one of [y], got z");
  }

  @Test
  void shouldHoldNothingMoreAfterManyRuns() {
    run(3, 1);
    int held = ladder.heldArrays();
    int sessions = FakeTensorRt.sessions();
    for (int i = 0; i < 200; i++) {
      run(1 + i % 8, i);
    }
    assertThat(ladder.heldArrays()).isEqualTo(held);
    assertThat(FakeTensorRt.sessions()).isEqualTo(sessions).isEqualTo(4);
  }

  @Test
  void shouldKeepSlotsApart() {
    try (Slot other = ladder.openSlot()) {
      ByteBuffer mine = slot.input("x", ElementType.FLOAT32, TensorShape.of(1, WIDTH));
      other.input("x", ElementType.FLOAT32, TensorShape.of(1, WIDTH)).putFloat(0, 5);
      mine.putFloat(0, 7);
      slot.run();
      other.run();
      assertThat(slot.output("y").values().get(0)).isEqualTo(14);
      assertThat(other.output("y").values().get(0)).isEqualTo(10);
    }
  }

  @Test
  void shouldCloseOnceHoweverOftenItIsAsked() {
    assertThat(FakeTensorRt.sessions()).isEqualTo(4);
    slot.close();
    assertThat(FakeTensorRt.sessions()).isZero();
    assertThatCode(slot::close).doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseWorkOnceClosed() {
    run(1, 1);
    slot.close();
    assertThatThrownBy(() -> slot.input("x", ElementType.FLOAT32, TensorShape.of(1, WIDTH)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(slot::run).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> slot.output("y")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldLockEveryBufferForLife() {
    run(1, 1);
    run(8, 1);
    assertThat(locked).hasSize(8).allMatch(ByteBuffer::isDirect); // four plans, in and out
    assertThat(unlocked).isEmpty();
    slot.close();
    assertThat(unlocked).hasSize(8);
  }

  @Test
  void shouldTakeAndGiveSixteenBitsWhereThePlanDoes() throws IOException {
    // given
    slot.close();
    ladder.close();
    open(Precision.FP16);
    assertThat(slot.inputType("x", ElementType.FLOAT32)).isEqualTo(ElementType.FLOAT16);

    // when
    ByteBuffer buffer = slot.input("x", ElementType.FLOAT16, TensorShape.of(2, WIDTH));
    assertThat(buffer.remaining()).isEqualTo(2 * WIDTH * Short.BYTES);
    for (float value : new float[] {1, -2, 0.5f, 1000, 0.1f, 3}) {
      buffer.putShort(HalfFloat.encode(value));
    }
    slot.run();

    // then
    float tenth = HalfFloat.decode(HalfFloat.encode(0.1f));
    assertThat(floats(slot.output("y"))).containsExactly(2, -4, 1, 2000, 2 * tenth, 6);
  }

  private void open(Precision precision) throws IOException {
    FakeTensorRt.reset();
    OnnxGraph graph = new OnnxGraph("double");
    String x = graph.input("x", OnnxType.FLOAT32, "n", "m");
    graph.output(graph.add("Add", List.of(x, x)), "y", OnnxType.FLOAT32, "n", "m");
    network = folder.resolve("double.onnx");
    graph.write(network);
    machine = new FakeMachine(folder, precision);
    for (int batch : new int[] {8, 1, 4, 2}) {
      machine.build(network, "y", batch, WIDTH);
    }
    ladder = (PlanLadder) machine.engine(1L << 30, locks).load(network);
    slot = ladder.openSlot();
  }

  private float[] run(int rows, float first) {
    ByteBuffer buffer = slot.input("x", ElementType.FLOAT32, TensorShape.of(rows, WIDTH));
    for (int i = 0; i < rows * WIDTH; i++) {
      buffer.putFloat(first + i);
    }
    slot.run();
    assertThat(slot.output("y").shape()).isEqualTo(TensorShape.of(rows, WIDTH));
    return floats(slot.output("y"));
  }

  private static float[] floats(OutputTensor output) {
    float[] values = new float[output.values().remaining()];
    output.values().get(values);
    return values;
  }

  private static float[] doubled(int rows, float first) {
    float[] values = new float[rows * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * (first + i);
    }
    return values;
  }
}
