package io.lexiseg.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileTest {

  @Test
  void shouldTakeEveryBaseImageFromAnArgumentOrAStage() {
    assertThat(Dockerfile.bases())
        .isNotEmpty()
        .allSatisfy(
            base -> {
              if (base.startsWith("${")) {
                String argument = "ARG " + base.substring(2, base.length() - 1) + "=";
                assertThat(Dockerfile.instructions()).anyMatch(line -> line.startsWith(argument));
              } else {
                assertThat(Dockerfile.stages()).contains(base);
              }
            });
  }

  @Test
  void shouldPinEveryBaseImage() {
    assertThat(Dockerfile.instructions())
        .filteredOn(line -> line.matches("ARG \\w+_IMAGE=.*"))
        .hasSize(3)
        .allMatch(line -> line.matches("ARG \\w+_IMAGE=[^:]+:.*\\d.*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "gpu", "tensorrt"})
  void shouldRunTheLauncherAsNobodySpecial(String stage) {
    // when
    List<String> lines = Dockerfile.stage(stage);

    // then
    assertThat(lines)
        .contains("USER 10001:10001", "ENTRYPOINT [\"/opt/lexiseg/lexiseg\"]")
        .noneMatch(line -> line.startsWith("RUN "));
  }

  @Test
  void shouldCopyWhatTheLauncherNeeds() {
    // given: without sources beside it the launcher looks for its jars there
    assertThat(Repository.read("lexiseg")).contains("classpath=\"$home/lib/*\"");

    // then
    assertThat(Dockerfile.stage("build"))
        .anyMatch(line -> line.contains("cp -r cli/target/lib /image/lib"));
    assertThat(Repository.ROOT.resolve("lexiseg")).isExecutable();
  }

  @Test
  void shouldCarryTheProductAlone() {
    assertThat(Dockerfile.stage("build"))
        .anyMatch(line -> line.contains("-Pimage -pl cli -am package"))
        .noneMatch(line -> line.contains("demo") || line.contains("lab"));
  }

  @Test
  void shouldRunNearlyTheSameOnnxRuntimeOnGpus() {
    // given: patch releases are not all published for both
    String version = Repository.pom("onnxruntime.version");
    String minor = version.substring(0, version.lastIndexOf('.') + 1);

    // then
    assertThat(Dockerfile.stage("build-gpu"))
        .anyMatch(line -> line.startsWith("ARG ONNXRUNTIME_GPU=" + minor));
  }

  @Test
  void shouldHoldNvidiasLibrariesOnlyWhereTheirTermsWereAccepted() {
    assertThat(Dockerfile.stage("build-tensorrt"))
        .contains("ARG ACCEPT_NVIDIA_LICENCE=no")
        .anyMatch(
            line ->
                line.contains("LEXISEG_ACCEPT_NVIDIA_LICENCE=\"$ACCEPT_NVIDIA_LICENCE\"")
                    && line.contains("/image/lexiseg models natives &&"));
    assertThat(Dockerfile.stage("tensorrt"))
        .contains("COPY --from=build-tensorrt /opt/tensorrt /opt/tensorrt")
        .anyMatch(line -> line.contains("LD_LIBRARY_PATH=/opt/tensorrt"));
    assertThat(List.of("cpu", "gpu"))
        .allSatisfy(
            stage ->
                assertThat(Dockerfile.stage(stage)).noneMatch(line -> line.contains("tensorrt")));
  }

  @Test
  void shouldBuildTheCpuImageByDefault() {
    assertThat(Dockerfile.stages()).last().isEqualTo("cpu");
  }
}
