package io.lexiseg.indexbuilder.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lexiseg.vision.text.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of categories that come with a data set's own files, one a line in order; lines without
 * letter are skipped.
 *
 * @param path below the data set's folder
 * @param line regular expression of a line with a group {@code name}, and with a group {@code
 *     label} where lines are numbered from {@code first}
 * @param first label of the first line; counts only where lines are numbered
 * @param count categories, at least 1
 */
record CategoryFile(
    @JsonProperty(required = true) String path,
    @JsonProperty(required = true) String line,
    int first,
    @JsonProperty(required = true) int count) {
  private static final Pattern LETTER = Pattern.compile("\\p{L}");

  /** The names; what is wrong with the file becomes problems. */
  List<String> read(Path root, List<String> problems) {
    List<String> lines = lines(root, problems);
    Pattern pattern = Pattern.compile(line);
    List<String> names = new ArrayList<>();
    for (int n = 0; n < lines.size(); n++) {
      Matcher matcher = pattern.matcher(lines.get(n));
      if (!matcher.matches() || isNumberedWrong(matcher, n)) {
        problems.add(
            "%s: expected the name of label %d, got \"%s\""
                .formatted(path, first + n, lines.get(n)));
      } else {
        names.add(matcher.group("name").strip());
      }
    }
    if (lines.size() != count) {
      problems.add(
          "%s: expected the names of %d categories, one a line, got %d"
              .formatted(path, count, lines.size()));
    }
    return names;
  }

  private List<String> lines(Path root, List<String> problems) {
    try {
      return TextFile.lines(root.resolve(path)).stream()
          .filter(text -> LETTER.matcher(text).find())
          .toList();
    } catch (IOException e) {
      problems.add("%s: expected a readable file with the names of the categories".formatted(path));
      return List.of();
    }
  }

  private boolean isNumberedWrong(Matcher matcher, int n) {
    return line.contains("(?<label>") && Integer.parseInt(matcher.group("label")) != first + n;
  }
}
