package io.lexiseg.indexbuilder.filter;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prototypes that are nearly the same as an earlier one of their noun, which stays.
 *
 * <p>At most the {@value #COMPARED} prototypes of the noun that were kept last are compared, which
 * bounds time and memory for nouns of many thousands.
 */
final class NearDuplicates {
  static final int COMPARED = 2000;

  private NearDuplicates() {}

  /**
   * Finds them.
   *
   * @param groups of each vector, equal for the same noun
   * @param alive vectors to look at; read only
   * @param most cosine up to which two are different
   */
  static BitSet find(UnitVectors vectors, int[] groups, BitSet alive, double most) {
    Map<Integer, List<Integer>> members = new HashMap<>();
    for (int i = alive.nextSetBit(0); i >= 0; i = alive.nextSetBit(i + 1)) {
      members.computeIfAbsent(groups[i], group -> new ArrayList<>()).add(i);
    }
    BitSet found = new BitSet();
    members.values().forEach(group -> find(vectors, group, most, found));
    return found;
  }

  private static void find(UnitVectors vectors, List<Integer> group, double most, BitSet found) {
    int dimension = vectors.dimension();
    int room = Math.min(COMPARED, group.size());
    float[] kept = new float[Math.multiplyExact(room, dimension)];
    float[] vector = new float[dimension];
    int count = 0;
    for (int index : group) {
      vectors.read(index, vector);
      if (isNear(vector, kept, Math.min(count, room), most)) {
        found.set(index);
      } else {
        System.arraycopy(vector, 0, kept, (count % room) * dimension, dimension);
        count++;
      }
    }
  }

  private static boolean isNear(float[] vector, float[] kept, int count, double most) {
    for (int k = 0; k < count; k++) {
      if (UnitVectors.product(vector, kept, k * vector.length) > most) {
        return true;
      }
    }
    return false;
  }
}
