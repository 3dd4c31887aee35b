package io.lexiseg.vision.encoder.plan;

import io.lexiseg.vision.pack.Checksums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A plan on disk: a folder with {@value #PLAN} and {@value #SIDECAR}.
 *
 * @param folder where they lie
 * @param plan what the sidecar says of it
 * @param sizeBytes size that the file has to have
 * @param sha256 digest that it has to have
 */
public record StoredPlan(Path folder, Plan plan, long sizeBytes, String sha256) {
  /** Name of the file that TensorRT reads; DJL takes this ending for a plan. */
  public static final String PLAN = "network.plan";

  /** Name of the file that describes it. */
  public static final String SIDECAR = "plan.json";

  /**
   * Reads a sidecar and compares the plan's size; the plan itself is not read.
   *
   * @throws UnfitPlanException if there is no sidecar, it is wrong, or the plan has another size
   */
  public static StoredPlan read(Path folder) {
    StoredPlan stored = PlanSidecar.read(folder);
    long found = stored.foundBytes();
    if (found != stored.sizeBytes()) {
      throw stored.unfit("%d bytes".formatted(stored.sizeBytes()), "%d".formatted(found));
    }
    return stored;
  }

  /** The file that TensorRT reads. */
  public Path file() {
    return folder.resolve(PLAN);
  }

  /**
   * Compares the plan's digest.
   *
   * @throws UnfitPlanException if it is not the one that was built
   */
  public void verify() {
    String found = Checksums.sha256(file());
    if (!found.equals(sha256)) {
      throw unfit("sha256 " + sha256, found);
    }
  }

  /**
   * Compares what the plan was built for with what is here.
   *
   * @throws UnfitPlanException if it is for another TensorRT or another GPU
   */
  public void requireFor(PlanTarget here) {
    if (!plan.key().target().equals(here)) {
      throw unfit("a plan for " + here, "one for " + plan.key().target());
    }
  }

  /**
   * Compares what the plan was built of.
   *
   * @param network see {@link NetworkHash}
   * @throws UnfitPlanException if it is of another network
   */
  public void requireOf(String network) {
    if (!plan.key().network().equals(network)) {
      throw unfit("a plan of network " + network, "one of " + plan.key().network());
    }
  }

  private long foundBytes() {
    try {
      return Files.size(file());
    } catch (IOException e) {
      throw new UnfitPlanException(file() + ": expected a plan, cannot read it", e);
    }
  }

  private UnfitPlanException unfit(String expected, String found) {
    return new UnfitPlanException(
        "%s: expected %s, got %s; build it again: lexiseg models plan"
            .formatted(file(), expected, found));
  }
}
