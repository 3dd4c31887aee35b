package io.lexiseg.indexbuilder.service.loading;

import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.schemas.RequestSetStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads off the stream threads: copying an index may take minutes.
 *
 * <p><b>Threads:</b> safe. <b>Ownership:</b> the executor stays the caller's.
 */
public final class LoadingDesk {
  private static final Logger LOGGER = LoggerFactory.getLogger(LoadingDesk.class);

  private final SetLoader loader;
  private final Executor executor;
  private final Map<String, Optional<Result>> byIndex = new HashMap<>();
  private volatile Optional<String> trouble = Optional.empty();

  /**
   * What became of a load.
   *
   * @param generations of sets that are published
   * @param refused why sets cannot be published, for people
   * @param later why the others have to wait, for people
   */
  record Result(
      Map<String, Integer> generations, Map<String, String> refused, Optional<String> later) {
    Result {
      generations = Map.copyOf(generations);
      refused = Map.copyOf(refused);
    }
  }

  /** Creates a desk that loads nothing yet. */
  public LoadingDesk(SetLoader loader, Executor executor) {
    this.loader = loader;
    this.executor = executor;
  }

  /** Begins to load, unless something is being loaded into that index or was not taken yet. */
  void begin(String indexName, List<RequestSetStatus> sets) {
    synchronized (byIndex) {
      if (byIndex.putIfAbsent(indexName, Optional.empty()) != null) {
        return;
      }
    }
    executor.execute(() -> done(indexName, load(indexName, sets)));
  }

  /** What became of it, once; empty: nothing was begun, or it is not through. */
  Optional<Result> take(String indexName) {
    synchronized (byIndex) {
      Optional<Result> result = byIndex.getOrDefault(indexName, Optional.empty());
      if (result.isPresent()) {
        byIndex.remove(indexName);
      }
      return result;
    }
  }

  /** What cannot be loaded now, for people. */
  public Optional<String> trouble() {
    return trouble;
  }

  private void done(String indexName, Result result) {
    trouble = result.later().map(why -> "index %s: %s".formatted(indexName, why));
    synchronized (byIndex) {
      byIndex.put(indexName, Optional.of(result));
    }
  }

  private Result load(String indexName, List<RequestSetStatus> sets) {
    try {
      return new Result(loader.load(indexName, sets), Map.of(), Optional.empty());
    } catch (UnavailableException | RetriableException e) {
      LOGGER.debug("index {} waits", indexName, e);
      return new Result(Map.of(), Map.of(), Optional.of(String.valueOf(e.getMessage())));
    } catch (RuntimeException e) { // of any kind: other sets must be loaded
      return sets.size() == 1 ? refused(sets.get(0), e) : loadEach(indexName, sets);
    }
  }

  private static Result refused(RequestSetStatus set, RuntimeException why) {
    LOGGER.error("request set {} cannot be loaded", set.getRequestSet(), why);
    String text = String.valueOf(why.getMessage());
    return new Result(Map.of(), Map.of(set.getRequestSet(), text), Optional.empty());
  }

  /** One of them does not fit. */
  private Result loadEach(String indexName, List<RequestSetStatus> sets) {
    Map<String, Integer> generations = new HashMap<>();
    Map<String, String> refused = new HashMap<>();
    Optional<String> later = Optional.empty();
    for (RequestSetStatus set : sets) {
      Result one = load(indexName, List.of(set));
      generations.putAll(one.generations());
      refused.putAll(one.refused());
      later = later.or(one::later);
    }
    return new Result(generations, refused, later);
  }
}
