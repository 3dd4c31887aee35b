package io.lexiseg.vision.pack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of networks with a {@code pack.json} that says what they are and how long each file is.
 *
 * <p><b>Threads:</b> immutable.
 */
public interface Pack {
  /** Name of the file that describes a pack. */
  String FILE_NAME = "pack.json";

  /** Reads the description of one kind of pack. */
  @FunctionalInterface
  interface Loader<P extends Pack> {
    /**
     * Reads {@code pack.json} and checks that it is complete; the other files are not opened.
     *
     * @throws InvalidPackException with all problems, if it is missing, wrong or of another kind
     */
    P load(Path folder);
  }

  /** Where the files lie. */
  Path folder();

  /** Name under which the pack is stored. */
  String id();

  /** SPDX expression for the weights. */
  String licence();

  /** Every file but {@code pack.json}. */
  List<PackFile> files();

  /**
   * What differs between the pack's description and its networks, as far as they declare it: names,
   * element types and shapes of tensors, files of weights that are missing or too short. Only the
   * networks' headers are read, nothing is run.
   *
   * @return one entry a problem; empty if all fits
   */
  List<String> networkProblems();

  /**
   * Compares size and SHA-256 of every file with what the pack declares.
   *
   * @throws InvalidPackException with all files that are missing or differ
   */
  default void verify() {
    List<String> problems = Checksums.differences(folder(), files());
    if (!problems.isEmpty()) {
      throw new InvalidPackException(folder(), problems);
    }
  }

  /**
   * Looks for everything that {@link #verify} and {@link #networkProblems} find.
   *
   * @throws InvalidPackException with all problems
   */
  default void check() {
    List<String> problems = new ArrayList<>(Checksums.differences(folder(), files()));
    problems.addAll(networkProblems());
    if (!problems.isEmpty()) {
      throw new InvalidPackException(folder(), problems);
    }
  }
}
