package io.lexiseg.vision.encoder.tensorrt;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks by the CUDA runtime. What cannot be locked is copied more slowly, which is said once.
 *
 * <p><b>Threads:</b> safe.
 */
final class CudaPageLocks implements PageLocks {
  private static final Logger LOGGER = LoggerFactory.getLogger(CudaPageLocks.class);
  private static final int FOR_THIS_CONTEXT = 0;

  private final Registry registry;
  private final Set<Pointer> locked = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean said = new AtomicBoolean();

  /** Functions of the CUDA runtime; 0 is success. */
  interface Registry {
    int register(Pointer start, long sizeBytes);

    int unregister(Pointer start);
  }

  CudaPageLocks(Registry registry) {
    this.registry = registry;
  }

  /** Locks by a CUDA runtime that is loaded. */
  static CudaPageLocks by(NativeLibrary runtime) {
    return new CudaPageLocks(
        new Registry() {
          @Override
          public int register(Pointer start, long sizeBytes) {
            Object[] arguments = {start, sizeBytes, FOR_THIS_CONTEXT};
            return runtime.getFunction("cudaHostRegister").invokeInt(arguments);
          }

          @Override
          public int unregister(Pointer start) {
            return runtime.getFunction("cudaHostUnregister").invokeInt(new Object[] {start});
          }
        });
  }

  @Override
  public void lock(ByteBuffer direct) {
    Pointer start = Native.getDirectBufferPointer(direct);
    int error = registry.register(start, direct.capacity());
    if (error == 0) {
      locked.add(start);
    } else if (said.compareAndSet(false, true)) {
      LOGGER.warn("memory cannot be page-locked, copies to the GPU are slower: error {}", error);
    }
  }

  @Override
  public void unlock(ByteBuffer direct) {
    Pointer start = Native.getDirectBufferPointer(direct);
    if (locked.remove(start)) {
      registry.unregister(start);
    }
  }
}
