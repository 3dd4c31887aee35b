package io.lexiseg.processor.waiting;

import io.lexiseg.schemas.Frame;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * A frame beside the bytes it was read from: a dead letter is made of those.
 *
 * <p><b>Ownership:</b> the array is kept, not copied; read only.
 */
public final class ReceivedFrame {
  private final Frame frame;
  private final byte[] raw;

  private ReceivedFrame(Frame frame, byte[] raw) {
    this.frame = frame;
    this.raw = raw;
  }

  /** Reads frames with another deserializer, and keeps the bytes. */
  public static Deserializer<ReceivedFrame> deserializer(Deserializer<Frame> frames) {
    return new Deserializer<>() {
      @Override
      @SuppressWarnings("NullAway") // null is how Kafka says that there is no value
      public ReceivedFrame deserialize(String topic, byte[] bytes) {
        return bytes == null ? null : new ReceivedFrame(frames.deserialize(topic, bytes), bytes);
      }

      @Override
      public void close() {
        frames.close();
      }
    };
  }

  Frame frame() {
    return frame;
  }

  byte[] raw() {
    return raw;
  }
}
