package io.lexiseg.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.doctor.Finding.State;
import io.lexiseg.cli.tensorrt.Natives;
import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.Precision;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.encoder.plan.NetworkHash;
import io.lexiseg.vision.encoder.plan.Plan;
import io.lexiseg.vision.encoder.plan.PlanKey;
import io.lexiseg.vision.encoder.plan.PlanStore;
import io.lexiseg.vision.encoder.plan.PlanTarget;
import io.lexiseg.vision.encoder.plan.PlanTensor;
import io.lexiseg.vision.encoder.tensorrt.Sighting;
import io.lexiseg.vision.encoder.tensorrt.Step;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.random.TinyPack;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuTest {
  private static final PlanTarget TARGET = new PlanTarget("8.6.1", "NVIDIA H200", "9.0");
  private static final Sighting.Missing NO_DRIVER =
      new Sighting.Missing(Step.DRIVER, "no NVIDIA driver: libcuda.so.1 not found");

  /** Written once: it takes a second. */
  @TempDir static Path shared;

  @TempDir Path folder;

  @BeforeAll
  static void installPack() {
    PackStore.at(shared).install("tiny", target -> TinyPack.write(target, 1));
  }

  @Test
  void shouldSayOneThingWhereThereIsNoGpu() {
    // when
    List<Finding> findings = gpu(NO_DRIVER).examine(packs());

    // then
    assertThat(findings)
        .containsExactly(
            Finding.limited(
                "gpu",
                "no NVIDIA driver: libcuda.so.1 not found",
                "networks run on the CPU; see docs/tensorrt.md for GPUs"));
  }

  @Test
  void shouldSayThatLibrariesAreMissingWhereThereIsAGpu() {
    // when
    List<Finding> findings = gpu(machine(1L << 33)).examine(packs());

    // then
    assertThat(findings).extracting(Finding::state).containsExactly(State.OK, State.LIMITED);
    assertThat(findings.get(0).detail())
        .isEqualTo(
            "NVIDIA H200, compute capability 9.0, driver for CUDA 12.4, 8.0 of 128.0 GiB free");
    assertThat(findings.get(1).advice()).startsWith("lexiseg models natives fetches them");
  }

  @Test
  void shouldAdviseLibrariesWhereTheyKeepTheGpuFromBeingSeen() {
    // given
    Sighting.Missing missing = new Sighting.Missing(Step.LIBRARIES, "no libcudart.so.12");

    // when
    List<Finding> findings = gpu(missing).examine(packs());

    // then
    assertThat(findings)
        .containsExactly(
            Finding.limited(
                "gpu", "no libcudart.so.12", "lexiseg models natives; see docs/tensorrt.md"));
  }

  @Test
  void shouldTryTheLibrariesThatAreInstalled() throws IOException {
    // given
    installLibraries(false);

    // when
    Finding found = gpu(NO_DRIVER).examine(packs()).get(1);

    // then
    assertThat(found.state()).isEqualTo(State.OK);
    assertThat(found.detail())
        .isEqualTo("8.6.1 loads from %s, runs plans and builds none".formatted(libraries()));
  }

  @Test
  void shouldSayWhyLibrariesDoNotLoad() throws IOException {
    // given
    installLibraries(false);
    Gpu gpu =
        new Gpu(
            NO_DRIVER,
            Natives.at(libraries()),
            () -> {
              throw new IllegalStateException("TensorRT cannot be loaded: wrong ELF class");
            });

    // when
    Finding found = gpu.examine(packs()).get(1);

    // then
    assertThat(found.state()).isEqualTo(State.LIMITED);
    assertThat(found.detail()).contains("wrong ELF class");
  }

  @Test
  void shouldAskForPlansOfEveryPack() throws IOException {
    // given
    installLibraries(true);
    PackStore packs = packsWithTiny();

    // when
    List<Finding> findings = gpu(machine(1L << 33)).examine(packs);

    // then
    assertThat(findings).hasSize(3);
    assertThat(findings.get(1).detail()).endsWith("and builds plans");
    assertThat(findings.get(2))
        .isEqualTo(Finding.limited("plans tiny", "none for " + TARGET, "lexiseg models plan tiny"));
  }

  @Test
  void shouldPassOverPacksThatAnotherCheckSpeaksOf() throws IOException {
    // given
    installLibraries(true);
    Path installed = Files.createDirectories(folder.resolve("packs"));
    Files.createSymbolicLink(installed.resolve("tiny"), shared.resolve("packs").resolve("tiny"));
    Path broken = Files.createDirectory(installed.resolve("broken"));
    Files.writeString(broken.resolve("pack.json"), "{}");

    // when
    List<Finding> findings = gpu(machine(1L << 33)).examine(packs());

    // then
    assertThat(findings)
        .extracting(Finding::subject)
        .containsExactly("gpu", "tensorrt", "plans tiny");
  }

  @Test
  void shouldWantPlansOfBothNetworksForPictures() throws IOException {
    // given
    installLibraries(true);
    PackStore packs = packsWithTiny();
    ModelPack pack = packs.open("tiny");
    plan(pack.dense().file(), pack.dense().input().name(), 4, 112);

    // when
    Finding found = gpu(machine(1L << 33)).examine(packs).get(2);

    // then
    assertThat(found.detail()).isEqualTo("none for " + TARGET);
  }

  @Test
  void shouldCompareMemoryWithWhatPlansTake() throws IOException {
    // given
    installLibraries(true);
    PackStore packs = packsWithTiny();
    ModelPack pack = packs.open("tiny");
    plan(pack.dense().file(), pack.dense().input().name(), 4, 112);
    plan(pack.image().file(), pack.image().input().name(), 4, 64);

    // when
    Finding enough = gpu(machine(1L << 33)).examine(packs).get(2);
    Finding scarce = gpu(machine(1L << 30)).examine(packs).get(2);

    // then
    assertThat(enough.state()).isEqualTo(State.OK);
    assertThat(enough.detail())
        .isEqualTo("fp16 in batches of 4 (NVIDIA H200), 4.0 GiB of GPU memory");
    assertThat(scarce.state()).isEqualTo(State.LIMITED);
    assertThat(scarce.detail()).endsWith("4.0 GiB of GPU memory, 1.0 GiB free");
  }

  @Test
  void shouldNotCountPlansOfAnotherGpu() throws IOException {
    // given
    installLibraries(true);
    PackStore packs = packsWithTiny();
    ModelPack pack = packs.open("tiny");
    plan(pack.dense().file(), pack.dense().input().name(), 4, 112);
    plan(pack.image().file(), pack.image().input().name(), 4, 64);
    PlanTarget other = new PlanTarget("8.6.1", "NVIDIA L4", "8.9");

    // when
    Finding found =
        gpu(new Sighting.Ready(other, "12.4", 1L << 33, 1L << 34)).examine(packs).get(2);

    // then
    assertThat(found.detail()).isEqualTo("none for " + other);
  }

  private Gpu gpu(Sighting sighting) {
    return new Gpu(sighting, Natives.at(libraries()), () -> "8.6.1");
  }

  private static Sighting.Ready machine(long freeBytes) {
    return new Sighting.Ready(TARGET, "12.4", freeBytes, 1L << 37);
  }

  private PackStore packs() {
    return PackStore.at(folder);
  }

  private PackStore packsWithTiny() throws IOException {
    Files.createSymbolicLink(folder.resolve("packs"), shared.resolve("packs"));
    return packs();
  }

  private Path libraries() {
    return folder.resolve("tensorrt");
  }

  private void plan(Path network, String input, int batch, int side) {
    PlanTensor pixels = new PlanTensor(ElementType.FLOAT16, TensorShape.of(batch, 3, side, side));
    PlanKey key =
        new PlanKey(NetworkHash.of(network), TARGET, Precision.FP16, Map.of(input, pixels));
    PlanTensor output = new PlanTensor(ElementType.FLOAT16, TensorShape.of(batch, 8));
    Plan plan = new Plan(key, Map.of("out", output), 1L << 31);
    PlanStore.at(folder)
        .write(
            key,
            file -> {
              Files.writeString(file, "plan");
              return plan;
            });
  }

  /** Files of the right sizes without content, which take no room. */
  private void installLibraries(boolean builder) throws IOException {
    Path jars = Files.createDirectories(libraries().resolve("builder"));
    Map<String, Long> sizes = Natives.files(!builder);
    for (Map.Entry<String, Long> file : sizes.entrySet()) {
      try (RandomAccessFile sparse =
          new RandomAccessFile(libraries().resolve(file.getKey()).toFile(), "rw")) {
        sparse.setLength(file.getValue());
      }
    }
    Files.createFile(libraries().resolve("libcudart.so"));
    for (Path jar : Natives.at(libraries()).bindings()) {
      Files.createFile(jars.resolve(jar.getFileName()));
    }
  }
}
