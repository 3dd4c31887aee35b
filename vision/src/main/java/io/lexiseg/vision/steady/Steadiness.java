package io.lexiseg.vision.steady;

/**
 * How much a camera's last pictures count where nothing moved. Source: docs/steady.md; this
 * project's.
 */
public enum Steadiness {
  /** Not at all: each picture is segmented as if it were a photograph. */
  OFF(0, 1),
  /** What stands still is kept, and made anew at least every 100 pictures. */
  NORMAL(0.8f, 100),
  /** As {@link #NORMAL}, kept longer and changed more slowly. */
  STRONG(0.95f, 400);

  private final float inertia;
  private final int longest;

  Steadiness(float inertia, int longest) {
    this.inertia = inertia;
    this.longest = longest;
  }

  /** Weight of the scores so far of a region that stands still, when it is made anew, 0..1. */
  public float inertia() {
    return inertia;
  }

  /** Pictures after which all is made anew, at least 1. */
  public int longest() {
    return longest;
  }
}
