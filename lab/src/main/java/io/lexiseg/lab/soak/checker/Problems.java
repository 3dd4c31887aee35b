package io.lexiseg.lab.soak.checker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts what is wrong by kind and keeps the first few of each kind. */
final class Problems {
  private static final int KEPT = 5;

  private final Map<String, List<String>> kept = new LinkedHashMap<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();

  /**
   * Starts with none.
   *
   * @param kinds everything that may be wrong, counted even if it never is
   */
  Problems(String... kinds) {
    for (String kind : kinds) {
      counts.put(kind, 0L);
      kept.put(kind, new ArrayList<>());
    }
  }

  void add(String kind, String what) {
    counts.merge(kind, 1L, Long::sum);
    List<String> some = kept.computeIfAbsent(kind, one -> new ArrayList<>());
    if (some.size() < KEPT) {
      some.add(kind + ": " + what);
    }
  }

  /** A verdict that passes if nothing is wrong. */
  Verdict verdict(String name, String numbers) {
    String found =
        counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    boolean passed = counts.values().stream().allMatch(count -> count == 0);
    return new Verdict(
        name,
        passed,
        numbers + "; " + found,
        kept.values().stream().flatMap(List::stream).toList());
  }
}
