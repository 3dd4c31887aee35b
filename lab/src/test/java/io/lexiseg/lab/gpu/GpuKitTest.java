package io.lexiseg.lab.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.encoder.djl.OnnxRuntimeEngine;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.random.RandomPack.Scale;
import io.lexiseg.vision.pack.random.TinyPack;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit on the CPU; what it prints of time is not looked at. */
class GpuKitTest {
  @TempDir Path folder;

  @Test
  void shouldPrintALineForEveryNetworkAndBatch() throws Exception {
    // given
    ModelPack pack = TinyPack.write(folder, 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    GpuKit.Settings settings = new GpuKit.Settings(List.of(1, 2), Duration.ofMillis(1), 2, 0);

    // when
    new GpuKit(settings, Optional.empty(), new PrintStream(bytes, true, StandardCharsets.UTF_8))
        .run(Scale.TINY, pack, new OnnxRuntimeEngine(1), InferenceOptions.cpu(1));

    // then
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.startsWith("gate: none"))
        .filteredOn(line -> line.matches("\\| (dense|image) \\| [12] \\| .*"))
        .hasSize(4);
  }

  @Test
  void shouldSayThatThereIsNoGpuWhereThereIsNone() {
    // Anything else would measure for an hour.
    if (!java.nio.file.Files.exists(Path.of("/dev/nvidiactl"))) {
      assertThat(GpuCommand.run(List.of())).isEqualTo(1);
    }
  }
}
