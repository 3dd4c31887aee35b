package io.lexiseg.indexbuilder.service;

import io.lexiseg.indexbuilder.generation.CaptionOutcome;
import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.indexbuilder.generation.DropReason;
import io.lexiseg.indexbuilder.generation.DroppedNoun;
import io.lexiseg.indexbuilder.generation.GeneratedPrototype;
import io.lexiseg.indexbuilder.generation.GeneratorIdentity;
import io.lexiseg.indexbuilder.generation.OpenMaker;
import io.lexiseg.indexbuilder.generation.PrototypeMaker;
import io.lexiseg.indexbuilder.generation.PrototypeProvenance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Makes prototypes of words without any picture: the same word and seed give the same one. The word
 * {@code fog} gives none.
 */
public final class FakeMaker implements PrototypeMaker {
  /** Id of the generator that it claims to be. */
  public static final String GENERATOR = "fake";

  /** Backbone of the pack that it claims to use. */
  public static final String BACKBONE = "tiny";

  /** Components of its keys and of its prototypes. */
  public static final int DIMENSION = 4;

  private static final int BATCH = 8;

  private final Function<String, float[]> keys;
  private final int dimension;
  private final Duration slowness;
  private final AtomicInteger tasks = new AtomicInteger();

  private FakeMaker(Function<String, float[]> keys, int dimension, Duration slowness) {
    this.keys = keys;
    this.dimension = dimension;
    this.slowness = slowness;
  }

  /** One that takes no time. */
  public static FakeMaker instant() {
    return taking(Duration.ZERO);
  }

  /** One whose tasks take a time each. */
  public static FakeMaker taking(Duration slowness) {
    return new FakeMaker(noun -> unit(new Random(noun.hashCode()), DIMENSION), DIMENSION, slowness);
  }

  /**
   * One that fits a model.
   *
   * @param keys of nouns, unit vectors
   * @param dimension of prototypes
   */
  public static FakeMaker of(Function<String, float[]> keys, int dimension) {
    return new FakeMaker(keys, dimension, Duration.ZERO);
  }

  /** As a service opens it. */
  public OpenMaker open() {
    return new OpenMaker(this, GENERATOR, BACKBONE);
  }

  /** Tasks that it was given so far. */
  public int tasks() {
    return tasks.get();
  }

  @Override
  public int batchSize() {
    return BATCH;
  }

  @Override
  public List<CaptionOutcome> make(List<CaptionTask> some) {
    tasks.addAndGet(some.size());
    long end = System.nanoTime() + slowness.toNanos() * some.size();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return some.stream().map(this::make).toList();
  }

  private CaptionOutcome make(CaptionTask task) {
    List<GeneratedPrototype> made = new ArrayList<>();
    List<DroppedNoun> dropped = new ArrayList<>();
    for (String noun : task.noun().map(List::of).orElse(List.of(task.caption().split(" ")))) {
      if (noun.equals("fog")) {
        dropped.add(new DroppedNoun(noun, DropReason.EMPTY_MASK, "no token"));
      } else {
        made.add(prototype(task, noun));
      }
    }
    return new CaptionOutcome(task, made, dropped);
  }

  private GeneratedPrototype prototype(CaptionTask task, String noun) {
    float[] values = new float[dimension];
    Random random = new Random(noun.hashCode() * 31L + task.seed());
    for (int d = 0; d < dimension; d++) {
      values[d] = (float) random.nextGaussian();
    }
    var provenance =
        new PrototypeProvenance(
            task.id(),
            task.caption(),
            noun,
            noun,
            task.seed(),
            new GeneratorIdentity(GENERATOR, "0".repeat(64), "no steps"),
            "tiny",
            "1".repeat(64),
            0.5,
            0.5);
    return new GeneratedPrototype(noun, keys.apply(noun), values, provenance);
  }

  private static float[] unit(Random random, int dimension) {
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

  @Override
  public void close() {}
}
