package io.lexiseg.lab.recovery;

/** Who goes on after a kill. */
enum Scenario {
  /** Of two processors one is killed and stays away: the other one takes its cameras over. */
  TAKEOVER("two processors, the other takes over", 2, false),
  /** Of two processors one is killed and started again at once under its name. */
  ONE_OF_TWO("two processors, the killed one starts again", 2, true),
  /** The only processor is killed and started again at once under its name. */
  ALONE("one processor, it starts again", 1, true);

  private final String text;
  private final int processors;
  private final boolean startsAtOnce;

  Scenario(String text, int processors, boolean startsAtOnce) {
    this.text = text;
    this.processors = processors;
    this.startsAtOnce = startsAtOnce;
  }

  /** How many processors there are. */
  int processors() {
    return processors;
  }

  /** Whether the killed one is started again before its cameras have masks. */
  boolean startsAtOnce() {
    return startsAtOnce;
  }

  @Override
  public String toString() {
    return text;
  }
}
