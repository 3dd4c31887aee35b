package io.lexiseg.vision.encoder.tensorrt;

import com.sun.jna.Function;
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

  private final Function register;
  private final Function unregister;
  private final Set<Pointer> locked = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean said = new AtomicBoolean();

  /** Uses a CUDA runtime that is loaded. */
  CudaPageLocks(NativeLibrary runtime) {
    this(runtime.getFunction("cudaHostRegister"), runtime.getFunction("cudaHostUnregister"));
  }

  private CudaPageLocks(Function register, Function unregister) {
    this.register = register;
    this.unregister = unregister;
  }

  @Override
  public void lock(ByteBuffer direct) {
    Pointer start = Native.getDirectBufferPointer(direct);
    Object[] arguments = {start, (long) direct.capacity(), FOR_THIS_CONTEXT};
    int error = register.invokeInt(arguments);
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
      unregister.invokeInt(new Object[] {start});
    }
  }
}
