package io.lexiseg.vision.encoder.plan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredPlanTest {
  private static final String NETWORK = "ab".repeat(32);

  @TempDir private Path root;
  private StoredPlan stored;

  @BeforeEach
  void givenAPlan() {
    stored =
        Plans.store(PlanStore.at(root), Plans.plan(Plans.key(NETWORK, 8)), new byte[] {1, 2, 3, 4});
  }

  @Test
  void shouldRefuseAPlanWithoutSidecar() throws IOException {
    Files.delete(stored.folder().resolve(StoredPlan.SIDECAR));
    thenRefused("expected plan.json beside the plan, got no such file");
  }

  @Test
  void shouldRefuseASidecarWithoutPlan() throws IOException {
    Files.delete(stored.file());
    thenRefused("network.plan: expected a plan");
  }

  @Test
  void shouldRefuseATruncatedPlan() throws IOException {
    Files.write(stored.file(), new byte[] {1, 2, 3});
    thenRefused("expected 4 bytes, got 3");
  }

  @Test
  void shouldRefuseAnAlteredPlan() throws IOException {
    Files.write(stored.file(), new byte[] {1, 2, 3, 5});
    StoredPlan read = StoredPlan.read(stored.folder());
    assertThatThrownBy(read::verify)
        .isInstanceOf(UnfitPlanException.class)
        .hasMessageContaining("expected sha256 " + stored.sha256());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"float16\" | \"int8\" | inputs.pixels.type",
        "\"float16\" | \"int64\" | at most 32 bits",
        "\"format\" : 1 | \"format\" : 2 | format: expected 1, got 2",
        "\"batch\" : 8 | \"batch\" : 4 | batch: expected 8",
        "\"8.6.1\" | \"eight\" | versions",
        "\"fp16\" | \"fp8\" | precision",
        "\"sizeBytes\" | \"size\" | sizeBytes",
        "{ | [ | cannot read it",
      })
  void shouldRefuseASidecarThatIsWrong(String text, String spoilt, String complaint)
      throws IOException {
    Path sidecar = stored.folder().resolve(StoredPlan.SIDECAR);
    Files.writeString(sidecar, Files.readString(sidecar).replace(text.trim(), spoilt.trim()));
    thenRefused(complaint);
  }

  @Test
  void shouldRefuseAPlanForAnotherGpuOrTensorRt() {
    PlanTarget otherGpu = new PlanTarget("8.6.1", "NVIDIA L4", "8.9");
    PlanTarget otherVersion = new PlanTarget("8.6.2", "NVIDIA H200", "9.0");
    stored.requireFor(Plans.TARGET);
    assertThatThrownBy(() -> stored.requireFor(otherGpu))
        .isInstanceOf(UnfitPlanException.class)
        .hasMessageContaining("NVIDIA L4")
        .hasMessageContaining("NVIDIA H200");
    assertThatThrownBy(() -> stored.requireFor(otherVersion))
        .isInstanceOf(UnfitPlanException.class)
        .hasMessageContaining("TensorRT 8.6.2");
  }

  @Test
  void shouldRefuseAPlanOfAnotherNetwork() {
    stored.requireOf(NETWORK);
    assertThatThrownBy(() -> stored.requireOf("cd".repeat(32)))
        .isInstanceOf(UnfitPlanException.class)
        .hasMessageContaining(NETWORK);
  }

  private void thenRefused(String complaint) {
    assertThatThrownBy(() -> StoredPlan.read(stored.folder()))
        .isInstanceOf(UnfitPlanException.class)
        .hasMessageContaining(complaint);
  }
}
