package io.lexiseg.planbuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanBuilderTest {
  private static final String JOB =
      """
      network=/n.onnx
      plan=/p.plan
      report=/r.properties
      precision=fp16
      workspaceBytes=1000
      level=4
      timingCache=/t
      """;

  @TempDir Path folder;

  @Test
  void shouldReadAJob() throws IOException {
    // when
    BuildJob job = BuildJob.read(job(JOB));

    // then
    assertThat(job)
        .isEqualTo(
            new BuildJob(
                Path.of("/n.onnx"),
                Path.of("/p.plan"),
                Path.of("/r.properties"),
                true,
                1000,
                4,
                Path.of("/t")));
  }

  @Test
  void shouldReadThat32BitsAreWanted() throws IOException {
    assertThat(BuildJob.read(job(JOB.replace("fp16", "fp32"))).half()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "precision=fp16, precision=, 'precision: expected fp16 or fp32, got '",
    "level=4, level=6, 'level: expected a number from 0 to 5, got ''6'''",
    "workspaceBytes=1000, workspaceBytes=-1, workspaceBytes: expected a number",
    "plan=/p.plan, other=1, 'plan: expected a value, got none'"
  })
  void shouldRefuseWrongJobs(String right, String wrong, String message) throws IOException {
    // given
    Path file = job(JOB.replace(right, wrong));

    // when, then
    assertThatThrownBy(() -> BuildJob.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
    assertThat(PlanBuilder.run(file.toString())).isEqualTo(2);
  }

  @Test
  void shouldWantOneJob() {
    assertThat(PlanBuilder.run()).isEqualTo(2);
    assertThat(PlanBuilder.run("a", "b")).isEqualTo(2);
    assertThat(PlanBuilder.run(folder.resolve("none").toString())).isEqualTo(1);
  }

  @Test
  void shouldFailWhereTensorRtIsNotInstalled() throws IOException {
    assertThat(PlanBuilder.run(job(JOB).toString())).isEqualTo(1);
  }

  @Test
  void shouldEndWithWhatKeptItFromBuilding() throws IOException {
    // given
    String file = job(JOB).toString();

    // then
    assertThat(PlanBuilder.run(refusing(new BuildFailure(PlanBuilder.NO_GPU, "no GPU")), file))
        .isEqualTo(3);
    assertThat(PlanBuilder.run(refusing(new BuildFailure("no plan")), file)).isEqualTo(1);
  }

  @Test
  void shouldLetJavaCppUnpackBesideTheJob() throws IOException {
    // given
    List<String> unpacked = new ArrayList<>();

    // when
    int code =
        PlanBuilder.run(
            job -> unpacked.add(System.getProperty("org.bytedeco.javacpp.cachedir")),
            job(JOB).toString());

    // then
    assertThat(code).isZero();
    assertThat(unpacked).containsExactly(folder.resolve("javacpp").toString());
  }

  @Test
  void shouldWriteWhatWasBuilt() throws IOException {
    // given
    BuildReport.Tensor pixels = new BuildReport.Tensor("pixels", true, "HALF", "1x3x28x28");
    BuildReport.Tensor tokens = new BuildReport.Tensor("tokens", false, "FLOAT", "1x5x8");
    Path file = folder.resolve("report.properties");

    // when
    new BuildReport("8.6.1", 12, List.of(pixels, tokens)).write(file);

    // then
    assertThat(Files.readAllLines(file))
        .contains(
            "tensorRt=8.6.1",
            "activationBytes=12",
            "tensors=2",
            "tensor.0.name=pixels",
            "tensor.0.kind=input",
            "tensor.0.type=HALF",
            "tensor.1.name=tokens",
            "tensor.1.kind=output",
            "tensor.1.type=FLOAT",
            "tensor.1.shape=1x5x8");
  }

  private static PlanBuilder.Build refusing(BuildFailure failure) {
    return job -> {
      throw failure;
    };
  }

  private Path job(String text) throws IOException {
    return Files.writeString(folder.resolve("job.properties"), text);
  }
}
