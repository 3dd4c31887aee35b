package io.lexiseg.indexbuilder.service.making;

import io.lexiseg.schemas.PrototypeRequest;
import java.util.Arrays;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which requests were taken already: a bit each, 1024 of a set in an entry. So a request that comes
 * again, from whoever, costs nothing.
 */
final class MadeOrdinals {
  private static final int BITS = 1024;

  private final KeyValueStore<String, byte[]> store;

  MadeOrdinals(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /** Takes note of a request; whether it is new. */
  boolean add(PrototypeRequest request) {
    int bit = request.getOrdinal() % BITS;
    String key = request.getRequestSet() + "/" + request.getOrdinal() / BITS;
    byte[] known = store.get(key);
    byte[] bits = known == null ? new byte[BITS / Byte.SIZE] : Arrays.copyOf(known, known.length);
    int mask = 1 << bit % Byte.SIZE;
    if ((bits[bit / Byte.SIZE] & mask) != 0) {
      return false;
    }
    bits[bit / Byte.SIZE] |= (byte) mask;
    store.put(key, bits);
    return true;
  }
}
