package io.lexiseg.lab.optimised;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Costs of windows by who encoded them, in the order in which the first of each was added. */
final class CostTable {
  private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

  /** Adds a window. */
  void add(String who, Cost cost) {
    costs.computeIfAbsent(who, name -> new ArrayList<>()).add(cost);
  }

  /** Medians, and how many times as fast as the first each is. */
  List<String> lines() {
    String first = costs.keySet().iterator().next();
    List<String> lines = new ArrayList<>();
    lines.add(
        line("", "CPU-s a window", "s by wall", "windows a CPU-s", "times as fast as " + first));
    costs.forEach(
        (who, all) ->
            lines.add(
                line(
                    who,
                    number(median(all, Cost::cpu)),
                    number(median(all, Cost::wall)),
                    number(1 / median(all, Cost::cpu)),
                    ratio(first, who))));
    return lines;
  }

  /** By CPU; in brackets by wall. */
  private String ratio(String first, String who) {
    List<Cost> base = costs.getOrDefault(first, List.of());
    List<Cost> other = costs.getOrDefault(who, List.of());
    return String.format(
        Locale.ROOT,
        "%.2f (by wall %.2f)",
        median(base, Cost::cpu) / median(other, Cost::cpu),
        median(base, Cost::wall) / median(other, Cost::wall));
  }

  private static String line(String who, String... cells) {
    StringBuilder text = new StringBuilder(String.format("%-24s", who));
    for (String cell : cells) {
      text.append(String.format("%-17s", cell));
    }
    return text.toString().stripTrailing();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static double median(List<Cost> costs, ToDoubleFunction<Cost> which) {
    double[] values = costs.stream().mapToDouble(which).toArray();
    Arrays.sort(values);
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }
}
