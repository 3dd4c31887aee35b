package io.lexiseg.lab.gpu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What work that is done again and again leaves behind.
 *
 * @param runs how often it was done
 * @param gpuBytes memory of the GPU that was taken meanwhile
 * @param processBytes memory that the process has grown by
 */
record LeakCheck(int runs, long gpuBytes, long processBytes) {
  /** CUDA hands out memory in pieces of this size. */
  private static final long GPU_TOLERANCE = 2L << 20;

  /** What a JVM grows by without any reason of ours. */
  private static final long PROCESS_TOLERANCE = 64L << 20;

  private static final double MIB = 1L << 20;

  /** Does the work, after as many runs to warm up. */
  static LeakCheck of(int runs, Optional<Copies> gpu, Runnable work) {
    repeat(runs, work);
    long free = gpu.map(Copies::freeBytes).orElse(0L);
    long process = residentBytes();
    repeat(runs, work);
    return new LeakCheck(
        runs, free - gpu.map(Copies::freeBytes).orElse(0L), residentBytes() - process);
  }

  /** Whether nothing worth a name has grown. */
  boolean passed() {
    return gpuBytes <= GPU_TOLERANCE && processBytes <= PROCESS_TOLERANCE;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: GPU memory %+.1f MiB, process %+.1f MiB in %d runs",
        passed() ? "no leak" : "LEAK",
        gpuBytes / MIB,
        processBytes / MIB,
        runs);
  }

  private static void repeat(int runs, Runnable work) {
    for (int i = 0; i < runs; i++) {
      work.run();
    }
  }

  private static long residentBytes() {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
