package io.lexiseg.recognition.model;

import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.Neighbour;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.prototypes.location.IndexPlace;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A place where generations without pairs are published. */
public final class FakePlace implements IndexPlace {
  private final List<Integer> open = new CopyOnWriteArrayList<>();
  private volatile IndexManifest published = manifest(1, "net");
  private volatile boolean away;

  static IndexManifest manifest(int generation, String backbone) {
    return new IndexManifest("fake", generation, backbone, 4, 3, 1, Map.of());
  }

  public void publish(int generation) {
    publish(generation, "net");
  }

  public void publish(int generation, String backbone) {
    published = manifest(generation, backbone);
  }

  public void goAway(boolean gone) {
    away = gone;
  }

  /** Generations that are open now. */
  public List<Integer> generationsOpen() {
    return List.copyOf(open);
  }

  @Override
  public IndexManifest manifest() {
    if (away) {
      throw new UnavailableException("fake place: away");
    }
    return published;
  }

  @Override
  public PrototypeIndexWriter create(IndexDescription description) {
    throw new AssertionError("nothing is written here");
  }

  @Override
  public int nextGeneration() {
    return manifest().generation() + 1;
  }

  @Override
  public PrototypeIndexWriter add(IndexDescription description) {
    throw new AssertionError("nothing is written here");
  }

  @Override
  public void drop(int generation) {
    throw new AssertionError("nothing is removed here");
  }

  @Override
  public PrototypeIndex open() {
    IndexManifest manifest = manifest();
    Integer generation = manifest.generation();
    open.add(generation);
    return new PrototypeIndex() {
      @Override
      public IndexManifest manifest() {
        return manifest;
      }

      @Override
      public List<Neighbour> nearest(float[] key, int k) {
        throw new AssertionError("nothing is searched here");
      }

      @Override
      public float[] prototypes(long[] ids) {
        throw new AssertionError("nothing is fetched here");
      }

      @Override
      public float[] keys(long[] ids) {
        throw new AssertionError("nothing is fetched here");
      }

      @Override
      public List<String> nouns(long[] ids) {
        throw new AssertionError("nothing is fetched here");
      }

      @Override
      public void close() {
        open.remove(generation);
      }
    };
  }
}
