package io.lexiseg.prototypes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Seeded pairs of key and prototype, with the plain search as oracle. */
public final class Samples {
  private static final List<String> NOUNS =
      List.of("tree", "traffic light", "Straße", "naïve \"quoted\"", "犬", "");

  private final IndexDescription description;
  private final List<float[]> keys = new ArrayList<>();
  private final List<float[]> prototypes = new ArrayList<>();

  private Samples(IndexDescription description) {
    this.description = description;
  }

  public static Samples of(String name, int generation, int count, int keys, int prototypes) {
    Samples samples =
        new Samples(
            new IndexDescription(
                name, generation, "tiny", keys, prototypes, Map.of("made by", "a test")));
    Random random = new Random(count);
    for (int i = 0; i < count; i++) {
      samples.keys.add(unit(random, keys));
      float[] prototype = new float[prototypes];
      for (int d = 0; d < prototypes; d++) {
        prototype[d] = (float) (3 * random.nextGaussian());
      }
      samples.prototypes.add(prototype);
    }
    return samples;
  }

  /** Every key appears {@code times} times, far apart. */
  public Samples withRepeatedKeys(int times) {
    int distinct = keys.size() / times;
    for (int i = distinct; i < keys.size(); i++) {
      keys.set(i, keys.get(i % distinct));
    }
    return this;
  }

  public static float[] unit(Random random, int dimension) {
    float[] vector = new float[dimension];
    double squares = 0;
    for (int d = 0; d < dimension; d++) {
      vector[d] = (float) random.nextGaussian();
      squares += (double) vector[d] * vector[d];
    }
    for (int d = 0; d < dimension; d++) {
      vector[d] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  public IndexDescription description() {
    return description;
  }

  public IndexManifest manifest() {
    return description.manifest(keys.size());
  }

  public float[] key(long id) {
    return keys.get((int) id);
  }

  public float[] prototype(long id) {
    return prototypes.get((int) id);
  }

  public String noun(long id) {
    return NOUNS.get((int) (id % NOUNS.size()));
  }

  public void addTo(PrototypeIndexWriter writer) {
    for (int id = 0; id < keys.size(); id++) {
      writer.add(noun(id), key(id), prototype(id));
    }
  }

  /** The plain exact search: cosine in double, best first, equal ones by id. */
  public List<Neighbour> nearest(float[] query, int k) {
    List<Neighbour> all = new ArrayList<>();
    for (int id = 0; id < keys.size(); id++) {
      all.add(new Neighbour(id, similarity(query, id)));
    }
    all.sort(
        Comparator.comparingDouble((Neighbour n) -> -n.similarity())
            .thenComparingLong(Neighbour::id));
    return all.subList(0, Math.min(k, all.size()));
  }

  /** Cosine of two unit vectors, summed in double. */
  public float similarity(float[] query, long id) {
    double product = 0;
    for (int d = 0; d < query.length; d++) {
      product += (double) query[d] * key(id)[d];
    }
    return (float) product;
  }
}
