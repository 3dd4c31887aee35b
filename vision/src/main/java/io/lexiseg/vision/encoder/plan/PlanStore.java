package io.lexiseg.vision.encoder.plan;

import io.lexiseg.vision.pack.Checksums;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The plans of this machine: {@code plans/<network>/<key>/} below one folder, the one that holds
 * the packs. {@code <network>} is the first 16 digits of the network's digest, {@code <key>} is
 * {@link PlanKey#id}.
 *
 * <p><b>Threads:</b> safe; two processes that write the same plan wait for each other.
 */
public final class PlanStore {
  private static final int DIGITS = 16;

  // A file lock keeps other processes out, but not the threads of this one.
  private static final Object IN_THIS_PROCESS = new Object();

  private final Path plans;

  private PlanStore(Path plans) {
    this.plans = plans;
  }

  /** Builds a plan. */
  @FunctionalInterface
  public interface Builder {
    /**
     * Writes a plan into a new file.
     *
     * @return what was built; its key is the one that was asked for
     * @throws IOException if that fails; nothing is stored then
     */
    Plan build(Path file) throws IOException;
  }

  /** The plans below a folder, which need not exist yet. */
  public static PlanStore at(Path root) {
    return new PlanStore(root.resolve("plans"));
  }

  /** The folder that holds them. */
  public Path folder() {
    return plans;
  }

  /**
   * Folders with plans of a network, for whatever target, sorted; {@link StoredPlan#read} opens
   * one.
   *
   * @param network see {@link NetworkHash}
   */
  public List<Path> folders(String network) {
    Path folder = folder(network);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(Files::isDirectory)
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the plans in " + folder, e);
    }
  }

  /**
   * The plan of that key, if there is one that is whole.
   *
   * @throws UnfitPlanException if there is one that is not
   */
  public Optional<StoredPlan> find(PlanKey key) {
    Path folder = folder(key);
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    StoredPlan stored = StoredPlan.read(folder);
    stored.verify();
    return Optional.of(stored);
  }

  /**
   * Builds a plan and stores it, in place of one that is there already. It appears with its sidecar
   * or not at all.
   *
   * @throws IllegalStateException if another plan was built than the one asked for
   * @throws UncheckedIOException if the builder or the disk fails
   */
  public StoredPlan write(PlanKey key, Builder builder) {
    Path folder = folder(key);
    Path lockFile = folder.resolveSibling("." + key.id() + ".lock");
    try {
      Files.createDirectories(folder.getParent());
      synchronized (IN_THIS_PROCESS) {
        return fillLocked(key, folder, lockFile, builder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot store a plan in " + folder, e);
    }
  }

  private StoredPlan fillLocked(PlanKey key, Path folder, Path lockFile, Builder builder)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock(); // held until the channel closes
      return fill(key, folder, builder);
    }
  }

  private StoredPlan fill(PlanKey key, Path folder, Builder builder) throws IOException {
    Path partial = folder.resolveSibling("." + key.id() + ".partial");
    Path former = folder.resolveSibling("." + key.id() + ".former");
    delete(partial);
    delete(former);
    try {
      Files.createDirectory(partial);
      Path file = partial.resolve(StoredPlan.PLAN);
      Plan plan = builder.build(file);
      if (!plan.key().equals(key)) {
        throw new IllegalStateException(
            "plan: expected %s, the builder made %s".formatted(key, plan.key()));
      }
      StoredPlan stored = new StoredPlan(partial, plan, Files.size(file), Checksums.sha256(file));
      Files.write(partial.resolve(StoredPlan.SIDECAR), PlanSidecar.write(stored));
      force(file);
      force(partial.resolve(StoredPlan.SIDECAR));
      if (Files.exists(folder)) {
        Files.move(folder, former, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
      return StoredPlan.read(folder);
    } finally {
      delete(partial);
      delete(former);
    }
  }

  private Path folder(String network) {
    return plans.resolve(network.substring(0, DIGITS));
  }

  private Path folder(PlanKey key) {
    return folder(key.network()).resolve(key.id());
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
