package io.lexiseg.recognition.retrieval;

import io.lexiseg.prototypes.SharedMeans;
import io.lexiseg.prototypes.UnavailableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A map with a switch to go away. */
final class FakeSharedMeans implements SharedMeans {
  private final Map<String, byte[]> values = new LinkedHashMap<>();
  private boolean away;

  Map<String, byte[]> values() {
    return values;
  }

  void goAway() {
    away = true;
  }

  @Override
  public List<Optional<byte[]>> fetch(List<String> keys) {
    answer();
    return keys.stream().map(key -> Optional.ofNullable(values.get(key))).toList();
  }

  @Override
  public void store(Map<String, byte[]> added) {
    answer();
    values.putAll(added);
  }

  private void answer() {
    if (away) {
      throw new UnavailableException("fake store: away");
    }
  }

  @Override
  public void close() {}
}
