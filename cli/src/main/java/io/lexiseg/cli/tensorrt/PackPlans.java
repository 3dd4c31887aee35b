package io.lexiseg.cli.tensorrt;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.encoder.plan.Plan;
import io.lexiseg.vision.encoder.plan.PlanStore;
import io.lexiseg.vision.encoder.plan.StoredPlan;
import io.lexiseg.vision.encoder.plan.UnfitPlanException;
import io.lexiseg.vision.encoder.tensorrt.Sighting;
import io.lexiseg.vision.pack.Checksums;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.install.Folders;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.onnx.FixedNetwork;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Builds the plans of packs for the GPU of this machine. */
public final class PackPlans {
  private static final long MOST_WORKSPACE = 8L << 30;

  /** TensorRT's default is 3; one more tries more kernels for attention. */
  private static final int LEVEL = 4;

  private final PlanStore store;
  private final Sighting.Ready machine;
  private final BuilderProcess builder;
  private final ProgressListener progress;

  PackPlans(
      PlanStore store, Sighting.Ready machine, BuilderProcess builder, ProgressListener progress) {
    this.store = store;
    this.machine = machine;
    this.builder = builder;
    this.progress = progress;
  }

  /**
   * A plan that is there now.
   *
   * @param what it is, for people
   * @param plan where it lies
   * @param fresh whether it was built just now
   */
  public record Outcome(String what, StoredPlan plan, boolean fresh) {}

  /**
   * Prepares to build for a GPU that was seen.
   *
   * @throws FailedException if the libraries that builds need are not there
   */
  public static PackPlans of(
      PlanStore store, Sighting.Ready machine, Natives natives, ProgressListener progress) {
    if (!natives.canBuild()) {
      throw new FailedException(
          "expected TensorRT's libraries and its builder in %s, found not all of them; try: lexiseg models natives"
              .formatted(natives.folder()));
    }
    return new PackPlans(store, machine, BuilderProcess.of(natives), progress);
  }

  /**
   * Builds what is not there yet.
   *
   * @throws FailedException if one cannot be built; those before it stay
   */
  public List<Outcome> build(ModelPack pack, PlanRequest request) {
    List<Outcome> outcomes = new ArrayList<>();
    for (PlanJob job : PlanJobs.of(pack, machine.target(), request)) {
      outcomes.add(build(job));
    }
    return outcomes;
  }

  private Outcome build(PlanJob job) {
    Optional<StoredPlan> stored = stored(job);
    if (stored.isPresent()) {
      return new Outcome(job.toString(), stored.get(), false);
    }
    return new Outcome(job.toString(), store.write(job.key(), file -> build(job, file)), true);
  }

  /** The plan that is there, unless it is damaged: then it is built again. */
  private Optional<StoredPlan> stored(PlanJob job) {
    try {
      return store.find(job.key());
    } catch (UnfitPlanException e) {
      return Optional.empty();
    }
  }

  private Plan build(PlanJob job, Path file) throws IOException {
    Path scratch = Files.createTempDirectory("lexiseg-plan-");
    try {
      Path network = scratch.resolve("network.onnx");
      Map<String, TensorShape> shapes = new HashMap<>();
      job.key().inputs().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
      FixedNetwork.write(job.network(), network, shapes, Set.of(job.output()));
      Path report = scratch.resolve("report.properties");
      Path description = describe(job, network, file, report, scratch);
      builder.run(description, scratch, "build " + job, progress);
      return BuiltPlan.read(report, job.key());
    } finally {
      Folders.delete(scratch);
    }
  }

  private Path describe(PlanJob job, Path network, Path plan, Path report, Path scratch)
      throws IOException {
    Properties values = new Properties();
    values.setProperty("network", network.toString());
    values.setProperty("plan", plan.toAbsolutePath().toString());
    values.setProperty("report", report.toString());
    values.setProperty("precision", job.key().precision().toString());
    values.setProperty(
        "workspaceBytes", Long.toString(Math.min(MOST_WORKSPACE, machine.freeBytes() / 2)));
    values.setProperty("level", Integer.toString(LEVEL));
    values.setProperty("timingCache", timings(job).toString());
    Path file = scratch.resolve("job.properties");
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      values.store(writer, null);
    }
    return file;
  }

  /** Measurements hold for one GPU and one TensorRT. */
  private Path timings(PlanJob job) {
    String target = job.key().target().toString();
    String name = Checksums.sha256(target.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    return store.folder().toAbsolutePath().resolve("timings-" + name);
  }
}
