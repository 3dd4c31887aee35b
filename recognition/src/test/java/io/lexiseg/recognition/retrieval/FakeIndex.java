package io.lexiseg.recognition.retrieval;

import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.Neighbour;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.UnavailableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Pairs in memory, searched plainly, with calls counted and a switch to go away. */
final class FakeIndex implements PrototypeIndex {
  private final int keyDimension;
  private final int prototypeDimension;
  private final List<float[]> keys = new ArrayList<>();
  private final List<float[]> prototypes = new ArrayList<>();
  private final List<String> nouns = new ArrayList<>();
  private int answers = Integer.MAX_VALUE;
  private int searches;
  private int generation = 1;

  FakeIndex(int keyDimension, int prototypeDimension) {
    this.keyDimension = keyDimension;
    this.prototypeDimension = prototypeDimension;
  }

  FakeIndex with(String noun, float[] key, float... prototype) {
    nouns.add(noun);
    keys.add(key);
    prototypes.add(prototype);
    return this;
  }

  FakeIndex generation(int number) {
    generation = number;
    return this;
  }

  void goAway() {
    goAwayAfter(0);
  }

  /** Answers so many searches more. */
  void goAwayAfter(int further) {
    answers = searches + further;
  }

  int searches() {
    return searches;
  }

  @Override
  public IndexManifest manifest() {
    return new IndexManifest(
        "fake", generation, "net", keyDimension, prototypeDimension, keys.size(), Map.of());
  }

  @Override
  public List<Neighbour> nearest(float[] key, int k) {
    searches++;
    answer();
    List<Neighbour> all = new ArrayList<>();
    for (int id = 0; id < keys.size(); id++) {
      float product = 0;
      for (int d = 0; d < keyDimension; d++) {
        product += key[d] * keys.get(id)[d];
      }
      all.add(new Neighbour(id, product));
    }
    all.sort(Comparator.comparingDouble(n -> -n.similarity()));
    return all.subList(0, Math.min(k, all.size()));
  }

  @Override
  public float[] prototypes(long[] ids) {
    answer();
    float[] rows = new float[ids.length * prototypeDimension];
    for (int i = 0; i < ids.length; i++) {
      float[] row = prototypes.get((int) ids[i]);
      System.arraycopy(row, 0, rows, i * prototypeDimension, prototypeDimension);
    }
    return rows;
  }

  @Override
  public float[] keys(long[] ids) {
    throw new AssertionError("keys are not needed to resolve");
  }

  @Override
  public List<String> nouns(long[] ids) {
    answer();
    return Arrays.stream(ids).mapToObj(id -> nouns.get((int) id)).toList();
  }

  private void answer() {
    if (searches > answers) {
      throw new UnavailableException("fake index: away");
    }
  }

  @Override
  public void close() {}
}
