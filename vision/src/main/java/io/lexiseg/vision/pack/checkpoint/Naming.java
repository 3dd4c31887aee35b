package io.lexiseg.vision.pack.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a library names the tensors of a tower. It is told by one tensor that only it has. */
final class Naming {
  private final String name;
  private final Pattern marker;
  private final List<Renaming> renamings = new ArrayList<>();
  private final List<Pattern> ignored = new ArrayList<>();
  private Set<String> transposed = Set.of();

  private record Renaming(Pattern pattern, String name) {}

  /**
   * A naming without names.
   *
   * @param name for people
   * @param marker matches a tensor that only this naming has
   */
  Naming(String name, String marker) {
    this.name = name;
    this.marker = Pattern.compile(marker);
  }

  /** Adds tensors; {@code W} in a pattern is the group "weight" or "bias". */
  Naming with(String pattern, String common) {
    renamings.add(new Renaming(compiled(pattern), common));
    return this;
  }

  /** Adds tensors that no network here uses. */
  Naming ignoring(String... patterns) {
    for (String pattern : patterns) {
      ignored.add(compiled(pattern));
    }
    return this;
  }

  /** Common names of matrices that this library stores transposed. */
  Naming transposing(String... names) {
    transposed = Set.of(names);
    return this;
  }

  private static Pattern compiled(String pattern) {
    return Pattern.compile(pattern.replace("W", "(weight|bias)"));
  }

  /** Whether these tensors are named so. */
  boolean fits(Set<String> tensors) {
    return tensors.stream().anyMatch(tensor -> marker.matcher(tensor).matches());
  }

  /** The common name of a tensor, if it is known and used. */
  Optional<String> common(String tensor) {
    for (Renaming renaming : renamings) {
      Matcher matcher = renaming.pattern().matcher(tensor);
      if (matcher.matches()) {
        return Optional.of(matcher.replaceFirst(renaming.name()));
      }
    }
    return Optional.empty();
  }

  /** Whether a tensor is known and not used. */
  boolean ignores(String tensor) {
    return ignored.stream().anyMatch(pattern -> pattern.matcher(tensor).matches());
  }

  boolean transposes(String common) {
    return transposed.contains(common);
  }

  @Override
  public String toString() {
    return name;
  }
}
