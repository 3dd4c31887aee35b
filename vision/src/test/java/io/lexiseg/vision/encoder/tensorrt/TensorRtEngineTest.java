package io.lexiseg.vision.encoder.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.tensorrt.jni.FakePlan;
import ai.djl.tensorrt.jni.FakeTensorRt;
import io.lexiseg.vision.encoder.djl.OnnxRuntimeEngine;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.Precision;
import io.lexiseg.vision.encoder.plan.Plan;
import io.lexiseg.vision.encoder.plan.PlanKey;
import io.lexiseg.vision.encoder.plan.PlanTarget;
import io.lexiseg.vision.encoder.plan.Plans;
import io.lexiseg.vision.encoder.plan.StoredPlan;
import io.lexiseg.vision.encoder.plan.UnfitPlanException;
import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.OnnxType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorRtEngineTest {
  @TempDir private Path folder;
  private FakeMachine machine;
  private Path network;

  @BeforeEach
  void givenNetwork() throws IOException {
    FakeTensorRt.reset();
    OnnxGraph graph = new OnnxGraph("double");
    String x = graph.input("x", OnnxType.FLOAT32, "n", "m");
    graph.output(graph.add("Add", List.of(x, x)), "y", OnnxType.FLOAT32, "n", "m");
    network = folder.resolve("double.onnx");
    graph.write(network);
    machine = new FakeMachine(folder, Precision.FP32);
  }

  @AfterEach
  void thenNothingIsLeft() {
    assertThat(FakeTensorRt.sessions()).isZero();
    assertThat(FakeTensorRt.models()).isZero();
  }

  @Test
  void shouldRunPlansAndNotTheNetworkItself() {
    machine.build(network, "y", 2, 3);
    TensorRtEngine engine = machine.engine();
    assertThat(engine.hasPlans(network)).isTrue();
    try (LoadedModel model = engine.load(network)) {
      assertThat(model.inputs()).containsExactly("x");
      assertThat(FakeTensorRt.models()).isEqualTo(1);
    }
    assertThat(engine.name())
        .isEqualTo("TensorRT 8.6.1 on NVIDIA H200 (compute capability 9.0) with fp32 plans");
  }

  @Test
  void shouldSayWhereAPlanIsExpectedWhenThereIsNone() {
    TensorRtEngine engine = machine.engine();
    assertThat(engine.hasPlans(network)).isFalse();
    assertThatThrownBy(() -> engine.load(network))
        .isInstanceOf(UnfitPlanException.class)
        .hasMessage(
            "%s: expected a fp32 plan for %s in %s, found none; build one: lexiseg models plan"
                .formatted(network, Plans.TARGET, folder.resolve("plans")));
  }

  @Test
  void shouldNameThePlansForOthersWhenNoneFits() {
    StoredPlan mine = machine.build(network, "y", 2, 3);
    for (PlanTarget other :
        List.of(
            new PlanTarget("8.6.1", "NVIDIA L4", "8.9"),
            new PlanTarget("8.6.0", "NVIDIA H200", "9.0"))) {
      PlanKey key = mine.plan().key();
      PlanKey foreign = new PlanKey(key.network(), other, key.precision(), key.inputs());
      Plans.store(machine.plans(), new Plan(foreign, mine.plan().outputs(), 0), new byte[] {1});
    }
    delete(mine);
    assertThatThrownBy(() -> machine.engine().load(network))
        .isInstanceOf(UnfitPlanException.class)
        .hasMessageContaining("in fp32 for TensorRT 8.6.1 on NVIDIA L4")
        .hasMessageContaining("in fp32 for TensorRT 8.6.0 on NVIDIA H200");
  }

  @Test
  void shouldNotTakeAPlanOfAnotherPrecision() {
    new FakeMachine(folder, Precision.FP16).build(network, "y", 2, 3);
    assertThatThrownBy(() -> machine.engine().load(network))
        .isInstanceOf(UnfitPlanException.class)
        .hasMessageContaining("expected a fp32 plan")
        .hasMessageContaining("plans in fp16 for TensorRT");
  }

  @Test
  void shouldNotTakeAPlanOfAnotherNetworkWhereverItLies() throws IOException {
    StoredPlan mine = machine.build(network, "y", 2, 3);
    Path sidecar = mine.folder().resolve(StoredPlan.SIDECAR);
    String hash = mine.plan().key().network();
    Files.writeString(sidecar, Files.readString(sidecar).replace(hash, "ab".repeat(32)));
    assertThatThrownBy(() -> machine.engine().load(network))
        .isInstanceOf(UnfitPlanException.class)
        .hasMessageContaining("expected a plan of network " + hash);
  }

  @Test
  void shouldNotLetDjlTouchATruncatedPlan() throws IOException {
    StoredPlan plan = machine.build(network, "y", 2, 3);
    String text = Files.readString(plan.file());
    Files.writeString(plan.file(), text.substring(0, text.length() - 1));
    assertThatThrownBy(() -> machine.engine().load(network))
        .isInstanceOf(UnfitPlanException.class)
        .hasMessageContaining("bytes, got");
  }

  @Test
  void shouldNotLetDjlTouchAnAlteredPlan() throws IOException {
    StoredPlan plan = machine.build(network, "y", 2, 3);
    Files.writeString(plan.file(), Files.readString(plan.file()).replace("input.x", "input.z"));
    assertThatThrownBy(() -> machine.engine().load(network))
        .isInstanceOf(UnfitPlanException.class)
        .hasMessageContaining("expected sha256");
  }

  @Test
  void shouldRefuseAPlanWhoseTensorsAreNotTheSidecars() {
    StoredPlan mine = machine.build(network, "y", 2, 3);
    FakePlan other =
        new FakePlan(
            network,
            Map.of("x", FakePlan.Tensor.of(0, 2, 4)),
            Map.of("y", FakePlan.Tensor.of(0, 2, 4)));
    Plans.store(machine.plans(), mine.plan(), other.text().getBytes(StandardCharsets.UTF_8));
    try (LoadedModel model = machine.engine().load(network)) {
      assertThatThrownBy(model::openSlot)
          .isInstanceOf(UnfitPlanException.class)
          .hasMessageContaining("{x=float32 [2, 3]}, got {x=float32 [2, 4]}");
    }
  }

  @Test
  void shouldRefuseWhatTheGpuHasNoMemoryForBeforeLoadingIt() {
    machine.build(network, "y", 2, 3);
    machine.build(network, "y", 4, 3);
    long enough = GpuMemory.OVERHEAD_BYTES + (3L << 20);
    TensorRtEngine engine = machine.engine(enough, PageLocks.NONE);
    engine.load(network).close();
    try (LoadedModel first = engine.load(network)) {
      assertThat(first.largestBatch()).isEqualTo(4);
      assertThatThrownBy(() -> engine.load(network))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("expected 3 MB of free memory on NVIDIA H200, found 0 MB");
      assertThat(FakeTensorRt.models()).isEqualTo(2);
    }
  }

  @Test
  void shouldLeaveOnnxRuntimeTheEngineOfEverythingElse() {
    TensorRtMachine.startDjl();
    assertThat(new OnnxRuntimeEngine(1).name()).isEqualTo("OnnxRuntime on cpu");
    assertThat(Engine.getDefaultEngineName()).isEqualTo("OnnxRuntime");
    assertThat(Boolean.getBoolean("ai.djl.offline")).isTrue();
  }

  private static void delete(StoredPlan plan) {
    try {
      Files.delete(plan.file());
      Files.delete(plan.folder().resolve(StoredPlan.SIDECAR));
      Files.delete(plan.folder());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
