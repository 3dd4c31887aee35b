package io.lexiseg.vision.proposal;

import java.util.BitSet;

/**
 * An outline that a network proposes for what is at a point.
 *
 * <p><b>Threads:</b> immutable.
 */
final class Proposal {
  /** Rows and columns of a proposal. */
  static final int SIDE = 256;

  private static final float MARGIN = 1;

  private final float score;
  private final float stability;
  private final float[] logits;
  private final BitSet inside;

  private Proposal(float score, float stability, float[] logits, BitSet inside) {
    this.score = score;
    this.stability = stability;
    this.logits = logits;
    this.inside = inside;
  }

  /**
   * What a network proposes.
   *
   * @param score IoU with the thing itself, as the network estimates it, about 0..1
   * @param logits {@code [SIDE, SIDE]} over the whole picture, above 0 inside; kept
   */
  static Proposal of(float score, float[] logits) {
    BitSet inside = new BitSet(logits.length);
    int wide = 0;
    int narrow = 0;
    for (int i = 0; i < logits.length; i++) {
      inside.set(i, logits[i] > 0);
      wide += logits[i] > -MARGIN ? 1 : 0;
      narrow += logits[i] > MARGIN ? 1 : 0;
    }
    return new Proposal(score, wide == 0 ? 0 : (float) narrow / wide, logits, inside);
  }

  /** IoU with the thing itself, as the network estimates it, about 0..1. */
  float score() {
    return score;
  }

  /** IoU of the outlines at logits of 1 and -1: how sharp the border is, 0..1. */
  float stability() {
    return stability;
  }

  /** {@code [SIDE, SIDE]}, not a copy; read only. */
  float[] logits() {
    return logits;
  }

  /** Pixels above 0, by their place in the logits, not a copy; read only. */
  BitSet inside() {
    return inside;
  }

  /** How far it is trusted, for choosing between proposals of one thing. */
  float trust() {
    return score * stability;
  }

  /** Pixels inside. */
  int area() {
    return inside.cardinality();
  }

  /** Intersection over union, 0..1. */
  double overlap(Proposal other) {
    BitSet common = (BitSet) inside.clone();
    common.and(other.inside);
    double shared = common.cardinality();
    return shared / (area() + other.area() - shared);
  }
}
