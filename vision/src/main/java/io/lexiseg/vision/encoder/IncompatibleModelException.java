package io.lexiseg.vision.encoder;

import java.util.List;

/** Networks that are not what their description says; the message lists every problem found. */
public final class IncompatibleModelException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final List<String> problems;

  /**
   * Reports networks.
   *
   * @param problems at least one, each with the network, what was expected and found
   */
  public IncompatibleModelException(List<String> problems) {
    super("networks differ from their description: " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** The problems, one a line of the report. */
  public List<String> problems() {
    return problems;
  }
}
