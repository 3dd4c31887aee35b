package io.lexiseg.indexbuilder.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where files of a data set lie below its folder, such as {@code gtFine/val/*}{@code
 * /*_labelIds.png}: an asterisk stands for any characters but a slash, {@code {jpg,png}} for one of
 * these. What the asterisks stand for, joined by slashes, is a file's name. Capitals do not matter
 * after the first asterisk.
 */
final class PathPattern {
  private static final Pattern SPECIAL = Pattern.compile("\\*|\\{([^}]*)}");

  private final String text;
  private final Pattern pattern;

  PathPattern(String text) {
    this.text = text;
    this.pattern = Pattern.compile(expression(text), Pattern.CASE_INSENSITIVE);
  }

  private static String expression(String text) {
    StringBuilder expression = new StringBuilder();
    Matcher special = SPECIAL.matcher(text);
    int at = 0;
    while (special.find()) {
      expression.append(Pattern.quote(text.substring(at, special.start())));
      String group = special.group(1);
      expression.append(group == null ? "([^/]+)" : "(?:" + group.replace(',', '|') + ")");
      at = special.end();
    }
    return expression.append(Pattern.quote(text.substring(at))).toString();
  }

  /** Files of a data set by name; of two of one name the second becomes a problem. */
  SortedMap<String, Path> files(Path root, List<String> problems) {
    SortedMap<String, Path> files = new TreeMap<>();
    Path start = root.resolve(text.substring(0, text.lastIndexOf('/', text.indexOf('*')) + 1));
    if (!Files.isDirectory(start)) {
      return files;
    }
    try (Stream<Path> entries = Files.walk(start, depth())) {
      entries.sorted().forEach(entry -> put(files, root, entry, problems));
    } catch (IOException e) {
      throw new UncheckedIOException(start + ": cannot be listed", e);
    }
    return files;
  }

  private int depth() {
    String below = text.substring(text.indexOf('*'));
    return 1 + Math.toIntExact(below.chars().filter(c -> c == '/').count());
  }

  private void put(SortedMap<String, Path> files, Path root, Path file, List<String> problems) {
    String relative = relative(root, file);
    Matcher matcher = pattern.matcher(relative);
    if (matcher.matches()) {
      Path other = files.putIfAbsent(name(matcher), file);
      if (other != null) {
        problems.add("%s: has the same name as %s".formatted(relative, other.getFileName()));
      }
    }
  }

  private static String name(MatchResult match) {
    return IntStream.rangeClosed(1, match.groupCount())
        .mapToObj(match::group)
        .collect(Collectors.joining("/"));
  }

  /** A file's path below the data set's folder, with slashes. */
  static String relative(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  /** Where a file of this name would be. */
  String of(String name) {
    String path = text;
    for (String part : name.split("/")) {
      path = path.replaceFirst("\\*", Matcher.quoteReplacement(part));
    }
    return path;
  }

  @Override
  public String toString() {
    return text;
  }
}
