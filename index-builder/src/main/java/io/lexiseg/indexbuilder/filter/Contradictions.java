package io.lexiseg.indexbuilder.filter;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Prototypes whose nearest prototypes belong to other nouns: what was pooled there is hardly what
 * the noun means.
 *
 * <p>A prototype of a noun with n others is judged by its min({@value #NEIGHBOURS}, n) nearest by
 * cosine; with n under {@value #LEAST_OTHERS} it stays, for there is nothing to judge by.
 * Prototypes of its own picture do not count: features see beyond a mask, so that they are near
 * whatever they mean. The neighbours come from all others, or from an even selection of them that
 * fits into {@value #REFERENCE_BYTES} bytes.
 *
 * <p><b>Source:</b> the idea of ReME (Xuan et al., ICCV 2025): wrong pairs of picture and text are
 * found by comparing what carries the same label within the visual space alone. The rule is our
 * own.
 */
final class Contradictions {
  static final int NEIGHBOURS = 10;
  static final int LEAST_OTHERS = 5;
  private static final int NONE = -1;

  static final int REFERENCE_BYTES = 1 << 26;

  private final UnitVectors vectors;
  private final int[] groups;
  private final int[] pictures;
  private final int[] references;
  private final float[] values;

  private Contradictions(UnitVectors vectors, Grouping grouping, int[] references) {
    this.vectors = vectors;
    this.groups = grouping.nouns();
    this.pictures = grouping.pictures();
    this.references = references;
    this.values = new float[Math.multiplyExact(references.length, vectors.dimension())];
    float[] row = new float[vectors.dimension()];
    for (int r = 0; r < references.length; r++) {
      vectors.read(references[r], row);
      System.arraycopy(row, 0, values, r * row.length, row.length);
    }
  }

  /**
   * Finds them.
   *
   * @param grouping of the vectors
   * @param alive vectors to look at; read only
   * @param least share of the neighbours that must be of the same noun, 0..1
   */
  static BitSet find(UnitVectors vectors, Grouping grouping, BitSet alive, double least) {
    int room = Math.max(1, REFERENCE_BYTES / Float.BYTES / vectors.dimension());
    return new Contradictions(vectors, grouping, selection(alive, room)).find(alive, least);
  }

  private static int[] selection(BitSet alive, int room) {
    int[] all = alive.stream().toArray();
    int count = Math.min(all.length, room);
    int[] selected = new int[count];
    for (int i = 0; i < count; i++) {
      selected[i] = all[Math.toIntExact((long) i * all.length / count)];
    }
    return selected;
  }

  private BitSet find(BitSet alive, double least) {
    Map<Integer, Integer> sizes = new HashMap<>();
    Arrays.stream(references).forEach(index -> sizes.merge(groups[index], 1, Integer::sum));
    BitSet found = new BitSet();
    float[] vector = new float[vectors.dimension()];
    for (int i = alive.nextSetBit(0); i >= 0; i = alive.nextSetBit(i + 1)) {
      boolean itself = Arrays.binarySearch(references, i) >= 0;
      int others = sizes.getOrDefault(groups[i], 0) - (itself ? 1 : 0);
      if (others >= LEAST_OTHERS) {
        vectors.read(i, vector);
        int asked = Math.min(NEIGHBOURS, others);
        if (same(vector, i, asked) < least * asked) {
          found.set(i);
        }
      }
    }
    return found;
  }

  /** How many of the nearest are of the same noun. */
  private int same(float[] vector, int index, int asked) {
    float[] best = new float[asked];
    int[] nearest = new int[asked];
    Arrays.fill(best, Float.NEGATIVE_INFINITY);
    Arrays.fill(nearest, NONE);
    for (int r = 0; r < references.length; r++) {
      if (pictures[references[r]] != pictures[index]) {
        insert(best, nearest, UnitVectors.product(vector, values, r * vector.length), r);
      }
    }
    int same = 0;
    for (int reference : nearest) {
      same += reference != NONE && groups[references[reference]] == groups[index] ? 1 : 0;
    }
    return same;
  }

  /** Keeps the largest, in falling order; of equal ones the first. */
  private static void insert(float[] best, int[] nearest, float similarity, int reference) {
    int last = best.length - 1;
    if (!(similarity > best[last])) {
      return;
    }
    int at = last;
    for (; at > 0 && similarity > best[at - 1]; at--) {
      best[at] = best[at - 1];
      nearest[at] = nearest[at - 1];
    }
    best[at] = similarity;
    nearest[at] = reference;
  }
}
