package io.lexiseg.prototypes.redisearch;

import java.nio.charset.StandardCharsets;

/**
 * Names of Redis entries and of the fields in an entry. All entries of an index share a hash tag,
 * so that a cluster keeps them on one node: the server searches what lies beside the search index.
 */
final class EntryNames {
  static final String KEY = "key";
  static final byte[] KEY_FIELD = KEY.getBytes(StandardCharsets.US_ASCII);
  static final byte[] PROTOTYPE_FIELD = "prototype".getBytes(StandardCharsets.US_ASCII);
  static final byte[] NOUN_FIELD = "noun".getBytes(StandardCharsets.US_ASCII);

  private final String index;

  EntryNames(String namespace, String index) {
    this.index = "{" + namespace + ":" + index + "}";
  }

  /** Number of the published generation. */
  String published() {
    return index + ":published";
  }

  /** Hash from generation to {@link Generation}. */
  String generations() {
    return index + ":generations";
  }

  /** Hash from a generation that is being written, or was when its writer died, to the writer. */
  String unfinished() {
    return index + ":unfinished";
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
