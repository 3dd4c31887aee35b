package io.lexiseg.vision.pack.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.vision.encoder.EncoderException;
import io.lexiseg.vision.encoder.djl.OnnxRuntimeEngine;
import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.random.TinyPack;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixedNetworkTest {
  private static final int BATCH = 3;

  /** ONNX Runtime fuses more where it knows the shapes. */
  private static final Offset<Float> SAME = within(1e-5f);

  @TempDir static Path packFolder;
  private static ModelPack pack;

  @TempDir Path folder;
  private Path target;

  @BeforeAll
  static void writePack() {
    pack = TinyPack.write(packFolder, 1);
  }

  @BeforeEach
  void nameTarget() {
    target = folder.resolve("fixed.onnx");
  }

  @Test
  void shouldComputeTheSamePicturesInABatchOfFixedSize() throws IOException {
    // given
    String input = pack.dense().input().name();
    TensorShape shape = TensorShape.of(BATCH, 3, 112, 112);

    // when
    FixedNetwork.write(
        pack.dense().file(), target, Map.of(input, shape), Set.of(pack.dense().output()));

    // then
    OnnxSignature fixed = OnnxSignature.read(target);
    assertThat(fixed.inputs()).containsEntry(input, new OnnxSignature.Tensor("FLOAT", shape));
    assertThat(fixed.outputs()).containsOnlyKeys(pack.dense().output());
    assertThat(fixed.outputs().values()).allMatch(output -> output.shape().axis(0) == BATCH);
    assertThat(pictures(target, shape)).containsExactly(pictures(pack.dense().file(), shape), SAME);
  }

  @Test
  void shouldComputeTheSameTexts() throws IOException {
    // given
    String ids = pack.text().input().ids();
    TensorShape shape = TensorShape.of(BATCH, 77);

    // when
    FixedNetwork.write(
        pack.text().file(), target, Map.of(ids, shape), Set.of(pack.text().output()));

    // then
    assertThat(texts(target, shape)).containsExactly(texts(pack.text().file(), shape), SAME);
  }

  @Test
  void shouldRefuseOtherBatchesAfterwards() throws IOException {
    // given
    FixedNetwork.write(
        pack.dense().file(),
        target,
        Map.of(pack.dense().input().name(), TensorShape.of(BATCH, 3, 112, 112)),
        Set.of(pack.dense().output()));

    // when, then
    assertThatThrownBy(() -> pictures(target, TensorShape.of(1, 3, 112, 112)))
        .isInstanceOf(EncoderException.class);
  }

  @Test
  void shouldFindWeightsThatLieBesideTheNetwork() throws IOException {
    // given
    OnnxGraph graph = new OnnxGraph("scale");
    String x = graph.input("x", OnnxType.FLOAT32, "n", "2");
    WeightSource source =
        (from, values, count) -> {
          values[0] = 2;
          values[1] = 3;
        };
    String weights = graph.weights("w", OnnxType.FLOAT32, source, 2);
    graph.output(graph.add("Mul", List.of(x, weights)), "y", OnnxType.FLOAT32, "n", "2");
    graph.output(x, "same", OnnxType.FLOAT32, "n", "2");
    Path network = Files.createDirectory(folder.resolve("network")).resolve("scale.onnx");
    graph.writeBeside(network);

    // when
    FixedNetwork.write(network, target, Map.of("x", TensorShape.of(1, 2)), Set.of("y"));

    // then
    assertThat(OnnxSignature.read(target).outputs()).containsOnlyKeys("y");
    assertThat(run(target, "x", ElementType.FLOAT32, TensorShape.of(1, 2), "y"))
        .containsExactly(new float[] {2 * first(2)[0], 3 * first(2)[1]});
  }

  @Test
  void shouldRefuseShapesThatDoNotFitAndWriteNothing() {
    // given
    Path dense = pack.dense().file();
    String input = pack.dense().input().name();
    Set<String> output = Set.of(pack.dense().output());

    // when, then
    assertThatThrownBy(
            () ->
                FixedNetwork.write(
                    dense, target, Map.of(input, TensorShape.of(1, 3, 224, 224)), output))
        .hasMessageContaining("input " + input)
        .hasMessageContaining("got [1, 3, 224, 224]");
    assertThatThrownBy(() -> FixedNetwork.write(dense, target, Map.of(), output))
        .hasMessageContaining("expected shapes for the inputs [" + input + "]");
    assertThatThrownBy(
            () ->
                FixedNetwork.write(
                    dense,
                    target,
                    Map.of(input, TensorShape.of(1, 3, 112, 112)),
                    Set.of("none-such")))
        .hasMessageContaining("expected outputs [none-such]");
    assertThat(target).doesNotExist();
  }

  @Test
  void shouldRefuseOneNameForTwoSizes() throws IOException {
    // given
    OnnxGraph graph = new OnnxGraph("sum");
    String x = graph.input("x", OnnxType.FLOAT32, "n", "2");
    String y = graph.input("y", OnnxType.FLOAT32, "n", "2");
    graph.output(graph.add("Add", List.of(x, y)), "z", OnnxType.FLOAT32, "n", "2");
    Path network = folder.resolve("sum.onnx");
    graph.write(network);

    // when, then
    assertThatThrownBy(
            () ->
                FixedNetwork.write(
                    network,
                    target,
                    Map.of("x", TensorShape.of(1, 2), "y", TensorShape.of(4, 2)),
                    Set.of("z")))
        .hasMessageContaining("input y: expected n 1 as elsewhere, got 4");
    assertThat(target).doesNotExist();
  }

  private float[] pictures(Path network, TensorShape shape) {
    return run(
        network, pack.dense().input().name(), ElementType.FLOAT32, shape, pack.dense().output());
  }

  private float[] texts(Path network, TensorShape shape) {
    return run(network, pack.text().input().ids(), ElementType.INT32, shape, pack.text().output());
  }

  private static float[] run(
      Path network, String input, ElementType type, TensorShape shape, String output) {
    try (LoadedModel model = new OnnxRuntimeEngine(1).load(network);
        Slot slot = model.openSlot()) {
      if (type == ElementType.INT32) {
        var ids = slot.input(input, type, shape).asIntBuffer();
        for (int i = 0; ids.hasRemaining(); i++) {
          ids.put(i * 31 % 400);
        }
      } else {
        slot.input(input, type, shape)
            .asFloatBuffer()
            .put(first(Math.toIntExact(shape.elements())));
      }
      slot.run();
      OutputTensor found = slot.output(output);
      FloatBuffer values = found.values();
      float[] copy = new float[values.remaining()];
      values.get(copy);
      return copy;
    }
  }

  private static float[] first(int count) {
    Random random = new Random(7);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }
}
