package io.lexiseg.processor.prototype;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Keeps resolved categories in the memory of this process. Those missing are asked for in batches,
 * and each batch is kept as soon as it is there.
 *
 * <p><b>Threads:</b> any number; two that miss the same category both ask for it.
 */
final class CachedCategories implements CategorySource {
  private static final int BATCH = 32;

  private final CategorySource next;
  private final CategoryKeys keys;
  private final Cache<String, ResolvedCategory> cache;

  CachedCategories(CategorySource next, CategoryKeys keys, long maximumSize) {
    this.next = next;
    this.keys = keys;
    this.cache = Caffeine.newBuilder().maximumSize(maximumSize).build();
  }

  @Override
  public List<ResolvedCategory> resolve(List<CategoryText> categories) {
    List<String> wanted = categories.stream().map(keys::of).toList();
    Map<String, ResolvedCategory> found = new HashMap<>(cache.getAllPresent(wanted));
    Map<String, CategoryText> missing = new LinkedHashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (!found.containsKey(wanted.get(i))) {
        missing.put(wanted.get(i), categories.get(i));
      }
    }
    found.putAll(load(missing));
    return wanted.stream().map(key -> Objects.requireNonNull(found.get(key))).toList();
  }

  private Map<String, ResolvedCategory> load(Map<String, CategoryText> missing) {
    List<String> names = new ArrayList<>(missing.keySet());
    List<CategoryText> texts = new ArrayList<>(missing.values());
    Map<String, ResolvedCategory> loaded = new HashMap<>();
    for (int from = 0; from < names.size(); from += BATCH) {
      int to = Math.min(from + BATCH, names.size());
      List<ResolvedCategory> batch = next.resolve(texts.subList(from, to));
      for (int i = 0; i < batch.size(); i++) {
        loaded.put(names.get(from + i), batch.get(i));
        cache.put(names.get(from + i), batch.get(i));
      }
    }
    return loaded;
  }
}
