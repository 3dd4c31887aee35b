package io.lexiseg.indexbuilder.filter;

import io.lexiseg.indexbuilder.generation.CaptionOutcome;
import io.lexiseg.indexbuilder.generation.DropReason;
import io.lexiseg.indexbuilder.generation.DroppedNoun;
import io.lexiseg.indexbuilder.generation.GeneratedPrototype;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The filters that look at one prototype alone: masks of the whole picture, and of no contrast. */
public final class OutcomeFilter {
  private final FilterSettings settings;

  /** Filters as these settings say; filters between prototypes are not its business. */
  public OutcomeFilter(FilterSettings settings) {
    this.settings = settings;
  }

  /** The same outcome, with prototypes that do not pass among the dropped nouns. */
  public CaptionOutcome apply(CaptionOutcome outcome) {
    List<GeneratedPrototype> kept = new ArrayList<>();
    List<DroppedNoun> dropped = new ArrayList<>(outcome.dropped());
    for (GeneratedPrototype prototype : outcome.prototypes()) {
      Optional<DroppedNoun> drop = drop(prototype);
      drop.ifPresentOrElse(dropped::add, () -> kept.add(prototype));
    }
    return new CaptionOutcome(outcome.task(), kept, dropped);
  }

  /** Why a prototype does not pass; empty: it does. */
  public Optional<DroppedNoun> drop(GeneratedPrototype prototype) {
    double share = prototype.provenance().maskShare();
    OptionalDouble largest = settings.threshold(DropReason.WHOLE_PICTURE);
    if (largest.isPresent() && share > largest.getAsDouble()) {
      return drop(prototype, DropReason.WHOLE_PICTURE, "mask share %.3f > %s", share, largest);
    }
    double contrast = prototype.provenance().contrast();
    OptionalDouble least = settings.threshold(DropReason.LOW_CONTRAST);
    if (least.isPresent() && contrast < least.getAsDouble()) {
      return drop(prototype, DropReason.LOW_CONTRAST, "contrast %.3f < %s", contrast, least);
    }
    return Optional.empty();
  }

  private static Optional<DroppedNoun> drop(
      GeneratedPrototype prototype,
      DropReason reason,
      String detail,
      double found,
      OptionalDouble limit) {
    return Optional.of(
        new DroppedNoun(
            prototype.noun(),
            reason,
            String.format(Locale.ROOT, detail, found, limit.getAsDouble())));
  }
}
