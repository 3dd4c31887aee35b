package io.lexiseg.processor.zone;

import java.time.Instant;

/**
 * Where a category stands in a zone.
 *
 * @param present whether it is there
 * @param since capture time of the frame that it came with; 1970 while it is not there
 * @param stayTold whether it was told that it is there for long
 * @param aboveTold whether it was told that its share is above the limit, and that still holds
 * @param belowTold whether it was told that its share is below the limit, and that still holds
 */
record CategoryState(
    boolean present, Instant since, boolean stayTold, boolean aboveTold, boolean belowTold) {
  /** Nothing was told. */
  static final CategoryState NOTHING = new CategoryState(false, Instant.EPOCH, false, false, false);

  CategoryState entered(Instant at) {
    return new CategoryState(true, at, false, aboveTold, belowTold);
  }

  CategoryState left() {
    return new CategoryState(false, Instant.EPOCH, false, aboveTold, belowTold);
  }

  CategoryState withStayTold() {
    return new CategoryState(present, since, true, aboveTold, belowTold);
  }

  CategoryState withAboveTold(boolean told) {
    return new CategoryState(present, since, stayTold, told, belowTold);
  }

  CategoryState withBelowTold(boolean told) {
    return new CategoryState(present, since, stayTold, aboveTold, told);
  }
}
