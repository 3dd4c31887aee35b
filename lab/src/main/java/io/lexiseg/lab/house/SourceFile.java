package io.lexiseg.lab.house;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java file of one module.
 *
 * @param path from the root of the checkout, with slashes: module, {@code src/main/java} or {@code
 *     src/test/java}, package, name
 * @param imported full names behind {@code import} and {@code import static}, of ours only
 * @param tests methods that are marked as tests
 */
record SourceFile(String path, int lines, Set<String> imported, int tests) {
  private static final Pattern PATH = Pattern.compile("[^/]+/src/(main|test)/java/.+\\.java");
  private static final Pattern IMPORT =
      Pattern.compile("import (?:static )?(io\\.lexiseg\\.[\\w.]+)");
  private static final Pattern TEST =
      Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate)\\b.*");

  /** Modules that no image holds, under today's name and the one before. */
  private static final Set<String> OTHERS = Set.of("demo", "lab", "benchmarks");

  static boolean isSource(String path) {
    return PATH.matcher(path).matches();
  }

  static SourceFile of(String path, List<String> lines) {
    Set<String> imported = new TreeSet<>();
    int tests = 0;
    for (String line : lines) {
      Matcher named = IMPORT.matcher(line);
      if (named.lookingAt()) {
        imported.add(named.group(1));
      }
      tests += TEST.matcher(line.strip()).matches() ? 1 : 0;
    }
    return new SourceFile(path, lines.size(), imported, tests);
  }

  boolean isMain() {
    return path.contains("/src/main/");
  }

  boolean isProduct() {
    return isMain() && !OTHERS.contains(path.substring(0, path.indexOf('/')));
  }

  boolean isPackageInfo() {
    return path.endsWith("/package-info.java");
  }

  String folder() {
    return path.substring(0, path.lastIndexOf('/'));
  }

  String packageName() {
    return folder().replaceFirst(".*/java/", "").replace('/', '.');
  }
}
