package io.lexiseg.processor.waiting;

import io.lexiseg.schemas.FrameCoordinates;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A frame that waits, with all that its record said.
 *
 * <p><b>Ownership:</b> the array is kept, not copied; read only.
 */
final class WaitingFrame {
  /** Coordinates, times, and what the store and the list of those who wait add. */
  private static final int OVERHEAD_BYTES = 1024;

  private final FrameCoordinates source;
  private final long timestamp;
  private final Headers headers;
  private final Instant since;
  private final byte[] raw;

  /**
   * Keeps a frame.
   *
   * @param source where it lies in the log
   * @param timestamp of its record, milliseconds since 1970
   * @param headers of its record, kept
   * @param since when it began to wait
   * @param raw value of its record as it came, kept
   */
  WaitingFrame(
      FrameCoordinates source, long timestamp, Headers headers, Instant since, byte[] raw) {
    this.source = source;
    this.timestamp = timestamp;
    this.headers = headers;
    this.since = since;
    this.raw = raw;
  }

  FrameCoordinates source() {
    return source;
  }

  long timestamp() {
    return timestamp;
  }

  Headers headers() {
    return headers;
  }

  Instant since() {
    return since;
  }

  byte[] raw() {
    return raw;
  }

  /** About what it takes, bytes. */
  long sizeBytes() {
    long bytes = (long) OVERHEAD_BYTES + raw.length;
    for (Header header : headers) {
      bytes += 3L * header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    return bytes;
  }
}
