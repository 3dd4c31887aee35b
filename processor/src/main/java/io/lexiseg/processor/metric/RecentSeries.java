package io.lexiseg.processor.metric;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Meters under a label whose values come from outside: of the values, the most recently used have
 * meters, those of the others are removed.
 *
 * <p><b>Threads:</b> safe.
 */
final class RecentSeries {
  private final MeterRegistry registry;
  private final int most;
  private final Map<String, Set<Meter>> meters = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Creates it without any meter.
   *
   * @param most values that have meters, at least 1
   */
  RecentSeries(MeterRegistry registry, int most) {
    this.registry = registry;
    this.most = most;
  }

  /**
   * A meter of a value of the label, which is the one used last then.
   *
   * @param registering registers the meter, or finds it
   */
  synchronized <T extends Meter> T meter(String value, Supplier<T> registering) {
    T meter = registering.get();
    meters.computeIfAbsent(value, unused -> new HashSet<>()).add(meter);
    if (meters.size() > most) {
      Iterator<Set<Meter>> oldest = meters.values().iterator();
      oldest.next().forEach(registry::remove);
      oldest.remove();
    }
    return meter;
  }

  /** Whether a value has meters now. */
  synchronized boolean knows(String value) {
    return meters.containsKey(value);
  }

  /** Removes what belongs to a value that is gone. */
  synchronized void forget(String value) {
    Set<Meter> gone = meters.remove(value);
    if (gone != null) {
      gone.forEach(registry::remove);
    }
  }
}
