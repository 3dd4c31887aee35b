package io.lexiseg.indexbuilder.published;

import io.lexiseg.indexbuilder.faiss.InvalidImportException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what is wrong with the files, so that all of it is told at once. */
final class Problems {
  private static final int LISTED = 20;

  private final List<String> listed = new ArrayList<>();
  private long count;

  void add(String problem) {
    if (listed.size() < LISTED) {
      listed.add(problem);
    }
    count++;
  }

  /** What a step gives, or nothing when the step found a problem, which is kept. */
  <T> Optional<T> collect(Supplier<T> step) {
    try {
      return Optional.of(step.get());
    } catch (InvalidImportException e) {
      add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /**
   * Ends the import if there are problems.
   *
   * @throws InvalidImportException with the first {@value #LISTED} problems and the number of all
   */
  void throwIfAny() {
    if (count == 0) {
      return;
    }
    String more = count > listed.size() ? "; and %d more".formatted(count - listed.size()) : "";
    throw new InvalidImportException("index import: " + String.join("; ", listed) + more);
  }
}
