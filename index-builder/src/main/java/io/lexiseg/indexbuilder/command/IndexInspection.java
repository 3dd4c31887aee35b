package io.lexiseg.indexbuilder.command;

import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What reading every pair of an index showed.
 *
 * @param manifest the index's own
 * @param nouns number of different nouns
 * @param problems what is wrong, empty for a sound index, at most {@value #LISTED}
 */
public record IndexInspection(IndexManifest manifest, int nouns, List<String> problems) {
  private static final int BATCH = 1024;
  private static final int LISTED = 20;

  /** Keys that are searched, evenly over all. */
  private static final int SEARCHED = 200;

  /** A key is at least this similar to the best key found for it, which may be an equal one. */
  private static final float SAME = 0.999f;

  /** Rounding of the components moves a norm by less. */
  private static final double UNIT = 1e-5;

  public IndexInspection {
    problems = List.copyOf(problems);
  }

  /** Reads all keys and prototypes and searches for some of the keys. */
  public static IndexInspection of(PrototypeIndex index) {
    IndexManifest manifest = index.manifest();
    Set<String> nouns = new HashSet<>();
    List<String> problems = new ArrayList<>();
    for (long from = 0; from < manifest.count() && problems.size() < LISTED; from += BATCH) {
      long first = from;
      long[] ids = new long[(int) Math.min(BATCH, manifest.count() - from)];
      Arrays.setAll(ids, i -> first + i);
      nouns.addAll(index.nouns(ids));
      inspect(index, ids, problems);
    }
    return new IndexInspection(
        manifest, nouns.size(), problems.subList(0, Math.min(problems.size(), LISTED)));
  }

  private static void inspect(PrototypeIndex index, long[] ids, List<String> problems) {
    int keyDimension = index.manifest().keyDimension();
    int dimension = index.manifest().prototypeDimension();
    long step = Math.max(1, index.manifest().count() / SEARCHED);
    float[] keys = index.keys(ids);
    float[] prototypes = index.prototypes(ids);
    for (int i = 0; i < ids.length; i++) {
      double norm = norm(prototypes, i * dimension, dimension);
      if (!(norm > 0 && norm < Double.POSITIVE_INFINITY)) {
        problems.add("prototype %d: expected a positive norm, got %s".formatted(ids[i], norm));
      }
      double keyNorm = norm(keys, i * keyDimension, keyDimension);
      if (!(Math.abs(keyNorm - 1) <= UNIT)) {
        problems.add("key %d: expected unit norm, got %s".formatted(ids[i], keyNorm));
      } else if (ids[i] % step == 0) {
        float[] key = Arrays.copyOfRange(keys, i * keyDimension, (i + 1) * keyDimension);
        search(index, ids[i], key, problems);
      }
    }
  }

  private static void search(PrototypeIndex index, long id, float[] key, List<String> problems) {
    float best = index.nearest(key, 1).get(0).similarity();
    if (!(best >= SAME)) {
      problems.add(
          "key %d: expected to be found by itself, best similarity %s".formatted(id, best));
    }
  }

  private static double norm(float[] values, int offset, int length) {
    double squares = 0;
    for (int d = offset; d < offset + length; d++) {
      squares += (double) values[d] * values[d];
    }
    return Math.sqrt(squares);
  }

  /** One line for people. */
  public String summary() {
    return "%s generation %d: %d prototypes of %d nouns, backbone %s: %s"
        .formatted(
            manifest.name(),
            manifest.generation(),
            manifest.count(),
            nouns,
            manifest.backbone(),
            problems.isEmpty() ? "sound" : problems.size() + " problem(s)");
  }
}
