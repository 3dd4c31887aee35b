package io.lexiseg.cli.camera;

import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Ends whatever FFmpeg waits for once a time has passed, in any of its protocols.
 *
 * <p><b>Threads:</b> one at a time. <b>Ownership:</b> lives longer than what it watches.
 */
final class Deadline implements AutoCloseable {
  /** One for all: the number that JavaCPP can make is small. What differs is in native memory. */
  private static final Passed PASSED = new Passed();

  private final Duration patience;
  private final LongPointer end = new LongPointer(1);

  /** Waits this long each time; nothing passes before it begins for the first time. */
  Deadline(Duration patience) {
    this.patience = patience;
    begin();
  }

  /** How long each wait may be. */
  Duration patience() {
    return patience;
  }

  /** Lets time begin anew. */
  void begin() {
    end.put(System.nanoTime() + patience.toNanos());
  }

  boolean hasPassed() {
    return System.nanoTime() - end.get() > 0;
  }

  /** Watches everything that is done with a context from now on. */
  void watch(AVFormatContext context) {
    context.interrupt_callback().callback(PASSED).opaque(end);
  }

  @Override
  public void close() {
    end.close();
  }

  private static final class Passed extends AVIOInterruptCB.Callback_Pointer {
    @Override
    public int call(Pointer end) {
      return System.nanoTime() - new LongPointer(end).get() > 0 ? 1 : 0;
    }
  }
}
