package io.lexiseg.recognition.retrieval;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lexiseg.recognition.category.CategoryText;
import io.lexiseg.recognition.category.ResolutionTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

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
  public int missing(List<CategoryText> categories) {
    Set<String> wanted = categories.stream().map(keys::of).collect(Collectors.toSet());
    return wanted.size() - cache.getAllPresent(wanted).size();
  }

  @Override
  public List<ResolvedCategory> resolve(List<CategoryText> categories, ResolutionTrace trace) {
    List<String> wanted = categories.stream().map(keys::of).toList();
    Map<String, ResolvedCategory> found = new HashMap<>(cache.getAllPresent(wanted));
    trace.resolved(found.size());
    Map<String, CategoryText> missing = new LinkedHashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (!found.containsKey(wanted.get(i))) {
        missing.put(wanted.get(i), categories.get(i));
      }
    }
    List<String> open = List.copyOf(missing.keySet());
    for (int from = 0; from < open.size(); from += BATCH) {
      List<String> batch = open.subList(from, Math.min(from + BATCH, open.size()));
      found.putAll(ask(batch, missing, trace));
      trace.resolved(batch.size());
    }
    return wanted.stream().map(key -> Objects.requireNonNull(found.get(key))).toList();
  }

  /** Asks for one batch; whoever wants one of these meanwhile waits for no more than that. */
  private Map<String, ResolvedCategory> ask(
      List<String> batch, Map<String, CategoryText> texts, ResolutionTrace trace) {
    List<Question> mine = new ArrayList<>();
    List<Question> others = new ArrayList<>();
    for (String key : batch) {
      CategoryText text = Objects.requireNonNull(texts.get(key));
      Question question = new Question(key, text, new CompletableFuture<>());
      Question earlier = asked.putIfAbsent(key, question);
      (earlier == null ? mine : others).add(earlier == null ? question : earlier);
    }
    answer(mine, trace);
    Map<String, ResolvedCategory> answers = new HashMap<>();
    mine.forEach(question -> answers.put(question.key(), await(question)));
    others.forEach(question -> answers.put(question.key(), await(question)));
    return answers;
  }

  /** Answers all; where that fails, those who wait for the rest hear of it, too. */
  private void answer(List<Question> questions, ResolutionTrace trace) {
    Throwable failure = new IllegalStateException("categories: the thread that asked has ended");
    try {
      load(questions, trace);
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
