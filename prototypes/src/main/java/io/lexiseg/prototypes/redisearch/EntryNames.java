package io.lexiseg.prototypes.redisearch;

import java.nio.charset.StandardCharsets;

/** Names of Redis entries and of the fields in an entry. */
final class EntryNames {
  static final String KEY = "key";
  static final byte[] KEY_FIELD = KEY.getBytes(StandardCharsets.US_ASCII);
  static final byte[] PROTOTYPE_FIELD = "prototype".getBytes(StandardCharsets.US_ASCII);
  static final byte[] NOUN_FIELD = "noun".getBytes(StandardCharsets.US_ASCII);

  private final String index;

  EntryNames(String namespace, String index) {
    this.index = namespace + ":" + index;
  }

  /** Number of the published generation. */
  String published() {
    return index + ":published";
  }

  /** Hash from generation to manifest. */
  String manifests() {
    return index + ":manifests";
  }

  /** The search index of a generation. */
  String searchIndex(int generation) {
    return index + ":" + generation;
  }

  /** What the names of a generation's pairs begin with. */
  String prefix(int generation) {
    return searchIndex(generation) + ":";
  }

  byte[] pair(int generation, long id) {
    return (prefix(generation) + id).getBytes(StandardCharsets.US_ASCII);
  }

  long id(int generation, String entry) {
    return Long.parseLong(entry.substring(prefix(generation).length()));
  }
}
