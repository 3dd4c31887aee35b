package io.lexiseg.prototypes.location;

import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.UnavailableException;

/** Where generations of an index are published. */
public interface IndexPlace {
  /**
   * Reads what {@link #open} would open now, without looking at its pairs.
   *
   * @throws IllegalArgumentException if there is no index there
   * @throws IllegalStateException if the manifest there is damaged or of another version
   * @throws UnavailableException if the place does not answer soon
   */
  IndexManifest manifest();

  /**
   * Opens what is published now.
   *
   * @return the index, to be closed by the caller
   * @throws IllegalArgumentException if there is no index there
   * @throws IllegalStateException if the index there is damaged or of another version
   * @throws UnavailableException if the place does not answer
   */
  PrototypeIndex open();

  /**
   * Starts a generation.
   *
   * @return the writer, to be closed by the caller
   * @throws IllegalArgumentException if there is something in the way
   * @throws UnavailableException if the place does not answer
   */
  PrototypeIndexWriter create(IndexDescription description);

  /**
   * The number that the next generation gets, above those of all that there are, at least 1.
   *
   * @throws UnavailableException if the place does not answer
   */
  int nextGeneration();

  /**
   * Starts a generation beside those there are; publishing it switches readers to it in one step.
   *
   * @return the writer, to be closed by the caller; of two writers of a generation one at most
   *     publishes
   * @throws IllegalArgumentException if the generation is there already, or something is in the way
   * @throws UnavailableException if the place does not answer
   */
  PrototypeIndexWriter add(IndexDescription description);

  /**
   * Removes a generation, if it is there.
   *
   * @throws IllegalArgumentException if it is published
   * @throws UnavailableException if the place does not answer
   */
  void drop(int generation);
}
