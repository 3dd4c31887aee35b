package io.lexiseg.prototypes.redis;

/** What may take only so long. */
public enum Timeout {
  /** Reaching the server. */
  CONNECT("connect-timeout"),
  /** An answer other than a search's. */
  COMMAND("timeout"),
  /** A search. */
  SEARCH("search-timeout");

  private final String parameter;

  Timeout(String parameter) {
    this.parameter = parameter;
  }

  /** Its name in a location. */
  String parameter() {
    return parameter;
  }
}
