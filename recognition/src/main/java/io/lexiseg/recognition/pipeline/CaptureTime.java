package io.lexiseg.recognition.pipeline;

import io.lexiseg.schemas.EventTime;
import io.lexiseg.schemas.Frame;

/** Keeps capture times out of results that not every client can read. */
public final class CaptureTime {
  private CaptureTime() {}

  /**
   * Refuses times that no camera can mean.
   *
   * @throws RecordException if the time is outside {@link EventTime#EARLIEST} and {@link
   *     EventTime#END}, or in another unit
   */
  public static void requireAllowed(Frame frame) {
    if (!EventTime.isAllowed(frame.getCapturedAt())) {
      throw new RecordException.Malformed(
          "frame: capturedAt: " + EventTime.expected(frame.getCapturedAt()));
    }
  }
}
