package io.lexiseg.cli.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.failure.UsageException;
import io.lexiseg.vision.encoder.DenseSpec;
import io.lexiseg.vision.encoder.EncoderSpecs;
import io.lexiseg.vision.encoder.TextInput;
import io.lexiseg.vision.encoder.TextSpec;
import io.lexiseg.vision.encoder.engine.Precision;
import io.lexiseg.vision.encoder.pixel.InputSize;
import io.lexiseg.vision.encoder.pixel.PixelInput;
import io.lexiseg.vision.encoder.pixel.Resampling;
import io.lexiseg.vision.encoder.plan.PlanStore;
import io.lexiseg.vision.encoder.plan.PlanTarget;
import io.lexiseg.vision.encoder.plan.StoredPlan;
import io.lexiseg.vision.encoder.tensorrt.Sighting;
import io.lexiseg.vision.pack.Checksums;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.random.TinyPack;
import io.lexiseg.vision.text.TokenizerSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackPlansTest {
  private static final PlanTarget TARGET = new PlanTarget("8.6.1", "NVIDIA H200", "9.0");
  private static final Sighting.Ready MACHINE =
      new Sighting.Ready(TARGET, "12.4", 6_000_000_000L, 8_000_000_000L);

  @TempDir static Path packFolder;
  private static ModelPack pack;

  /** Plans that are there already: processes take their time. */
  @TempDir static Path builtFolder;

  private static List<PackPlans.Outcome> built;

  @TempDir Path folder;

  @BeforeAll
  static void writePackAndPlans() {
    pack = TinyPack.write(packFolder, 1);
    built = plans("build", builtFolder).build(pack, request(Precision.FP16, 1, 4));
  }

  @Test
  void shouldBuildAPlanOfEveryNetworkAndBatch() throws IOException {
    assertThat(built.stream().map(PackPlans.Outcome::what))
        .containsExactly(
            "dense fp16 [1, 3, 112, 112]",
            "image fp16 [1, 3, 64, 64]",
            "text fp16 [1, 77]",
            "dense fp16 [4, 3, 112, 112]",
            "image fp16 [4, 3, 64, 64]",
            "text fp16 [4, 77]");
    assertThat(built).allMatch(PackPlans.Outcome::fresh);
    StoredPlan dense = built.get(3).plan();
    assertThat(dense.plan().outputs()).containsOnlyKeys(pack.dense().output());
    assertThat(dense.plan().key().inputs().get(pack.dense().input().name()))
        .hasToString("float16 [4, 3, 112, 112]");
    assertThat(Files.readString(dense.file())).isEqualTo("plan with workspace 3000000000");
  }

  @Test
  void shouldKeepPlansThatAreThereAndBuildDamagedOnesAgain() throws IOException {
    // given
    Path cut = built.get(0).plan().file();
    Files.writeString(cut, "cut");

    // when
    List<PackPlans.Outcome> outcomes =
        plans("build", builtFolder).build(pack, request(Precision.FP16, 1, 4));

    // then
    assertThat(outcomes.stream().filter(PackPlans.Outcome::fresh).map(PackPlans.Outcome::what))
        .containsExactly("dense fp16 [1, 3, 112, 112]");
    assertThat(cut).hasContent("plan with workspace 3000000000");
  }

  @Test
  void shouldSayThatCudaAborted() {
    assertRefused("abort", "CUDA aborted the plan builder (exit code 134)", ": ERROR Cuda failure");
  }

  @Test
  void shouldSayThatTheBuilderWasKilled() {
    assertRefused("kill", "the plan builder was killed (exit code 137)", "it said nothing");
  }

  @Test
  void shouldSayThatThereIsNoGpu() {
    assertRefused("no-gpu", "no GPU that can be used", "expected an NVIDIA GPU");
  }

  @Test
  void shouldPassOnWhyTensorRtDidNotBuild() {
    // TensorRT finds its builder in that folder only
    assertRefused(
        "refuse",
        "ended with exit code 1",
        "could not find any implementation for node in " + folder.resolve("libraries"));
  }

  @Test
  void shouldKeepTimingsOfOneGpuAndNothingElse() throws IOException {
    // when
    List<String> notes = Files.readAllLines(timings(builtFolder, TARGET));

    // then
    assertThat(notes)
        .isNotEmpty()
        .allSatisfy(
            note -> {
              assertThat(note).endsWith(" level 4");
              assertThat(Path.of(note.substring(0, note.indexOf(' ')))).doesNotExist();
            });
  }

  @Test
  void shouldBoundTheWorkspaceAndKeepGpusApart() {
    // given
    PlanTarget other = new PlanTarget("8.6.1", "NVIDIA L4", "8.9");
    Sighting.Ready large = new Sighting.Ready(other, "12.4", 40L << 30, 48L << 30);

    // when
    List<PackPlans.Outcome> outcomes =
        plans("build", folder, large).build(pack, request(Precision.FP32, 1));

    // then
    assertThat(outcomes.get(0).plan().file()).hasContent("plan with workspace " + (8L << 30));
    assertThat(timings(folder, other)).exists();
    assertThat(timings(folder, other).getFileName())
        .isNotEqualTo(timings(builtFolder, TARGET).getFileName());
  }

  @Test
  void shouldNotStartWithoutTheBuilder() {
    assertThatThrownBy(
            () ->
                PackPlans.of(
                    PlanStore.at(folder), MACHINE, Natives.at(folder), ProgressListener.NONE))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("try: lexiseg models natives");
  }

  @Test
  void shouldNotStoreAPlanThatTakesAnotherTypeThanItWasAskedFor() {
    // when, then
    assertThatThrownBy(() -> plans("wide", folder).build(pack, request(Precision.FP16, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the builder made");
    assertThat(stored()).isEmpty();
  }

  @Test
  void shouldAskForSizesWhereANetworkTakesAny() {
    // given
    ModelPack any = anySize();

    // when, then
    assertThatThrownBy(() -> PlanJobs.of(any, TARGET, request(Precision.FP16, 1)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--size: expected HEIGHTxWIDTH, the dense network of pack tiny");
    assertThat(
            PlanJobs.of(
                any,
                TARGET,
                new PlanRequest(
                    Precision.FP16,
                    List.of(1),
                    List.of(new InputSize(28, 42), new InputSize(42, 28)))))
        .hasSize(4)
        .first()
        .hasToString("dense fp16 [1, 3, 28, 42]");
  }

  @Test
  void shouldLeaveTextsOfAnyLengthOnTheCpu() {
    // given
    TextSpec text = pack.text();
    TextSpec pieces =
        new TextSpec(
            text.file(),
            new TokenizerSpec(TokenizerSpec.Kind.WORDPIECE, text.file(), 256),
            new TextInput("ids", "mask", "", TextInput.IdType.INT64),
            text.output(),
            TextSpec.Pooling.MEAN,
            true,
            text.dimension());
    ModelPack wordPieces = with(new EncoderSpecs(pack.dense(), pack.image(), pieces));

    // when
    List<PlanJob> jobs = PlanJobs.of(wordPieces, TARGET, request(Precision.FP16, 1));

    // then
    assertThat(jobs).extracting(PlanJob::role).containsExactly("dense", "image");
  }

  private void assertRefused(String mode, String reason, String said) {
    assertThatThrownBy(() -> plans(mode, folder).build(pack, request(Precision.FP16, 1)))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("build dense fp16 [1, 3, 112, 112]")
        .hasMessageContaining(reason)
        .hasMessageContaining(said);
    assertThat(stored()).isEmpty();
  }

  /** Plans and what is left of them, but for locks and timings. */
  private List<Path> stored() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".lock"))
          .filter(file -> !file.getFileName().toString().startsWith("timings-"))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path timings(Path folder, PlanTarget target) {
    String digest = Checksums.sha256(target.toString().getBytes(StandardCharsets.UTF_8));
    return PlanStore.at(folder).folder().resolve("timings-" + digest.substring(0, 16));
  }

  private static PackPlans plans(String mode, Path folder) {
    return plans(mode, folder, MACHINE);
  }

  private static PackPlans plans(String mode, Path folder, Sighting.Ready machine) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            FakeBuilder.class.getName(),
            mode);
    BuilderProcess process = new BuilderProcess(command, folder.resolve("libraries"));
    return new PackPlans(PlanStore.at(folder), machine, process, ProgressListener.NONE);
  }

  private static PlanRequest request(Precision precision, Integer... batches) {
    return new PlanRequest(precision, List.of(batches), List.of());
  }

  private static ModelPack anySize() {
    DenseSpec dense = pack.dense();
    PixelInput input = dense.input();
    PixelInput any =
        new PixelInput(
            input.name(),
            InputSize.AS_IS,
            Resampling.NONE,
            input.channels(),
            input.divisor(),
            input.mean(),
            input.std());
    DenseSpec grid =
        new DenseSpec(
            dense.file(), any, dense.output(), DenseSpec.Layout.GRID, 0, 14, dense.dimension());
    return with(new EncoderSpecs(grid, pack.image(), pack.text()));
  }

  private static ModelPack with(EncoderSpecs networks) {
    return new ModelPack(
        pack.folder(),
        pack.about(),
        pack.files(),
        networks,
        pack.templates(),
        pack.presets(),
        pack.defaultPresetName());
  }
}
