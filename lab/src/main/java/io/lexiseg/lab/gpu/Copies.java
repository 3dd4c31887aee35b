package io.lexiseg.lab.gpu;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Times copies between page-locked memory and the GPU, and asks how much of the GPU's memory is
 * free, by the CUDA runtime.
 *
 * <p><b>Threads:</b> one.
 */
final class Copies {
  private static final int TO_DEVICE = 1;
  private static final int FROM_DEVICE = 2;

  private final NativeLibrary runtime;

  /** With the CUDA runtime in a folder. */
  Copies(Path libraries) {
    runtime = NativeLibrary.getInstance(libraries.resolve("libcudart.so.12").toString());
  }

  /** Milliseconds to the GPU. */
  double inMillis(long bytes, Duration time) {
    return millis(bytes, TO_DEVICE, time);
  }

  /** Milliseconds from the GPU. */
  double outMillis(long bytes, Duration time) {
    return millis(bytes, FROM_DEVICE, time);
  }

  /** Memory of the GPU that nobody uses. */
  long freeBytes() {
    LongByReference free = new LongByReference();
    LongByReference total = new LongByReference();
    call("cudaMemGetInfo", free, total);
    return free.getValue();
  }

  private double millis(long bytes, int direction, Duration time) {
    PointerByReference device = new PointerByReference();
    ByteBuffer host = ByteBuffer.allocateDirect(Math.toIntExact(bytes));
    Pointer start = Native.getDirectBufferPointer(host);
    call("cudaMalloc", device, bytes);
    try {
      call("cudaHostRegister", start, bytes, 0);
      Pointer memory = device.getValue();
      Pointer to = direction == TO_DEVICE ? memory : start;
      Pointer from = direction == TO_DEVICE ? start : memory;
      double millis =
          Timing.medianMillis(time, () -> call("cudaMemcpy", to, from, bytes, direction));
      call("cudaHostUnregister", start);
      return millis;
    } finally {
      call("cudaFree", device.getValue());
    }
  }

  private void call(String name, Object... arguments) {
    Function function = runtime.getFunction(name);
    int error = function.invokeInt(arguments);
    if (error != 0) {
      throw new IllegalStateException("%s: CUDA error %d".formatted(name, error));
    }
  }
}
