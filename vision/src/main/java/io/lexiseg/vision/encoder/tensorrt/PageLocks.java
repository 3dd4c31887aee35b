package io.lexiseg.vision.encoder.tensorrt;

import java.nio.ByteBuffer;

/** Keeps memory where the GPU can fetch it by itself, which makes copies several times faster. */
interface PageLocks {
  /** Locks nothing. */
  PageLocks NONE =
      new PageLocks() {
        @Override
        public void lock(ByteBuffer direct) {}

        @Override
        public void unlock(ByteBuffer direct) {}
      };

  /** Locks a direct buffer's memory if that is possible; never fails. */
  void lock(ByteBuffer direct);

  /** Lets go of a buffer that {@link #lock} was called for. */
  void unlock(ByteBuffer direct);
}
