package io.lexiseg.recognition.exemplar;

import io.lexiseg.schemas.Exemplar;
import java.util.Map;
import java.util.Optional;

/**
 * How many bytes of exemplars there may be, as every processor holds all of them in memory. What
 * was accepted counts at once, whenever the topic of exemplars brings it.
 */
public final class ExemplarRoom {
  private final long most;
  private final ExemplarTable table;

  /**
   * Creates room.
   *
   * @param most bytes of pictures and masks of all vocabularies
   * @param table what there is
   */
  public ExemplarRoom(long most, ExemplarTable table) {
    this.most = most;
    this.table = table;
  }

  /** Room for any number. */
  public static ExemplarRoom unlimited() {
    return new ExemplarRoom(Long.MAX_VALUE, new ExemplarTable());
  }

  /**
   * Why exemplars cannot be added.
   *
   * @param changes by id; empty: one that goes
   */
  public Optional<String> refusal(Map<String, Optional<Exemplar>> changes) {
    long added = 0;
    for (Map.Entry<String, Optional<Exemplar>> change : changes.entrySet()) {
      if (change.getValue().isPresent() && !table.expects(change.getKey())) {
        added += ExemplarTable.bytes(change.getValue().get());
      }
    }
    long held = table.bytes();
    return added > 0 && added > most - held
        ? Optional.of(
            "exemplar: expected at most %d bytes of exemplars in all vocabularies (limit.exemplar.bytes), there are %d and this one has %d; send it by reference, or remove others, which count until no version has them"
                .formatted(most, held, added))
        : Optional.empty();
  }

  /** Exemplars will come to the topic. */
  public void accepted(Map<String, Optional<Exemplar>> changes) {
    changes.forEach((id, exemplar) -> exemplar.ifPresent(one -> table.expect(id, one)));
  }
}
