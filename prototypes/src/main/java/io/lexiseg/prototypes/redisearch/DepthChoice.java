package io.lexiseg.prototypes.redisearch;

import io.lexiseg.prototypes.ExactAnswer;
import io.lexiseg.prototypes.Probes;
import io.lexiseg.prototypes.file.ExactNeighbours;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds how deep a graph must be searched, by searching it: for a few numbers of neighbours the
 * smallest depth of a series that finds the share of the exact neighbours that is wanted.
 */
final class DepthChoice {
  private static final int QUERIES = 64;
  private static final int LEAST_QUERIES = 8;
  private static final int[] NEIGHBOURS = {10, 50, 350};

  /** Depths in neighbours; the last one is taken where none is deep enough. */
  private static final double[] DEPTHS = {1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64};

  private final RediSearchPrototypeIndex index;
  private final double goal;
  private final List<ExactAnswer> answers;

  private DepthChoice(RediSearchPrototypeIndex index, double goal, List<ExactAnswer> answers) {
    this.index = index;
    this.goal = goal;
    this.answers = answers;
  }

  /**
   * Measures a complete index; all its keys are read once to know the exact neighbours.
   *
   * @param goal recall to reach, above 0, at most 1
   * @return by rising number of neighbours, at least one
   */
  static List<Exploration> measure(RediSearchPrototypeIndex index, double goal) {
    long count = index.manifest().count();
    int[] neighbours =
        Arrays.stream(NEIGHBOURS).map(k -> (int) Math.min(k, count)).distinct().toArray();
    int most = neighbours[neighbours.length - 1];
    List<float[]> queries = Probes.of(index, queries(count));
    DepthChoice choice = new DepthChoice(index, goal, ExactNeighbours.of(index, queries, most));
    return IntStream.of(neighbours).mapToObj(choice::choose).toList();
  }

  /** More of a larger index, which takes longer to write anyway. */
  private static int queries(long count) {
    return (int) Math.min(Math.min(QUERIES, count), Math.max(LEAST_QUERIES, count / QUERIES));
  }

  private Exploration choose(int k) {
    List<Exploration> tried = new ArrayList<>();
    for (double factor : DEPTHS) {
      int depth = (int) Math.min(Math.ceil(factor * k), (double) index.manifest().count());
      Exploration exploration = new Exploration(k, depth, recall(k, depth));
      if (exploration.recall() >= goal) {
        return exploration;
      }
      tried.add(exploration);
    }
    return tried.get(tried.size() - 1);
  }

  private double recall(int k, int depth) {
    long hits = 0;
    for (ExactAnswer answer : answers) {
      hits += answer.hits(index.nearest(answer.query(), k, depth), k, index);
    }
    return (double) hits / ((long) k * answers.size());
  }
}
