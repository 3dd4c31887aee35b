package io.lexiseg.lab.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.encoder.djl.OnnxRuntimeEngine;
import io.lexiseg.vision.encoder.engine.Computing;
import io.lexiseg.vision.encoder.engine.Device;
import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.EngineKind;
import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import io.lexiseg.vision.encoder.engine.Precision;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.random.RandomPack.Scale;
import io.lexiseg.vision.pack.random.TinyPack;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit on the CPU; what it prints of time is not looked at. */
class GpuKitTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void shouldPrintALineForEveryNetworkAndBatch() throws Exception {
    // given
    ModelPack pack = TinyPack.write(folder, 1);

    // when
    boolean good =
        kit(2, List.of(1, 2))
            .run(Scale.TINY, pack, new OnnxRuntimeEngine(1), InferenceOptions.cpu(1));

    // then
    assertThat(good).isTrue();
    assertThat(printed())
        .anyMatch(line -> line.startsWith("gate: none"))
        .filteredOn(line -> line.matches("\\| (dense|image) \\| [12] \\| .*"))
        .hasSize(4)
        .anyMatch(line -> line.startsWith("| dense"))
        .anyMatch(line -> line.startsWith("| image"));
  }

  @Test
  void shouldFailWhereTheGateRefuses() throws Exception {
    // given: a path on which nothing of TensorRT can be opened
    ModelPack pack = TinyPack.write(folder, 1);
    InferenceOptions wrong =
        new InferenceOptions(
            new Computing(EngineKind.TENSORRT, Device.CUDA, Precision.FP16),
            1,
            1,
            InferenceOptions.cpu(1).batching());

    // when
    boolean good = kit(2, List.of(1)).run(Scale.TINY, pack, new Held(() -> {}), wrong);

    // then
    assertThat(good).isFalse();
    assertThat(printed()).anyMatch(line -> line.startsWith("gate: REFUSED: "));
  }

  @Test
  void shouldFailWhereMemoryGrows() throws Exception {
    // given
    ModelPack pack = TinyPack.write(folder, 1);
    List<ByteBuffer> kept = new ArrayList<>();
    Held leaking = new Held(() -> kept.add(ByteBuffer.allocateDirect(2 << 20)));
    GpuKit kit = kit(40, List.of(1));

    // when: 80 MiB in 40 runs
    boolean good = kit.run(Scale.TINY, pack, leaking.alone(), InferenceOptions.cpu(1));

    // then
    assertThat(good).isFalse();
    assertThat(printed()).anyMatch(line -> line.contains("LEAK"));
    assertThat(kept).isNotEmpty();
  }

  @Test
  void shouldSayThatThereIsNoGpuWhereThereIsNone() {
    // Anything else would measure for an hour.
    if (!java.nio.file.Files.exists(Path.of("/dev/nvidiactl"))) {
      assertThat(GpuCommand.run(List.of())).isEqualTo(1);
    }
  }

  private GpuKit kit(int leakRuns, List<Integer> batches) {
    return new GpuKit(
        new GpuKit.Settings(batches, Duration.ofMillis(1), leakRuns, 0),
        Optional.empty(),
        new PrintStream(bytes, true, StandardCharsets.UTF_8));
  }

  private Stream<String> printed() {
    return bytes.toString(StandardCharsets.UTF_8).lines();
  }

  /** ONNX Runtime that is held against another, and does something else with every run. */
  private record Held(Runnable beside, boolean isAlone) implements InferenceEngine {
    Held(Runnable beside) {
      this(beside, false);
    }

    /** The same, held against nothing. */
    Held alone() {
      return new Held(beside, true);
    }

    @Override
    public String name() {
      return "held";
    }

    @Override
    public Optional<InferenceEngine> reference() {
      return isAlone ? Optional.empty() : Optional.of(new OnnxRuntimeEngine(1));
    }

    @Override
    public LoadedModel load(Path file) {
      LoadedModel model = new OnnxRuntimeEngine(1).load(file);
      return new LoadedModel() {
        @Override
        public Set<String> inputs() {
          return model.inputs();
        }

        @Override
        public Slot openSlot() {
          return busy(model.openSlot());
        }

        @Override
        public void close() {
          model.close();
        }
      };
    }

    private Slot busy(Slot slot) {
      return new Slot() {
        @Override
        public ByteBuffer input(String name, ElementType type, TensorShape shape) {
          return slot.input(name, type, shape);
        }

        @Override
        public void run() {
          beside.run();
          slot.run();
        }

        @Override
        public OutputTensor output(String name) {
          return slot.output(name);
        }

        @Override
        public void close() {
          slot.close();
        }
      };
    }
  }
}
