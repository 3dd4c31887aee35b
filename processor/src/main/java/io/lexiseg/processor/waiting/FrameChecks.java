package io.lexiseg.processor.waiting;

import io.lexiseg.recognition.pipeline.CaptureTime;
import io.lexiseg.recognition.pipeline.RecordException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;

/** What every record of frames has to be. */
final class FrameChecks {
  private static final int MAX_CAMERA_ID_LENGTH = 200;
  private static final int MAX_HEADER_BYTES = 64 * 1024;

  private FrameChecks() {}

  /**
   * The frame of a record.
   *
   * @throws RecordException if it contradicts its record, or carries too much along
   */
  static ReceivedFrame require(Record<String, ReceivedFrame> record) {
    ReceivedFrame received = record.value();
    if (received == null || !received.frame().getCameraId().equals(record.key())) {
      throw new RecordException.Malformed(
          "frame: expected the record key to be its camera id, got key '%s' and %s"
              .formatted(
                  record.key(),
                  received == null ? "no value" : "'" + received.frame().getCameraId() + "'"));
    }
    CaptureTime.requireAllowed(received.frame());
    requireBounded(record.key(), record.headers());
    return received;
  }

  /** Both travel on with the results, which have tighter limits than frames. */
  private static void requireBounded(String cameraId, Headers headers) {
    if (cameraId.length() > MAX_CAMERA_ID_LENGTH) {
      throw new RecordException.Malformed(
          "frame: expected a camera id of at most %d characters, got %d"
              .formatted(MAX_CAMERA_ID_LENGTH, cameraId.length()));
    }
    long bytes = 0;
    for (Header header : headers) {
      bytes += 3L * header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    if (bytes > MAX_HEADER_BYTES) {
      throw new RecordException.OverLimit(
          "frame: expected at most %d bytes of headers, got %d".formatted(MAX_HEADER_BYTES, bytes),
          null);
    }
  }
}
