package io.lexiseg.processor.serving.resolution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Predicate;

/**
 * What is to be tried again later.
 *
 * <p><b>Threads:</b> guarded by its owner.
 */
public final class Retries {
  private final Map<VocabularyKey, ScheduledFuture<?>> waiting = new HashMap<>();

  public void put(VocabularyKey key, ScheduledFuture<?> attempt) {
    waiting.put(key, attempt);
  }

  public void remove(VocabularyKey key) {
    waiting.remove(key);
  }

  /** Calls attempts off that have not begun; returns whose. */
  public List<VocabularyKey> callOff(Predicate<VocabularyKey> which) {
    List<VocabularyKey> calledOff = new ArrayList<>();
    waiting.forEach(
        (key, attempt) -> {
          if (which.test(key) && attempt.cancel(false)) {
            calledOff.add(key);
          }
        });
    calledOff.forEach(waiting::remove);
    return calledOff;
  }
}
