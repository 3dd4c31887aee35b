package io.lexiseg.prototypes.file;

import io.lexiseg.prototypes.Neighbour;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps the best of the neighbours offered to it: higher similarity first, then lower id, whatever
 * the order of offers.
 */
final class NearestHeap {
  private final float[] similarities;
  private final long[] ids;
  private int size;

  /**
   * An empty heap.
   *
   * @param capacity how many to keep, at least 1
   */
  NearestHeap(int capacity) {
    similarities = new float[capacity];
    ids = new long[capacity];
  }

  /** Takes the rows of a block; {@code firstId} belongs to {@code block[0]}. */
  void offerAll(float[] block, int length, long firstId) {
    for (int i = 0; i < length; i++) {
      offer(firstId + i, block[i]);
    }
  }

  void offer(long id, float similarity) {
    if (size < ids.length) {
      set(size++, id, similarity);
      siftUp(size - 1);
    } else if (worse(ids[0], similarities[0], id, similarity)) {
      set(0, id, similarity);
      siftDown();
    }
  }

  /** Best first. */
  List<Neighbour> sorted() {
    Neighbour[] kept = new Neighbour[size];
    for (int i = 0; i < size; i++) {
      kept[i] = new Neighbour(ids[i], similarities[i]);
    }
    Arrays.sort(
        kept,
        (a, b) -> {
          int order = Float.compare(b.similarity(), a.similarity());
          return order != 0 ? order : Long.compare(a.id(), b.id());
        });
    return List.of(kept);
  }

  private void siftUp(int from) {
    int child = from;
    while (child > 0) {
      int parent = (child - 1) / 2;
      if (!worse(child, parent)) {
        return;
      }
      swap(child, parent);
      child = parent;
    }
  }

  private void siftDown() {
    int parent = 0;
    while (2 * parent + 1 < size) {
      int child = 2 * parent + 1;
      if (child + 1 < size && worse(child + 1, child)) {
        child++;
      }
      if (!worse(child, parent)) {
        return;
      }
      swap(child, parent);
      parent = child;
    }
  }

  private boolean worse(int i, int j) {
    return worse(ids[i], similarities[i], ids[j], similarities[j]);
  }

  private static boolean worse(long id, float similarity, long otherId, float otherSimilarity) {
    return similarity < otherSimilarity || (similarity == otherSimilarity && id > otherId);
  }

  private void swap(int i, int j) {
    long id = ids[i];
    float similarity = similarities[i];
    set(i, ids[j], similarities[j]);
    set(j, id, similarity);
  }

  private void set(int i, long id, float similarity) {
    ids[i] = id;
    similarities[i] = similarity;
  }
}
