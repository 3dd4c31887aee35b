package io.lexiseg.indexbuilder.job;

import io.lexiseg.indexbuilder.generation.CaptionOutcome;
import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.indexbuilder.generation.GeneratedPrototype;
import io.lexiseg.indexbuilder.generation.PrototypeMaker;
import io.lexiseg.vision.pack.install.ProgressListener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes the batches that a build still misses, in order. Each is written through to the disk before
 * the next begins, so that whatever stops the process costs one batch at most.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class CaptionJob {
  private final BatchStore batches;
  private final int batchSize;
  private final List<CaptionTask> tasks;

  /**
   * Works in a folder.
   *
   * @param tasks all of the build, in the order of the index
   * @throws IllegalArgumentException if they are not as many as the plan says
   */
  public CaptionJob(JobFolder folder, List<CaptionTask> tasks) {
    this.batches = folder.batches();
    this.batchSize = folder.plan().settings().batch();
    this.tasks = List.copyOf(tasks);
    if (tasks.size() != folder.plan().captions().count()) {
      throw new IllegalArgumentException(
          "index build: expected %d captions, got %d"
              .formatted(folder.plan().captions().count(), tasks.size()));
    }
  }

  /**
   * Makes what is missing.
   *
   * @param makers opens the networks; asked once at most, not at all if nothing is missing
   */
  public void make(Supplier<? extends PrototypeMaker> makers, ProgressListener progress) {
    int done = madeAlready(progress);
    if (done == tasks.size()) {
      return;
    }
    try (PrototypeMaker maker = makers.get()) {
      progress.progressed("make prototypes", done, tasks.size());
      for (int batch = 0; batch < batches.size(); batch++) {
        if (!batches.has(batch)) {
          batches.write(batch, make(maker, tasksOf(batch)));
          done += tasksOf(batch).size();
          progress.progressed("make prototypes", done, tasks.size());
        }
      }
    }
  }

  /** Captions of the batches that are there and whole; one that is not is removed. */
  private int madeAlready(ProgressListener progress) {
    int made = 0;
    for (int batch = 0; batch < batches.size(); batch++) {
      if (batches.has(batch) && batches.isWhole(batch)) {
        made += tasksOf(batch).size();
        progress.progressed("check what is made", made, tasks.size());
      } else {
        batches.remove(batch);
      }
    }
    return made;
  }

  private List<CaptionTask> tasksOf(int batch) {
    return tasks.subList(batch * batchSize, Math.min((batch + 1) * batchSize, tasks.size()));
  }

  private static List<CaptionOutcome> make(PrototypeMaker maker, List<CaptionTask> wanted) {
    List<CaptionOutcome> outcomes = new ArrayList<>();
    for (int from = 0; from < wanted.size(); from += maker.batchSize()) {
      int to = Math.min(from + maker.batchSize(), wanted.size());
      maker.make(wanted.subList(from, to)).forEach(outcome -> outcomes.add(sorted(outcome)));
    }
    return outcomes;
  }

  private static CaptionOutcome sorted(CaptionOutcome outcome) {
    List<GeneratedPrototype> byNoun = new ArrayList<>(outcome.prototypes());
    byNoun.sort(
        Comparator.comparing(GeneratedPrototype::noun)
            .thenComparing(prototype -> prototype.provenance().word()));
    return new CaptionOutcome(outcome.task(), byNoun, outcome.dropped());
  }
}
