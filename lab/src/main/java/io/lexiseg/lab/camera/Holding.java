package io.lexiseg.lab.camera;

import io.lexiseg.lab.system.MemoryProbe;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What this process holds.
 *
 * @param heapBytes after a collection
 * @param residentBytes of the whole process, native memory included; 0 where the system does not
 *     tell
 * @param descriptors open files and connections; 0 where the system does not tell
 */
record Holding(long heapBytes, long residentBytes, int threads, long descriptors) {
  static final String HEADER =
      "heap MB   RSS MB  threads  descriptors   NAME pictures/lost/distorted";
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final double MEGA = 1 << 20;

  static Holding now() throws IOException {
    System.gc(); // what is left is held
    Runtime runtime = Runtime.getRuntime();
    return new Holding(
        runtime.totalMemory() - runtime.freeMemory(),
        MemoryProbe.residentBytes(ProcessHandle.current().pid()).orElse(0),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        openDescriptors());
  }

  private static long openDescriptors() throws IOException {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      return open.count();
    }
  }

  Holding since(Holding earlier) {
    return new Holding(
        heapBytes - earlier.heapBytes,
        residentBytes - earlier.residentBytes,
        threads - earlier.threads,
        descriptors - earlier.descriptors);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%7.1f  %7.1f  %7d  %11d",
        heapBytes / MEGA,
        residentBytes / MEGA,
        threads,
        descriptors);
  }
}
