package io.lexiseg.recognition.retrieval;

import io.lexiseg.prototypes.SharedMeans;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.category.CategoryText;
import io.lexiseg.recognition.category.ResolutionTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes resolved categories from a store shared with other processes and adds those it lacks. The
 * store is only a short cut: where it does not answer or holds something unreadable, the next
 * source is asked.
 */
final class SharedCategories implements CategorySource {
  private static final Logger LOGGER = LoggerFactory.getLogger(SharedCategories.class);

  private final CategorySource next;
  private final CategoryKeys keys;
  private final SharedMeans store;
  private final ResolvedCategoryCodec codec;

  SharedCategories(
      CategorySource next, CategoryKeys keys, SharedMeans store, ResolvedCategoryCodec codec) {
    this.next = next;
    this.keys = keys;
    this.store = store;
    this.codec = codec;
  }

  @Override
  public List<ResolvedCategory> resolve(List<CategoryText> categories, ResolutionTrace trace) {
    List<String> wanted = categories.stream().map(keys::of).toList();
    Map<String, ResolvedCategory> found = fetch(wanted);
    Map<String, CategoryText> missing = new LinkedHashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (!found.containsKey(wanted.get(i))) {
        missing.put(wanted.get(i), categories.get(i));
      }
    }
    if (!missing.isEmpty()) {
      Map<String, ResolvedCategory> loaded = load(missing, trace);
      found.putAll(loaded);
      store(loaded);
    }
    return wanted.stream().map(key -> Objects.requireNonNull(found.get(key))).toList();
  }

  private Map<String, ResolvedCategory> load(
      Map<String, CategoryText> missing, ResolutionTrace trace) {
    List<String> names = new ArrayList<>(missing.keySet());
    List<ResolvedCategory> resolved = next.resolve(new ArrayList<>(missing.values()), trace);
    Map<String, ResolvedCategory> loaded = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      loaded.put(names.get(i), resolved.get(i));
    }
    return loaded;
  }

  private Map<String, ResolvedCategory> fetch(List<String> wanted) {
    Map<String, ResolvedCategory> found = new HashMap<>();
    try {
      List<Optional<byte[]>> values = store.fetch(wanted);
      for (int i = 0; i < wanted.size(); i++) {
        String key = wanted.get(i);
        values.get(i).flatMap(codec::decode).ifPresent(category -> found.put(key, category));
      }
    } catch (UnavailableException e) {
      warn("Shared categories cannot be read, taking them from the index", e);
    }
    return found;
  }

  private void store(Map<String, ResolvedCategory> loaded) {
    Map<String, byte[]> values = new LinkedHashMap<>();
    loaded.forEach((key, category) -> values.put(key, codec.encode(category)));
    try {
      store.store(values);
    } catch (UnavailableException e) {
      warn("Shared categories cannot be written, going on without", e);
    }
  }

  private static void warn(String message, UnavailableException reason) {
    LOGGER.atWarn().addKeyValue("reason", reason.getMessage()).log(message);
  }
}
