package io.lexiseg.indexbuilder.service.loading;

import io.lexiseg.recognition.pipeline.RecordException;
import io.lexiseg.schemas.NounDrop;
import io.lexiseg.schemas.PrototypeOutcome;
import io.lexiseg.schemas.ReasonCount;
import io.lexiseg.schemas.RequestSetState;
import io.lexiseg.schemas.RequestSetStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts outcomes: asked = made + dropped by reason + still out. */
final class SetCount {
  private SetCount() {}

  /**
   * The count with one more outcome.
   *
   * @param known empty: it is the first of its set
   * @param timeMillis record time of the outcome, which is that of its request
   * @throws RecordException if it contradicts the others of the set
   */
  static RequestSetStatus add(
      Optional<RequestSetStatus> known, PrototypeOutcome outcome, long timeMillis) {
    RequestSetStatus before = known.orElseGet(() -> begin(outcome, timeMillis));
    requireOneSet(before, outcome);
    RequestSetStatus.Builder count =
        RequestSetStatus.newBuilder(before)
            .setSinceMillis(Math.min(before.getSinceMillis(), timeMillis))
            .setPrototypes(before.getPrototypes() + outcome.getPrototypes())
            .setDroppedNouns(
                plus(
                    before.getDroppedNouns(),
                    outcome.getDropped().stream().map(NounDrop::getReason).toList()));
    if (outcome.getPrototypes() > 0) {
      // A refused request may have named any.
      count.setGeneratorId(outcome.getGeneratorId());
      count.setMade(before.getMade() + 1);
    } else {
      count.setDropped(plus(before.getDropped(), List.of(outcome.getDropped().get(0).getReason())));
    }
    RequestSetStatus counted = count.build();
    return RequestSetStatus.newBuilder(counted).setState(state(counted)).build();
  }

  private static RequestSetStatus begin(PrototypeOutcome outcome, long timeMillis) {
    return RequestSetStatus.newBuilder()
        .setRequestSet(outcome.getRequestSet())
        .setIndexName(outcome.getIndexName())
        .setReplaces(outcome.getReplaces())
        .setGeneratorId(outcome.getGeneratorId())
        .setState(RequestSetState.MAKING)
        .setAsked(outcome.getTotal())
        .setSinceMillis(timeMillis)
        .build();
  }

  private static void requireOneSet(RequestSetStatus set, PrototypeOutcome outcome) {
    boolean same =
        set.getIndexName().equals(outcome.getIndexName())
            && set.getReplaces() == outcome.getReplaces()
            && set.getAsked() == outcome.getTotal();
    if (!same || through(set) >= set.getAsked()) {
      throw new RecordException.Malformed(
          "request set %s: expected one of %d requests for index %s, %d of them open, got request %d of %d for index %s"
              .formatted(
                  set.getRequestSet(),
                  set.getAsked(),
                  set.getIndexName(),
                  set.getAsked() - through(set),
                  outcome.getOrdinal(),
                  outcome.getTotal(),
                  outcome.getIndexName()));
    }
  }

  private static RequestSetState state(RequestSetStatus set) {
    if (through(set) < set.getAsked()) {
      return RequestSetState.MAKING;
    }
    return set.getMade() == 0 ? RequestSetState.NOTHING : RequestSetState.LOADING;
  }

  /** Requests that are made or dropped. */
  static long through(RequestSetStatus set) {
    return set.getMade() + set.getDropped().stream().mapToLong(ReasonCount::getCount).sum();
  }

  private static List<ReasonCount> plus(List<ReasonCount> counts, List<String> reasons) {
    Map<String, Long> byReason = new TreeMap<>();
    counts.forEach(count -> byReason.put(count.getReason(), count.getCount()));
    reasons.forEach(reason -> byReason.merge(reason, 1L, Long::sum));
    return byReason.entrySet().stream()
        .map(count -> new ReasonCount(count.getKey(), count.getValue()))
        .toList();
  }
}
