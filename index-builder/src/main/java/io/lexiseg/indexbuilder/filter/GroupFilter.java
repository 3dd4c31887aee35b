package io.lexiseg.indexbuilder.filter;

import io.lexiseg.indexbuilder.generation.DropReason;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The filters that compare prototypes with each other, after all are made. */
public final class GroupFilter {
  private GroupFilter() {}

  /** Whether any such filter is on. */
  public static boolean isOn(FilterSettings settings) {
    return settings.threshold(DropReason.NEAR_DUPLICATE).isPresent()
        || settings.threshold(DropReason.CONTRADICTED).isPresent();
  }

  /**
   * Finds what does not pass: near-duplicates first, then contradictions among the rest.
   *
   * @param vectors of all prototypes, in the order of the index
   * @param grouping of each
   * @return positions by reason
   */
  public static Map<DropReason, BitSet> dropped(
      UnitVectors vectors, Grouping grouping, FilterSettings settings) {
    Map<DropReason, BitSet> dropped = new EnumMap<>(DropReason.class);
    BitSet alive = new BitSet();
    alive.set(0, vectors.size());
    OptionalDouble most = settings.threshold(DropReason.NEAR_DUPLICATE);
    if (most.isPresent()) {
      BitSet found = NearDuplicates.find(vectors, grouping.nouns(), alive, most.getAsDouble());
      dropped.put(DropReason.NEAR_DUPLICATE, found);
      alive.andNot(found);
    }
    OptionalDouble least = settings.threshold(DropReason.CONTRADICTED);
    if (least.isPresent()) {
      dropped.put(
          DropReason.CONTRADICTED,
          Contradictions.find(vectors, grouping, alive, least.getAsDouble()));
    }
    return dropped;
  }
}
