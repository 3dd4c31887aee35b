package io.lexiseg.lab.house;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what docs/walk.md lists: rooms, classes in them, classes of rooms entered again. */
final class WalkPage {
  private WalkPage() {}

  static Map<String, String> figures(List<String> lines) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    String walk = "";
    boolean inRoom = false;
    for (String line : lines) {
      if (line.startsWith("## ")) {
        walk = line.substring(3);
      } else if (line.startsWith("### ")) {
        inRoom = line.contains("`");
        counts.merge(walk + ", rooms", inRoom ? 1 : 0, Integer::sum);
      } else if (line.startsWith("- `")) {
        counts.merge(walk + (inRoom ? ", classes" : ", entered again"), 1, Integer::sum);
      }
    }
    Map<String, String> figures = new LinkedHashMap<>();
    counts.forEach((name, count) -> figures.put(name, String.valueOf(count)));
    return figures;
  }
}
