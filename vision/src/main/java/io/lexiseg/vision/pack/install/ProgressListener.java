package io.lexiseg.vision.pack.install;

/**
 * Hears how far long work has come.
 *
 * <p><b>Threads:</b> called by the working thread only, a few times a second at most.
 */
@FunctionalInterface
public interface ProgressListener {
  /** Listens to nothing. */
  ProgressListener NONE = (step, done, total) -> {};

  /**
   * Reports a step's progress.
   *
   * @param step what is being done, for people
   * @param done bytes or items finished, at least 0
   * @param total bytes or items in all; 0 when it is not known
   */
  void progressed(String step, long done, long total);
}
