package io.lexiseg.processor.waiting;

import io.lexiseg.schemas.EventTime;
import io.lexiseg.schemas.FrameCoordinates;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Bytes of waiting frames in the store and its changelog, which only this processor reads: a byte
 * for the version of the format, then field after field.
 */
public final class WaitingFrameSerde {
  private static final int VERSION = 1;
  private static final int NO_VALUE = -1;

  private WaitingFrameSerde() {}

  /** A store that {@link FrameAdmission} uses, in memory that a supplier gives. */
  public static StoreBuilder<?> store(KeyValueBytesStoreSupplier memory) {
    return Stores.keyValueStoreBuilder(memory, Serdes.Long(), create());
  }

  static Serde<WaitingFrame> create() {
    return Serdes.serdeFrom(
        (topic, frame) -> frame == null ? null : bytes(frame),
        (topic, bytes) -> bytes == null ? null : frame(bytes));
  }

  static byte[] bytes(WaitingFrame frame) {
    FrameCoordinates source = frame.source();
    var bytes = new ByteArrayOutputStream(frame.raw().length + 256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(source.getCameraId());
      out.writeLong(source.getFrameId());
      out.writeLong(EventTime.micros(source.getCapturedAt()));
      out.writeUTF(source.getTopic());
      out.writeInt(source.getPartition());
      out.writeLong(source.getOffset());
      out.writeLong(frame.timestamp());
      out.writeLong(frame.since().toEpochMilli());
      write(frame.headers(), out);
      write(frame.raw(), out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static void write(Headers headers, DataOutputStream out) throws IOException {
    Header[] all = headers.toArray();
    out.writeInt(all.length);
    for (Header header : all) {
      out.writeUTF(header.key());
      byte[] value = header.value();
      if (value == null) {
        out.writeInt(NO_VALUE);
      } else {
        write(value, out);
      }
    }
  }

  private static void write(byte[] value, DataOutputStream out) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }

  static WaitingFrame frame(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new SerializationException(
            "waiting frame: expected format %d, found %d".formatted(VERSION, version));
      }
      return frame(in);
    } catch (IOException e) {
      throw new SerializationException(
          "waiting frame: cut off in %d bytes".formatted(bytes.length), e);
    }
  }

  private static WaitingFrame frame(DataInputStream in) throws IOException {
    FrameCoordinates source =
        FrameCoordinates.newBuilder()
            .setCameraId(in.readUTF())
            .setFrameId(in.readLong())
            .setCapturedAt(EventTime.instant(in.readLong()))
            .setTopic(in.readUTF())
            .setPartition(in.readInt())
            .setOffset(in.readLong())
            .build();
    long timestamp = in.readLong();
    Instant since = Instant.ofEpochMilli(in.readLong());
    Headers headers = headers(in);
    return new WaitingFrame(source, timestamp, headers, since, in.readNBytes(in.readInt()));
  }

  private static Headers headers(DataInputStream in) throws IOException {
    Headers headers = new RecordHeaders();
    int count = in.readInt();
    for (int n = 0; n < count; n++) {
      String key = in.readUTF();
      int length = in.readInt();
      headers.add(key, length == NO_VALUE ? null : in.readNBytes(length));
    }
    return headers;
  }
}
