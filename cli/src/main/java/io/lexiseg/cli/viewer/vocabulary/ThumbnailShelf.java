package io.lexiseg.cli.viewer.vocabulary;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Small pictures of exemplars by id, the last ones. Not safe for threads. */
final class ThumbnailShelf {
  /** Of some 4 KiB each. */
  private static final int MOST = 2000;

  private final Map<String, byte[]> jpegs = new LinkedHashMap<>();

  /** Takes one; none: it is gone, or cannot be shown. */
  void put(String id, Optional<byte[]> jpeg) {
    jpegs.remove(id);
    jpeg.ifPresent(bytes -> jpegs.put(id, bytes));
    if (jpegs.size() > MOST) {
      jpegs.remove(jpegs.keySet().iterator().next());
    }
  }

  boolean has(String id) {
    return jpegs.containsKey(id);
  }

  Optional<byte[]> jpeg(String id) {
    return Optional.ofNullable(jpegs.get(id));
  }
}
