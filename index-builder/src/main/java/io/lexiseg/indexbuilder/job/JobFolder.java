package io.lexiseg.indexbuilder.job;

import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.file.FilePrototypeIndex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The folder beside an index that holds what the index is made of: {@code NAME.made} beside {@code
 * NAME}, with the plan, the batches and the pictures that are kept. One builder at a time owns it.
 *
 * <p><b>Ownership:</b> closing gives the lock back.
 */
public final class JobFolder implements AutoCloseable {
  /** What the folder's name has more than that of the index. */
  public static final String SUFFIX = ".made";

  private static final String PLAN = "plan.json";
  private static final String BATCHES = "batches";

  private final Path index;
  private final Path made;
  private final FileChannel lock;
  private final BuildPlan plan;
  private final Disk disk;

  private JobFolder(Path index, Path made, FileChannel lock, BuildPlan plan, Disk disk) {
    this.index = index;
    this.made = made;
    this.lock = lock;
    this.plan = plan;
    this.disk = disk;
  }

  /**
   * Starts a build, or goes on with one of an equal plan.
   *
   * @param index where the index lies or will lie
   * @throws IllegalArgumentException if another builder is at work, or what lies there is of
   *     another plan or of no build from captions; nothing is touched then
   */
  public static JobFolder open(Path index, BuildPlan plan) {
    return open(index, plan, Disk.REAL);
  }

  static JobFolder open(Path index, BuildPlan plan, Disk disk) {
    Path target = index.toAbsolutePath().normalize();
    Path made = madeOf(target);
    boolean begun = Files.exists(made.resolve(PLAN));
    if (!begun) {
      requireVacant(target, plan);
    }
    create(made);
    FileChannel lock = lock(made);
    try {
      return opened(target, made, lock, plan, disk);
    } catch (RuntimeException e) {
      release(lock, made);
      throw e;
    }
  }

  private static JobFolder opened(
      Path target, Path made, FileChannel lock, BuildPlan plan, Disk disk) {
    if (Files.exists(made.resolve(PLAN))) {
      List<String> differences = read(made).differences(plan);
      if (!differences.isEmpty()) {
        throw new IllegalArgumentException(
            "index build: %s was begun otherwise: %s; give another --out, or remove %s to begin anew"
                .formatted(made, String.join("; ", differences), made));
      }
    } else {
      disk.replace(made.resolve(PLAN), plan.toJson().getBytes(StandardCharsets.UTF_8));
    }
    create(made.resolve(BATCHES));
    return new JobFolder(target, made, lock, plan, disk).tidied();
  }

