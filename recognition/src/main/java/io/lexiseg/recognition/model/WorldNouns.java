package io.lexiseg.recognition.model;

import io.lexiseg.prototypes.PrototypeIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The nouns of one generation of an index that stand for all the world, chosen when they are first
 * asked for. All, if they are few; else the commonest ones that do not look like one chosen before.
 * Of a large index a sample is read, evenly spread, so that the choice takes seconds; the same
 * generation always gives the same nouns.
 *
 * <p><b>Threads:</b> safe, but never a stream thread.
 */
public final class WorldNouns {
  private static final int SAMPLE = 20_000;
  private static final int BATCH = 500;

  private final PrototypeIndex index;
  private final double near;
  private final Map<Integer, Chosen> chosen = new HashMap<>();

  /**
   * Prepares.
   *
   * @param index stays the caller's to close; asked while it is open only
   * @param near cosine of two prototypes from which on one noun is enough
   */
  WorldNouns(PrototypeIndex index, double near) {
    this.index = index;
    this.near = near;
  }

  /**
   * What stands for the world.
   *
   * @param nouns commonest first
   * @param doubted those of them that one prototype speaks for, unless that holds for all
   */
  record Chosen(List<String> nouns, Set<String> doubted) {}

  /**
   * The nouns.
   *
   * @param most as many at most
   * @throws io.lexiseg.prototypes.UnavailableException if the index does not answer
   */
  synchronized Chosen chosen(int most) {
    return chosen.computeIfAbsent(most, this::choose);
  }

  private Chosen choose(int most) {
    long[] ids = sample(index.manifest().count());
    Map<String, List<Long>> byNoun = new LinkedHashMap<>();
    for (int from = 0; from < ids.length; from += BATCH) {
      long[] batch = LongStream.of(ids).skip(from).limit(BATCH).toArray();
      List<String> nouns = index.nouns(batch);
      for (int i = 0; i < batch.length; i++) {
        byNoun.computeIfAbsent(nouns.get(i), noun -> new ArrayList<>()).add(batch[i]);
      }
    }
    List<String> commonest =
        byNoun.entrySet().stream()
            .sorted(Comparator.comparing(noun -> -noun.getValue().size()))
            .map(Map.Entry::getKey)
            .toList();
    List<String> nouns = commonest.size() <= most ? commonest : cover(commonest, byNoun, most);
    Set<String> doubted = new HashSet<>(nouns);
    doubted.removeIf(noun -> byNoun.getOrDefault(noun, List.of()).size() > 1);
    return new Chosen(nouns, doubted.size() < nouns.size() ? doubted : Set.of());
  }

  /** Evenly spread, the first one included. */
  private static long[] sample(long count) {
    long size = Math.min(count, SAMPLE);
    return LongStream.range(0, size).map(i -> i * count / size).toArray();
  }

  private List<String> cover(List<String> commonest, Map<String, List<Long>> byNoun, int most) {
    List<String> cover = new ArrayList<>();
    List<float[]> covered = new ArrayList<>();
    for (int n = 0; n < commonest.size() && cover.size() < most; n++) {
      float[] look = look(byNoun.getOrDefault(commonest.get(n), List.of()));
      if (covered.stream().noneMatch(other -> dot(other, look) >= near)) {
        cover.add(commonest.get(n));
        covered.add(look);
      }
    }
    return List.copyOf(cover);
  }

  /** Unit mean of a noun's prototypes; zeros where there is none. */
  private float[] look(List<Long> ids) {
    int dimension = index.manifest().prototypeDimension();
    float[] prototypes =
        index.prototypes(ids.stream().limit(BATCH).mapToLong(Long::longValue).toArray());
    float[] mean = new float[dimension];
    for (int i = 0; i < prototypes.length; i++) {
      mean[i % dimension] += prototypes[i];
    }
    float norm = (float) Math.sqrt(dot(mean, mean));
    for (int d = 0; d < dimension && norm > 0; d++) {
      mean[d] /= norm;
    }
    return mean;
  }

  private static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }
}
