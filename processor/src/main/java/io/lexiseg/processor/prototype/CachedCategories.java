package io.lexiseg.processor.prototype;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Keeps resolved categories in the memory of this process. Those missing are asked for in batches,
 * and each batch is kept as soon as it is there.
 *
 * <p><b>Threads:</b> any number; what one of them is asking for, the others wait for.
 */
final class CachedCategories implements CategorySource {
  private static final int BATCH = 32;

  private final CategorySource next;
  private final CategoryKeys keys;
  private final Cache<String, ResolvedCategory> cache;
  private final ConcurrentMap<String, Question> asked = new ConcurrentHashMap<>();

  /** A category that some thread asks for now. */
  private record Question(
      String key, CategoryText text, CompletableFuture<ResolvedCategory> answer) {}

  CachedCategories(CategorySource next, CategoryKeys keys, long maximumSize) {
    this.next = next;
    this.keys = keys;
    this.cache = Caffeine.newBuilder().maximumSize(maximumSize).build();
  }

  @Override
  public List<ResolvedCategory> resolve(List<CategoryText> categories, ResolutionTrace trace) {
    List<String> wanted = categories.stream().map(keys::of).toList();
    Map<String, ResolvedCategory> found = new HashMap<>(cache.getAllPresent(wanted));
    trace.resolved(found.size());
    List<Question> mine = new ArrayList<>();
    List<Question> others = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (!found.containsKey(wanted.get(i))) {
        Question question =
            new Question(wanted.get(i), categories.get(i), new CompletableFuture<>());
        Question earlier = asked.putIfAbsent(question.key(), question);
        (earlier == null ? mine : others).add(earlier == null ? question : earlier);
      }
    }
    answer(mine, trace);
    mine.forEach(question -> found.put(question.key(), await(question)));
    others.forEach(question -> found.put(question.key(), await(question)));
    return wanted.stream().map(key -> Objects.requireNonNull(found.get(key))).toList();
  }

  /** Answers all; where that fails, those who wait for the rest hear of it, too. */
  private void answer(List<Question> questions, ResolutionTrace trace) {
    Throwable failure = new IllegalStateException("categories: the thread that asked has ended");
    try {
      for (int from = 0; from < questions.size(); from += BATCH) {
        load(questions.subList(from, Math.min(from + BATCH, questions.size())), trace);
      }
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    } finally {
      for (Question question : questions) {
        asked.remove(question.key(), question);
        question.answer().completeExceptionally(failure); // unless it is answered
      }
    }
  }

  private void load(List<Question> batch, ResolutionTrace trace) {
    List<Question> open = new ArrayList<>();
    for (Question question : batch) {
      // Another thread may have put it there after this one looked.
      ResolvedCategory cached = cache.getIfPresent(question.key());
      if (cached == null) {
        open.add(question);
      } else {
        question.answer().complete(cached);
      }
    }
    if (!open.isEmpty()) {
      List<ResolvedCategory> loaded =
          next.resolve(open.stream().map(Question::text).toList(), trace);
      for (int i = 0; i < open.size(); i++) {
        cache.put(open.get(i).key(), loaded.get(i));
        open.get(i).answer().complete(loaded.get(i));
      }
    }
    trace.resolved(batch.size());
  }

  private static ResolvedCategory await(Question question) {
    try {
      return question.answer().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
