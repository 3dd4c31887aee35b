package io.lexiseg.indexbuilder.service.loading;

import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.schemas.PrototypeOutcome;
import io.lexiseg.schemas.RequestSetState;
import io.lexiseg.schemas.RequestSetStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Counts what becomes of request sets, has those loaded that are complete, and tells where they
 * stand: at once when a set begins and ends, else once a second. All sets of an index are counted
 * by one task, so an index has one loader.
 */
public final class CountingProcessor
    implements Processor<String, PrototypeOutcome, String, RequestSetStatus> {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final LoadingDesk desk;
  private final ProcessorMetrics metrics;
  private final String storeName;

  /** Sets that wait to be loaded, by index and set; the store knows them, too. */
  private final Map<String, Map<String, RequestSetStatus>> complete = new TreeMap<>();

  private final Set<String> untold = new LinkedHashSet<>();
  private @Nullable ProcessorContext<String, RequestSetStatus> context;
  private @Nullable KeyValueStore<String, RequestSetStatus> store;

  /** Creates a processor for one task. */
  public CountingProcessor(LoadingDesk desk, ProcessorMetrics metrics, String storeName) {
    this.desk = desk;
    this.metrics = metrics;
    this.storeName = storeName;
  }

  @Override
  public void init(ProcessorContext<String, RequestSetStatus> processorContext) {
    context = processorContext;
    KeyValueStore<String, RequestSetStatus> sets = processorContext.getStateStore(storeName);
    store = sets;
    complete.clear();
    untold.clear();
    try (KeyValueIterator<String, RequestSetStatus> all = sets.all()) {
      all.forEachRemaining(entry -> noteComplete(entry.value));
    }
    processorContext.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::look);
  }

  @Override
  public void process(Record<String, PrototypeOutcome> record) {
    PrototypeOutcome outcome = record.value();
    if (outcome == null) {
      return;
    }
    String set = outcome.getRequestSet();
    Optional<RequestSetStatus> known = Optional.ofNullable(sets().get(set));
    RequestSetStatus counted = SetCount.add(known, outcome, record.timestamp());
    sets().put(set, counted);
    untold.add(set);
    if (known.isEmpty() || counted.getState() != RequestSetState.MAKING) {
      tell(counted, record.timestamp());
    }
    noteComplete(counted);
    if (counted.getState() == RequestSetState.NOTHING) {
      count(counted);
    }
  }

  private void noteComplete(RequestSetStatus set) {
    if (set.getState() == RequestSetState.LOADING) {
      complete
          .computeIfAbsent(set.getIndexName(), index -> new LinkedHashMap<>())
          .put(set.getRequestSet(), set);
    }
  }

  private void look(long nowMillis) {
    List.copyOf(untold)
        .forEach(set -> Optional.ofNullable(sets().get(set)).ifPresent(s -> tell(s, nowMillis)));
    List.copyOf(complete.keySet()).forEach(index -> load(index, nowMillis));
  }

  private void load(String index, long nowMillis) {
    desk.take(index).ifPresent(result -> settle(index, result, nowMillis));
    List<RequestSetStatus> waiting =
        new ArrayList<>(complete.getOrDefault(index, Map.of()).values());
    if (!waiting.isEmpty()) {
      desk.begin(index, waiting);
    }
  }

  private void settle(String index, LoadingDesk.Result result, long nowMillis) {
    for (RequestSetStatus set : List.copyOf(complete.getOrDefault(index, Map.of()).values())) {
      String id = set.getRequestSet();
      RequestSetStatus.Builder next = RequestSetStatus.newBuilder(set);
      Integer generation = result.generations().get(id);
      String refused = result.refused().get(id);
      if (generation != null) {
        next.setState(RequestSetState.PUBLISHED).setIndexGeneration(generation).clearDetail();
      } else if (refused != null) {
        next.setState(RequestSetState.FAILED).setDetail(refused);
      } else {
        result.later().ifPresent(next::setDetail);
      }
      change(set, next.build(), nowMillis);
    }
  }

  private void change(RequestSetStatus before, RequestSetStatus after, long nowMillis) {
    if (before.equals(after)) {
      return;
    }
    sets().put(after.getRequestSet(), after);
    Map<String, RequestSetStatus> waiting =
        Objects.requireNonNull(complete.get(after.getIndexName()));
    if (after.getState() == RequestSetState.LOADING) {
      waiting.put(after.getRequestSet(), after);
    } else {
      waiting.remove(after.getRequestSet());
      count(after);
    }
    tell(after, nowMillis);
  }

  private void count(RequestSetStatus set) {
    metrics.requestSet(set.getState().name().toLowerCase(Locale.ROOT));
  }

  private void tell(RequestSetStatus set, long timeMillis) {
    untold.remove(set.getRequestSet());
    Objects.requireNonNull(context)
        .forward(new Record<>(set.getRequestSet(), set, Math.max(0, timeMillis)));
  }

  private KeyValueStore<String, RequestSetStatus> sets() {
    return Objects.requireNonNull(store);
  }
}