  /**
   * Opens what an index was built of.
   *
   * @throws IllegalArgumentException if another builder is at work, or there is no such folder
   */
  public static JobFolder of(Path index) {
    Path target = index.toAbsolutePath().normalize();
    BuildPlan plan =
        planOf(target)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "index %s: expected %s, which a build from captions leaves beside it, found none"
                            .formatted(target, madeOf(target))));
    return open(target, plan);
  }

  /** The plan of the build that an index is made by; empty: it is not built from captions. */
  public static Optional<BuildPlan> planOf(Path index) {
    Path made = madeOf(index.toAbsolutePath().normalize());
    return Files.isRegularFile(made.resolve(PLAN)) ? Optional.of(read(made)) : Optional.empty();
  }

  /** Batches of a build that may be running, to be read only. */
  public static BatchStore batchesOf(Path index, BuildPlan plan) {
    Path made = madeOf(index.toAbsolutePath().normalize());
    return new BatchStore(made.resolve(BATCHES), plan, Disk.REAL);
  }

  /** Where pictures of a build are kept, if they are. */
  public static Path picturesOf(Path index) {
    return madeOf(index.toAbsolutePath().normalize()).resolve("pictures");
  }

  private static Path madeOf(Path target) {
    if (target.getFileName() == null) {
      throw new IllegalArgumentException(
          "index build: expected a folder inside another, got " + target);
    }
    return target.resolveSibling(target.getFileName() + SUFFIX);
  }

  private static BuildPlan read(Path made) {
    Path file = made.resolve(PLAN);
    try {
      return BuildPlan.parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw Disk.refused("read", file, e);
    }
  }

  /** Nothing may lie where a new build puts its index and what it is made of. */
  private static void requireVacant(Path target, BuildPlan plan) {
    Path made = madeOf(target);
    if (Files.isDirectory(made) && !Disk.entries(made).stream().allMatch(JobFolder::isOwn)) {
      throw new IllegalArgumentException(
          "index build: expected a new or empty folder %s, found %s in it"
              .formatted(made, Disk.entries(made).get(0).getFileName()));
    }
    if (Files.isRegularFile(target.resolve("manifest.json"))) {
      IndexManifest there = FilePrototypeIndex.manifest(target);
      throw new IllegalArgumentException(
          "index build: %s holds an index already, %d prototypes of backbone %s made by %s; expected a new folder for prototypes of generator %s and encoder pack %s"
              .formatted(
                  target,
                  there.count(),
                  there.backbone(),
                  there.provenance().getOrDefault("builder", "another builder"),
                  plan.generator().id(),
                  plan.encoder().id()));
    }
    if (Files.exists(target) && !(Files.isDirectory(target) && Disk.entries(target).isEmpty())) {
      throw new IllegalArgumentException(
          "index build: expected a new or empty folder %s, found something".formatted(target));
    }
  }

  private static boolean isOwn(Path entry) {
    String name = entry.getFileName().toString();
    return name.equals("lock") || name.equals(PLAN + Disk.UNFINISHED);
  }

  private static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw Disk.refused("create", folder, e);
    }
  }

  private static FileChannel lock(Path made) {
    Path file = made.resolve("lock");
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        byte[] owner = new byte[20];
        int length = Math.max(0, channel.read(ByteBuffer.wrap(owner)));
        channel.close();
        throw new IllegalArgumentException(
            "index build: %s belongs to another builder at work (process %s); wait for it or give another --out"
                .formatted(made, new String(owner, 0, length, StandardCharsets.US_ASCII)));
      }
      byte[] self =
          Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(self), 0);
      return channel;
    } catch (IOException e) {
      throw Disk.refused("lock", file, e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // a builder in this process
    }
  }

  /** Clears away what an interrupted builder left half-made. */
  private JobFolder tidied() {
    for (Path folder : List.of(made, made.resolve(BATCHES))) {
      for (Path entry : Disk.entries(folder)) {
        String name = entry.getFileName().toString();
        if (name.endsWith(Disk.UNFINISHED) || name.startsWith(".")) {
          Disk.delete(entry);
        }
      }
    }
    Disk.delete(fresh());
    try {
      if (Files.exists(former()) && !Files.exists(index)) {
        Disk.move(former(), index); // the switch was interrupted half-way
      }
    } catch (IOException e) {
      throw Disk.refused("restore", index, e);
    }
    Disk.delete(former());
    return this;
  }

  /** The plan that the folder is pinned to. */
  public BuildPlan plan() {
    return plan;
  }

  /** What is made already. */
  public BatchStore batches() {
    return new BatchStore(made.resolve(BATCHES), plan, disk);
  }

  /** Where the index lies or will lie. */
  public Path index() {
    return index;
  }

  Disk disk() {
    return disk;
  }

  /** A file of the folder that nobody misses. */
  public Path scratch(String name) {
    return made.resolve(name + Disk.UNFINISHED);
  }

  /** Where a new index grows before it is switched to. */
  Path fresh() {
    return made.resolve("index");
  }

  private Path former() {
    return made.resolve("former");
  }

  /**
   * Puts the fresh index in place of the one before, if there is one.
   *
   * @param more a folder of files that go into the index's, all or none
   */
  void switchToFresh(Path more) {
    try {
      for (Path file : Disk.entries(more)) {
        Disk.sync(file);
        Disk.move(file, fresh().resolve(file.getFileName()));
      }
      if (Files.isDirectory(index) && !Disk.entries(index).isEmpty()) {
        Disk.move(index, former());
      }
      Disk.move(fresh(), index);
    } catch (IOException e) {
      throw Disk.refused("publish", index, e);
    }
    Disk.delete(former());
    Disk.delete(more);
  }

  private static void release(FileChannel lock, Path made) {
    try {
      lock.close();
    } catch (IOException e) {
      throw Disk.refused("unlock", made, e);
    }
  }

  @Override
  public void close() {
    release(lock, made);
  }
}
