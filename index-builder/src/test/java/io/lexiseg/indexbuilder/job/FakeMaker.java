package io.lexiseg.indexbuilder.job;

import io.lexiseg.indexbuilder.generation.CaptionOutcome;
import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.indexbuilder.generation.DropReason;
import io.lexiseg.indexbuilder.generation.DroppedNoun;
import io.lexiseg.indexbuilder.generation.GeneratedPrototype;
import io.lexiseg.indexbuilder.generation.GeneratorIdentity;
import io.lexiseg.indexbuilder.generation.PrototypeMaker;
import io.lexiseg.indexbuilder.generation.PrototypeProvenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A prototype for each word of a caption, from random numbers of the word and the caption's seed;
 * the word {@code nothing} is dropped, {@code wide} covers the whole picture. It can be told to
 * break.
 */
final class FakeMaker implements PrototypeMaker {
  static final BuildPlan.Encoder ENCODER =
      new BuildPlan.Encoder("pack", "e".repeat(64), "backbone", 3, 5);
  static final GeneratorIdentity GENERATOR =
      new GeneratorIdentity("painter", "a".repeat(64), "5 steps");

  private int left;

  FakeMaker() {
    this(Integer.MAX_VALUE);
  }

  /** Breaks after so many captions. */
  FakeMaker(int captions) {
    left = captions;
  }

  static CaptionTasks captions(int count) {
    CaptionTasks tasks = new CaptionTasks();
    for (int i = count - 1; i >= 0; i--) {
      String text =
          switch (i % 4) {
            case 0 -> "tree house";
            case 1 -> "house sky nothing";
            case 2 -> "wide sky";
            default -> "nothing";
          };
      tasks.add("c%03d".formatted(i), text);
    }
    return tasks;
  }

  static BuildPlan plan(CaptionTasks captions, int batch) {
    return new BuildPlan(
        captions.pinned(), GENERATOR, ENCODER, new BuildPlan.Settings(0.45, 0.9, false, 7, batch));
  }

  @Override
  public int batchSize() {
    return 2;
  }

  @Override
  public List<CaptionOutcome> make(List<CaptionTask> tasks) {
    return tasks.stream().map(this::make).toList();
  }

  private CaptionOutcome make(CaptionTask task) {
    if (left-- <= 0) {
      throw new IllegalStateException("the power is off");
    }
    List<GeneratedPrototype> prototypes = new ArrayList<>();
    List<DroppedNoun> dropped = new ArrayList<>();
    for (String word : task.caption().split(" ")) {
      if (word.equals("nothing")) {
        dropped.add(new DroppedNoun(word, DropReason.NOT_IN_PROMPT, "tab\there"));
      } else {
        prototypes.add(prototype(task, word));
      }
    }
    return new CaptionOutcome(task, prototypes, dropped);
  }

  private static GeneratedPrototype prototype(CaptionTask task, String word) {
    Random random = new Random(task.seed() ^ word.hashCode());
    float[] values = new float[ENCODER.prototypeDimension()];
    for (int d = 0; d < values.length; d++) {
      values[d] = (float) random.nextGaussian();
    }
    return new GeneratedPrototype(
        word,
        new float[] {0, 1, 0},
        values,
        new PrototypeProvenance(
            task.id(),
            task.caption(),
            word,
            word,
            task.seed(),
            GENERATOR,
            ENCODER.id(),
            ENCODER.sha256(),
            word.equals("wide") ? 0.97 : 0.25,
            0.5));
  }

  @Override
  public void close() {}
}
