package io.lexiseg.indexbuilder.generation;

import java.util.List;

/**
 * Makes prototypes of captions. An outcome depends on its own task alone, so that a repeated task
 * gives the same prototypes, alone or in a batch.
 *
 * <p><b>Threads:</b> one at a time. <b>Ownership:</b> closed by whoever opened it.
 */
public interface PrototypeMaker extends AutoCloseable {
  /** Most tasks that one call takes, at least 1. */
  int batchSize();

  /**
   * Makes the prototypes of each task.
   *
   * @param tasks 1 to {@link #batchSize()}
   * @return one outcome a task, in order; a task that gives no prototype says why
   * @throws io.lexiseg.vision.encoder.EncoderException if an engine fails
   */
  List<CaptionOutcome> make(List<CaptionTask> tasks);

  /** Releases the networks; idempotent. */
  @Override
  void close();
}
