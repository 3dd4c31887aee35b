package io.lexiseg.cli.doctor;

/**
 * What one check found.
 *
 * @param subject what was looked at
 * @param state how it is
 * @param detail what was found
 * @param advice what to do about it; empty when nothing has to be done
 */
public record Finding(String subject, State state, String detail, String advice) {
  /** How something is. */
  public enum State {
    /** Works. */
    OK,
    /** Something is missing that only some commands need. */
    LIMITED,
    /** Nothing works without it. */
    BROKEN
  }

  static Finding ok(String subject, String detail) {
    return new Finding(subject, State.OK, detail, "");
  }

  static Finding limited(String subject, String detail, String advice) {
    return new Finding(subject, State.LIMITED, detail, advice);
  }

  static Finding broken(String subject, String detail, String advice) {
    return new Finding(subject, State.BROKEN, detail, advice);
  }
}
