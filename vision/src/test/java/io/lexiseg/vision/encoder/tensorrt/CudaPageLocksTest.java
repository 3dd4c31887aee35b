package io.lexiseg.vision.encoder.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CudaPageLocksTest {
  private static final int NO_DRIVER = 35;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64);
  private final List<String> calls = new ArrayList<>();

  @Test
  void shouldRegisterTheMemoryOfTheBufferAndLetGoOnce() {
    // given
    CudaPageLocks locks = new CudaPageLocks(registry(0));
    Pointer start = Native.getDirectBufferPointer(buffer);

    // when
    locks.lock(buffer);
    locks.unlock(buffer);
    locks.unlock(buffer);

    // then
    assertThat(calls).containsExactly("register " + start + " 64", "unregister " + start);
  }

  @Test
  void shouldDoWithoutWhereMemoryCannotBeLocked() {
    // given
    CudaPageLocks locks = new CudaPageLocks(registry(NO_DRIVER));

    // when
    locks.lock(buffer);
    locks.unlock(buffer);

    // then
    assertThat(calls).hasSize(1).allMatch(call -> call.startsWith("register"));
  }

  private CudaPageLocks.Registry registry(int error) {
    return new CudaPageLocks.Registry() {
      @Override
      public int register(Pointer start, long sizeBytes) {
        calls.add("register " + start + " " + sizeBytes);
        return error;
      }

      @Override
      public int unregister(Pointer start) {
        calls.add("unregister " + start);
        return 0;
      }
    };
  }
}
