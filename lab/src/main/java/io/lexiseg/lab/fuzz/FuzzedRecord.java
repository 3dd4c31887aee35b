package io.lexiseg.lab.fuzz;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it goes to a broker.
 *
 * <p><b>Ownership:</b> the arrays are kept, nobody may write to them.
 */
final class FuzzedRecord {
  private final long seed;
  private final FuzzKind kind;
  private final String topic;
  private final byte @Nullable [] key;
  private final byte @Nullable [] value;
  private final Map<String, byte[]> headers;

  FuzzedRecord(
      long seed,
      FuzzKind kind,
      String topic,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Map<String, byte[]> headers) {
    this.seed = seed;
    this.kind = kind;
    this.topic = topic;
    this.key = key;
    this.value = value;
    this.headers = Map.copyOf(headers);
  }

  /** What the record was made from; the same seed makes the same record. */
  long seed() {
    return seed;
  }

  FuzzKind kind() {
    return kind;
  }

  String topic() {
    return topic;
  }

  byte @Nullable [] key() {
    return key;
  }

  byte @Nullable [] value() {
    return value;
  }

  Map<String, byte[]> headers() {
    return headers;
  }
}
