package io.lexiseg.processor.vocabulary;

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
final class Retries {
  private final Map<VocabularyKey, ScheduledFuture<?>> waiting = new HashMap<>();

  void put(VocabularyKey key, ScheduledFuture<?> attempt) {
    waiting.put(key, attempt);
  }

  void remove(VocabularyKey key) {
    waiting.remove(key);
  }

  /** Calls attempts off that have not begun; returns whose. */
  List<VocabularyKey> callOff(Predicate<VocabularyKey> which) {
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
