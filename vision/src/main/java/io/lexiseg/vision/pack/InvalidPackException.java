package io.lexiseg.vision.pack;

import java.nio.file.Path;
import java.util.List;

/** A model pack that cannot be used; the message lists every problem found. */
public final class InvalidPackException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final List<String> problems;

  /**
   * Reports a pack.
   *
   * @param where the pack's folder
   * @param problems at least one, each with what was expected and found
   */
  public InvalidPackException(Path where, List<String> problems) {
    super("model pack %s: %s".formatted(where, String.join("; ", problems)));
    this.problems = List.copyOf(problems);
  }

  /** The problems, one a line of the report. */
  public List<String> problems() {
    return problems;
  }
}
