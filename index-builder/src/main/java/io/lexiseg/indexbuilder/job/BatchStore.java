package io.lexiseg.indexbuilder.job;

import io.lexiseg.indexbuilder.generation.CaptionOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The batches of a build, one file each; a file is there whole or not at all.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class BatchStore {
  private final Path folder;
  private final BuildPlan plan;
  private final BatchCodec codec;
  private final Disk disk;

  BatchStore(Path folder, BuildPlan plan, Disk disk) {
    this.folder = folder;
    this.plan = plan;
    this.codec = new BatchCodec(plan);
    this.disk = disk;
  }

  /** What the batches are made by. */
  BuildPlan plan() {
    return plan;
  }

  /** Number of batches of the build, made or not. */
  public int size() {
    return plan.batches();
  }

  /** Whether a batch is made. */
  boolean has(int batch) {
    return Files.isRegularFile(file(batch));
  }

  /** Batches that are not made yet. */
  public int missing() {
    int missing = 0;
    for (int batch = 0; batch < size(); batch++) {
      missing += has(batch) ? 0 : 1;
    }
    return missing;
  }

  /** Whether a batch that is there can be read. */
  boolean isWhole(int batch) {
    try {
      read(batch);
      return true;
    } catch (DamagedBatchException e) {
      return false;
    }
  }

  void write(int batch, List<CaptionOutcome> outcomes) {
    try {
      disk.replace(file(batch), codec.encode(outcomes));
    } catch (IOException e) {
      throw Disk.refused("write", file(batch), e);
    }
  }

  /** Reads a batch. */
  List<CaptionOutcome> read(int batch) {
    byte[] content;
    try {
      content = Files.readAllBytes(file(batch));
    } catch (IOException e) {
      throw Disk.refused("read", file(batch), e);
    }
    try {
      return codec.decode(content);
    } catch (IOException e) {
      throw new DamagedBatchException(
          "%s: %s; index build makes it anew".formatted(file(batch), e.getMessage()));
    }
  }

  /** Reads all batches in order, one caption after the other. */
  public void forEach(Consumer<CaptionOutcome> use) {
    for (int batch = 0; batch < size(); batch++) {
      read(batch).forEach(use);
    }
  }

  void remove(int batch) {
    Disk.delete(file(batch));
  }

  Path file(int batch) {
    return folder.resolve(String.format(Locale.ROOT, "%07d.batch", batch));
  }
}
