package io.lexiseg.indexbuilder.job;

import io.lexiseg.indexbuilder.filter.FilterSettings;
import io.lexiseg.indexbuilder.filter.GroupFilter;
import io.lexiseg.indexbuilder.filter.Grouping;
import io.lexiseg.indexbuilder.filter.OutcomeFilter;
import io.lexiseg.indexbuilder.filter.UnitVectors;
import io.lexiseg.indexbuilder.generation.CaptionOutcome;
import io.lexiseg.indexbuilder.generation.DropReason;
import io.lexiseg.indexbuilder.generation.DroppedNoun;
import io.lexiseg.indexbuilder.generation.GeneratedPrototype;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which of the prototypes that were made belong into the index under some filters. Prototypes are
 * numbered from 0 in the order of the batches.
 */
public final class Selection {
  private final FilterSettings filters;
  private final OutcomeFilter alone;
  private final Map<DropReason, BitSet> compared = new EnumMap<>(DropReason.class);
  private final Map<DropReason, Integer> counts = new EnumMap<>(DropReason.class);
  private final Grouping.Builder groups = new Grouping.Builder();
  private final IntStream.Builder numbers = IntStream.builder();
  private int captions;
  private int made;

  private Selection(FilterSettings filters) {
    this.filters = filters;
    this.alone = new OutcomeFilter(filters);
  }

  /**
   * Looks at everything that was made; all batches are there.
   *
   * @param scratch a file that may be written and is removed again
   */
  public static Selection of(BatchStore batches, FilterSettings filters, Path scratch) {
    Selection selection = new Selection(filters);
    if (!GroupFilter.isOn(filters)) {
      batches.forEach(outcome -> selection.look(outcome, Optional.empty()));
      return selection;
    }
    int dimension = batches.plan().encoder().prototypeDimension();
    try (UnitVectors vectors = UnitVectors.in(scratch, dimension)) {
      batches.forEach(outcome -> selection.look(outcome, Optional.of(vectors)));
      selection.compare(vectors);
    }
    return selection;
  }

  private void look(CaptionOutcome outcome, Optional<UnitVectors> vectors) {
    outcome.dropped().forEach(drop -> count(drop.reason(), 1));
    for (GeneratedPrototype prototype : outcome.prototypes()) {
      int number = made++;
      Optional<DroppedNoun> drop = alone.drop(prototype);
      drop.ifPresentOrElse(
          dropped -> count(dropped.reason(), 1),
          () -> vectors.ifPresent(all -> remember(prototype, number, all)));
    }
    captions++;
  }

  private void remember(GeneratedPrototype prototype, int number, UnitVectors vectors) {
    vectors.add(prototype.values());
    numbers.add(number);
    groups.add(prototype.provenance().lemma(), captions);
  }

  private void compare(UnitVectors vectors) {
    int[] numberOf = numbers.build().toArray();
    GroupFilter.dropped(vectors, groups.build(), filters)
        .forEach(
            (reason, positions) -> {
              BitSet dropped = new BitSet();
              positions.stream().forEach(position -> dropped.set(numberOf[position]));
              compared.put(reason, dropped);
              count(reason, dropped.cardinality());
            });
  }

  private void count(DropReason reason, int more) {
    if (more > 0) {
      counts.merge(reason, more, Integer::sum);
    }
  }

  /** Prototypes that were made, in the index or not. */
  public int made() {
    return made;
  }

  /** Nouns and captions that are not in the index, by reason. */
  public Map<DropReason, Integer> counts() {
    return Map.copyOf(counts);
  }

  /** Why a prototype is not in the index; empty: it is. */
  public Optional<DroppedNoun> drop(int number, GeneratedPrototype prototype) {
    for (Map.Entry<DropReason, BitSet> filter : compared.entrySet()) {
      if (filter.getValue().get(number)) {
        return Optional.of(
            new DroppedNoun(prototype.noun(), filter.getKey(), detail(filter.getKey())));
      }
    }
    return alone.drop(prototype);
  }

  private String detail(DropReason reason) {
    double threshold = filters.threshold(reason).orElseThrow();
    return reason == DropReason.NEAR_DUPLICATE
        ? "cosine to an earlier one > " + threshold
        : "share of the noun among the nearest < " + threshold;
  }
}
