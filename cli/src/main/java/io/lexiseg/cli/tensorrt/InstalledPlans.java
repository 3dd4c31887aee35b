package io.lexiseg.cli.tensorrt;

import io.lexiseg.vision.encoder.plan.NetworkHash;
import io.lexiseg.vision.encoder.plan.PlanStore;
import io.lexiseg.vision.encoder.plan.PlanTarget;
import io.lexiseg.vision.encoder.plan.StoredPlan;
import io.lexiseg.vision.encoder.plan.UnfitPlanException;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackFile;
import io.lexiseg.vision.pack.onnx.OnnxSignature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The plans that there are of a pack.
 *
 * @param dense of the local backbone
 * @param image of the global encoder
 * @param text of the text encoder
 */
public record InstalledPlans(
    List<StoredPlan> dense, List<StoredPlan> image, List<StoredPlan> text) {
  /** Copies the lists. */
  public InstalledPlans {
    dense = List.copyOf(dense);
    image = List.copyOf(image);
    text = List.copyOf(text);
  }

  /** Reads the sidecars; damaged plans are none. */
  public static InstalledPlans of(PlanStore store, ModelPack pack) {
    if (!Files.isDirectory(store.folder())) {
      return new InstalledPlans(List.of(), List.of(), List.of());
    }
    return new InstalledPlans(
        plans(store, pack, pack.dense().file()),
        plans(store, pack, pack.image().file()),
        plans(store, pack, pack.text().file()));
  }

  /** Those that run on this. */
  public InstalledPlans on(PlanTarget target) {
    return new InstalledPlans(on(dense, target), on(image, target), on(text, target));
  }

  /** Whether pictures can be encoded with them. */
  public boolean servePictures() {
    return !dense.isEmpty() && !image.isEmpty();
  }

  /** GPU memory that all of them take, one context each. */
  public long memoryBytes() {
    return all().stream().mapToLong(plan -> plan.sizeBytes() + plan.plan().contextBytes()).sum();
  }

  /** One phrase a GPU and precision, {@code fp16 in batches of 1, 4 (NVIDIA H200)}. */
  public String text(String separator) {
    Map<String, TreeSet<Integer>> batches = new TreeMap<>();
    for (StoredPlan stored : all()) {
      var key = stored.plan().key();
      batches
          .computeIfAbsent(
              "%s in batches of %%s (%s)".formatted(key.precision(), key.target().gpu()),
              k -> new TreeSet<>())
          .add(key.batch());
    }
    return batches.entrySet().stream()
        .map(
            entry ->
                entry
                    .getKey()
                    .formatted(
                        entry.getValue().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "))))
        .collect(Collectors.joining(separator));
  }

  private List<StoredPlan> all() {
    List<StoredPlan> all = new ArrayList<>(dense);
    all.addAll(image);
    all.addAll(text);
    return all;
  }

  private static List<StoredPlan> on(List<StoredPlan> plans, PlanTarget target) {
    return plans.stream().filter(plan -> plan.plan().key().target().equals(target)).toList();
  }

  private static List<StoredPlan> plans(PlanStore store, ModelPack pack, Path network) {
    return store.folders(digest(pack, network)).stream()
        .flatMap(folder -> read(folder).stream())
        .toList();
  }

  private static Optional<StoredPlan> read(Path folder) {
    try {
      return Optional.of(StoredPlan.read(folder));
    } catch (UnfitPlanException e) {
      return Optional.empty();
    }
  }

  /** The pack's own word where that is the digest: networks are large. */
  private static String digest(ModelPack pack, Path network) {
    String name = pack.folder().relativize(network).toString().replace('\\', '/');
    return pack.files().stream()
        .filter(file -> file.name().equals(name))
        .map(PackFile::sha256)
        .findFirst()
        .filter(digest -> OnnxSignature.read(network).externalBytes().isEmpty())
        .orElseGet(() -> NetworkHash.of(network));
  }
}
