package io.lexiseg.cli.deployment;

import java.util.List;
import java.util.regex.Pattern;

/** The Dockerfile in lines, continued lines joined and comments left out. */
final class Dockerfile {
  private static final Pattern STAGE = Pattern.compile("FROM (\\S+) AS (\\S+)");

  private Dockerfile() {}

  static List<String> instructions() {
    return Repository.read("Dockerfile")
        .replaceAll("(?m)^#.*\\R", "")
        .replaceAll("\\\\\\R\\s*", "")
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  static List<String> stages() {
    return instructions().stream()
        .map(STAGE::matcher)
        .filter(java.util.regex.Matcher::matches)
        .map(matcher -> matcher.group(2))
        .toList();
  }

  static List<String> bases() {
    return instructions().stream()
        .map(STAGE::matcher)
        .filter(java.util.regex.Matcher::matches)
        .map(matcher -> matcher.group(1))
        .toList();
  }

  /** Returns the instructions of one stage. */
  static List<String> stage(String name) {
    List<String> lines = instructions();
    int from = 0;
    while (!lines.get(from).matches("FROM \\S+ AS " + name)) {
      from++;
    }
    int to = from + 1;
    while (to < lines.size() && !lines.get(to).startsWith("FROM ")) {
      to++;
    }
    return lines.subList(from, to);
  }
}
