package io.lexiseg.vision.encoder.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.encoder.plan.PlanStore;
import io.lexiseg.vision.encoder.plan.Plans;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuProbeTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Sighting READY = new Sighting.Ready(Plans.TARGET, "12.4", 10, 20);

  @TempDir private Path folder;

  @Test
  void shouldHearWhatTheOtherProcessSaw() {
    String line = GpuReport.write(READY);
    assertThat(probe("echo '[TRT] noise'; printf '%s\\n' \"$0\"", line).look()).isEqualTo(READY);
    Sighting missing = new Sighting.Missing(Step.LIBRARIES, "no libnvinfer.so.8");
    assertThat(probe("printf '%s\\n' \"$0\"", GpuReport.write(missing)).look()).isEqualTo(missing);
  }

  @Test
  void shouldOutliveAnAbortAndSayWhatWasSaidLast() {
    Sighting seen = probe("echo 'Cuda failure: 2' >&2; kill -ABRT $$", "").look();
    assertThat(seen)
        .isEqualTo(
            new Sighting.Missing(
                Step.PROBE,
                "the process that looks for a GPU ended with exit code 134: Cuda failure: 2"));
  }

  @Test
  void shouldSayThatTheOtherProcessSaidNothing() {
    assertThat(probe("exit 127", "").look())
        .isEqualTo(
            new Sighting.Missing(
                Step.PROBE,
                "the process that looks for a GPU ended with exit code 127: it said nothing"));
  }

  @Test
  void shouldNotWaitForEver() {
    GpuProbe probe = new GpuProbe(List.of("sh", "-c", "exec sleep 600"), Duration.ofMillis(1));
    assertThat(probe.look())
        .isInstanceOfSatisfying(
            Sighting.Missing.class,
            missing -> assertThat(missing.sentence()).contains("did not end within"));
  }

  /** A real look: whatever the machine has, it ends with a sentence or a GPU. */
  @Test
  void shouldLookForReal() {
    Sighting seen = GpuProbe.with(TensorRtLibraries.at(folder)).look();
    if (Path.of("/proc/driver/nvidia/version").toFile().exists()) {
      assertThat(seen).matches(sighting -> !step(sighting).equals(Step.PROBE.name()));
    } else {
      assertThat(step(seen)).isEqualTo(Step.DRIVER.name());
    }
  }

  @Test
  void shouldTellTheEnginesUserWhatIsMissing() {
    GpuProbe probe =
        probe(
            "printf '%s\\n' \"$0\"",
            GpuReport.write(new Sighting.Missing(Step.DRIVER, "no NVIDIA driver")));
    assertThatThrownBy(() -> TensorRtMachine.open(probe, TensorRtLibraries.at(folder)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("inference.engine=tensorrt: no NVIDIA driver");
    assertThat(PlanStore.at(folder).folder()).doesNotExist();
  }

  @Test
  void shouldListTheLibrariesThatAreNotThere() {
    assertThat(TensorRtLibraries.at(folder).missing())
        .isEqualTo(TensorRtLibraries.names())
        .contains("libcudart.so.12", "libnvinfer.so.8");
  }

  private static GpuProbe probe(String script, String argument) {
    return new GpuProbe(List.of("bash", "-c", script, argument), LONG);
  }

  private static String step(Sighting sighting) {
    return sighting instanceof Sighting.Missing missing ? missing.step().name() : "READY";
  }
}
