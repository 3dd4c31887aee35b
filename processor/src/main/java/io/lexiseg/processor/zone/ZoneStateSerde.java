package io.lexiseg.processor.zone;

import io.lexiseg.schemas.EventTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Bytes of what was told of a camera's zones, in the store and its changelog, which only this
 * processor reads: a byte for the version of the format, then field after field.
 */
public final class ZoneStateSerde {
  private static final int VERSION = 1;
  private static final int PRESENT = 1;
  private static final int STAY = 2;
  private static final int ABOVE = 4;
  private static final int BELOW = 8;

  private ZoneStateSerde() {}

  /** A store that {@link ZoneObserver} uses, by camera, in memory that a supplier gives. */
  public static StoreBuilder<?> store(KeyValueBytesStoreSupplier memory) {
    return Stores.keyValueStoreBuilder(memory, Serdes.String(), create());
  }

  static Serde<List<ZoneState>> create() {
    return Serdes.serdeFrom(
        (topic, states) -> states == null ? null : bytes(states),
        (topic, bytes) -> bytes == null ? null : states(bytes));
  }

  private static byte[] bytes(List<ZoneState> states) {
    var bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(states.size());
      for (ZoneState state : states) {
        out.writeUTF(state.zone());
        out.writeInt(state.definedIn());
        out.writeInt(state.categories().size());
        for (Map.Entry<String, CategoryState> category : state.categories().entrySet()) {
          out.writeUTF(category.getKey());
          out.writeByte(flags(category.getValue()));
          out.writeLong(EventTime.micros(category.getValue().since()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static int flags(CategoryState state) {
    return (state.present() ? PRESENT : 0)
        | (state.stayTold() ? STAY : 0)
        | (state.aboveTold() ? ABOVE : 0)
        | (state.belowTold() ? BELOW : 0);
  }

  private static List<ZoneState> states(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new SerializationException(
            "zone states: expected format %d, found %d".formatted(VERSION, version));
      }
      List<ZoneState> states = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        states.add(new ZoneState(in.readUTF(), in.readInt(), categories(in)));
      }
      return List.copyOf(states);
    } catch (IOException e) {
      throw new SerializationException(
          "zone states: cut off in %d bytes".formatted(bytes.length), e);
    }
  }

  private static Map<String, CategoryState> categories(DataInputStream in) throws IOException {
    Map<String, CategoryState> categories = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String category = in.readUTF();
      int flags = in.readByte();
      Instant since = EventTime.instant(in.readLong());
      categories.put(
          category,
          new CategoryState(
              (flags & PRESENT) != 0,
              since,
              (flags & STAY) != 0,
              (flags & ABOVE) != 0,
              (flags & BELOW) != 0));
    }
    return categories;
  }
}
