package io.lexiseg.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.LexisegCommand;
import io.lexiseg.vision.encoder.tensorrt.TensorRtLibraries;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.random.TinyPack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in a process of their own, on a machine without TensorRT's libraries. */
class TensorRtRefusalTest {
  @TempDir private Path folder;
  private String output = "";

  @BeforeEach
  void givenPack() {
    TinyPack.write(folder.resolve("tiny"), 1);
  }

  @Test
  void shouldEndAProcessorThatHasNoGpuBeforeItAsksForBrokers() throws Exception {
    // when
    int code =
        whenRun(
            "processor",
            "--bootstrap",
            "127.0.0.1:1",
            "--registry",
            "http://127.0.0.1:1",
            "--set",
            "pack=" + folder.resolve("tiny"),
            "--set",
            "inference.engine=tensorrt");

    // then
    thenRefused(code);
    assertThat(output).doesNotContain("127.0.0.1");
  }

  @Test
  void shouldEndSegmentThatHasNoGpu() throws Exception {
    // when
    int code =
        whenRun(
            "segment",
            "--pack",
            folder.resolve("tiny").toString(),
            "--vocabulary",
            "road",
            "--out",
            folder.resolve("masks").toString(),
            "--set",
            "inference.engine=tensorrt",
            folder.toString());

    // then
    thenRefused(code);
    assertThat(folder.resolve("masks")).doesNotExist();
  }

  @Test
  void shouldRefuseSettingsThatContradict() throws Exception {
    // when
    int code =
        whenRun(
            "segment",
            "--pack",
            folder.resolve("tiny").toString(),
            "--vocabulary",
            "road",
            "--out",
            folder.resolve("masks").toString(),
            "--set",
            "inference.engine=tensorrt",
            "--set",
            "inference.device=cpu",
            folder.toString());

    // then
    assertThat(code).isEqualTo(2);
    assertThat(output).contains("inference.device: expected auto or cuda");
  }

  private void thenRefused(int code) {
    assertThat(code).as(output).isEqualTo(1);
    assertThat(output)
        .containsPattern("inference\\.engine=tensorrt: (no NVIDIA driver|no NVIDIA GPU|TensorRT)")
        .doesNotContain("\tat ")
        .doesNotContain("Exception");
  }

  private int whenRun(String... arguments) throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                LexisegCommand.class.getName()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put(PackStore.ENVIRONMENT, folder.resolve("store").toString());
    builder.environment().put(TensorRtLibraries.ENVIRONMENT, folder.resolve("none").toString());
    Process process = builder.start();
    output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor();
  }
}
