package io.lexiseg.vision.encoder.tensorrt;

/**
 * What is left of a GPU's memory by our own count: running out of it below TensorRT would end the
 * process.
 *
 * <p><b>Threads:</b> safe.
 */
final class GpuMemory {
  /** What CUDA and TensorRT take for themselves, an estimate. */
  static final long OVERHEAD_BYTES = 600L << 20;

  private static final int MEGABYTE_BITS = 20;

  private final String gpu;
  private long leftBytes;

  GpuMemory(String gpu, long freeBytes) {
    this.gpu = gpu;
    this.leftBytes = freeBytes - OVERHEAD_BYTES;
  }

  /**
   * Takes memory.
   *
   * @throws IllegalStateException if less is left
   */
  synchronized void take(String what, long bytes) {
    if (bytes > leftBytes) {
      throw new IllegalStateException(
          "%s: expected %d MB of free memory on %s, found %d MB; use fewer slots or smaller batches"
              .formatted(
                  what,
                  (bytes >> MEGABYTE_BITS) + 1,
                  gpu,
                  Math.max(0, leftBytes) >> MEGABYTE_BITS));
    }
    leftBytes -= bytes;
  }

  /** Gives memory back. */
  synchronized void giveBack(long bytes) {
    leftBytes += bytes;
  }
}
