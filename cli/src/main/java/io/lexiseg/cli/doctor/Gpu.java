package io.lexiseg.cli.doctor;

import io.lexiseg.cli.tensorrt.InstalledPlans;
import io.lexiseg.cli.tensorrt.Natives;
import io.lexiseg.vision.encoder.plan.PlanStore;
import io.lexiseg.vision.encoder.tensorrt.GpuProbe;
import io.lexiseg.vision.encoder.tensorrt.LibraryCheck;
import io.lexiseg.vision.encoder.tensorrt.Sighting;
import io.lexiseg.vision.encoder.tensorrt.TensorRtLibraries;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Checks of what {@code inference.engine=tensorrt} needs, step by step; nothing else needs it. */
final class Gpu {
  private static final double GIB = 1L << 30;
  private static final String PAGE = "see docs/tensorrt.md";

  private final Sighting sighting;
  private final Natives natives;
  private final Supplier<String> version;

  /**
   * Prepares the checks.
   *
   * @param version loads the libraries and tells their version, or why they do not load
   */
  Gpu(Sighting sighting, Natives natives, Supplier<String> version) {
    this.sighting = sighting;
    this.natives = natives;
    this.version = version;
  }

  static Gpu ofThisMachine() {
    TensorRtLibraries libraries = TensorRtLibraries.standard();
    return new Gpu(
        GpuProbe.with(libraries).look(),
        Natives.at(libraries.folder()),
        () -> LibraryCheck.version(libraries));
  }

  /** A machine without a GPU and without the libraries gets one line. */
  List<Finding> examine(PackStore packs) {
    List<Finding> findings = new ArrayList<>();
    findings.add(gpu());
    boolean ready = sighting instanceof Sighting.Ready;
    if (ready || natives.areThere()) {
      findings.add(libraries());
    }
    if (sighting instanceof Sighting.Ready machine) {
      findings.addAll(plans(machine, packs));
    }
    return findings;
  }

  private Finding gpu() {
    if (sighting instanceof Sighting.Missing missing) {
      return switch (missing.step()) {
        case LIBRARIES ->
            Finding.limited("gpu", missing.sentence(), "lexiseg models natives; " + PAGE);
        case DRIVER, GPU, PROBE ->
            Finding.limited(
                "gpu", missing.sentence(), "networks run on the CPU; " + PAGE + " for GPUs");
      };
    }
    Sighting.Ready ready = (Sighting.Ready) sighting;
    return Finding.ok(
        "gpu",
        "%s, compute capability %s, driver for CUDA %s, %.1f of %.1f GiB free"
            .formatted(
                ready.target().gpu(),
                ready.target().computeCapability(),
                ready.cuda(),
                ready.freeBytes() / GIB,
                ready.totalBytes() / GIB));
  }

  private Finding libraries() {
    if (!natives.areThere()) {
      return Finding.limited(
          "tensorrt",
          "libraries not in " + natives.folder(),
          "lexiseg models natives fetches them; " + PAGE);
    }
    try {
      return Finding.ok(
          "tensorrt",
          "%s loads from %s, %s"
              .formatted(
                  version.get(),
                  natives.folder(),
                  natives.canBuild() ? "and builds plans" : "runs plans and builds none"));
    } catch (IllegalStateException e) {
      return Finding.limited(
          "tensorrt",
          String.valueOf(e.getMessage()),
          "delete %s, then lexiseg models natives".formatted(natives.folder()));
    }
  }

  private static List<Finding> plans(Sighting.Ready machine, PackStore packs) {
    PlanStore store = PlanStore.at(packs.root());
    List<Finding> findings = new ArrayList<>();
    for (String id : packs.installed()) {
      try {
        packs.find(id).ifPresent(pack -> findings.add(plans(machine, store, pack)));
      } catch (IllegalArgumentException e) {
        // A generator, or a pack that another check speaks of.
      }
    }
    return findings;
  }

  private static Finding plans(Sighting.Ready machine, PlanStore store, ModelPack pack) {
    String subject = "plans " + pack.id();
    InstalledPlans plans = InstalledPlans.of(store, pack).on(machine.target());
    String build = "lexiseg models plan " + pack.id();
    if (!plans.servePictures()) {
      return Finding.limited(subject, "none for " + machine.target(), build);
    }
    String found =
        "%s, %.1f GiB of GPU memory".formatted(plans.text("; "), plans.memoryBytes() / GIB);
    return plans.memoryBytes() <= machine.freeBytes()
        ? Finding.ok(subject, found)
        : Finding.limited(
            subject,
            "%s, %.1f GiB free".formatted(found, machine.freeBytes() / GIB),
            "end what else uses the GPU, or delete plans of large batches in " + store.folder());
  }
}
