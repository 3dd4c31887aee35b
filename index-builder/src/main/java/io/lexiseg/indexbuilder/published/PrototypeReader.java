package io.lexiseg.indexbuilder.published;

import io.lexiseg.indexbuilder.faiss.InvalidImportException;
import io.lexiseg.vision.pack.install.ProgressListener;
import java.util.List;

/** Reads prototype files into a spill and finds all that is wrong with them. */
final class PrototypeReader {
  private static final int STEP = 1 << 10;

  private final ImportSettings settings;
  private final PrototypeSpill spill;
  private final Problems problems;
  private long visited;

  PrototypeReader(ImportSettings settings, PrototypeSpill spill, Problems problems) {
    this.settings = settings;
    this.spill = spill;
    this.problems = problems;
  }

  /**
   * Reads all files.
   *
   * @param keys how many there are; files that are not as many are a problem
   */
  PrototypeFiles.Reading readAll(PrototypeFiles files, int keys, ProgressListener progress) {
    PrototypeFiles.Reading reading =
        files.readAll(
            (name, content) -> {
              visit(name, content);
              if (++visited % STEP == 0 || visited == keys) {
                progress.progressed("read prototypes", visited, keys);
              }
            },
            problems);
    spill.sort(problems);
    if (visited != keys) {
      problems.add(
          "%s: expected %d prototypes, as many as there are keys, found %d"
              .formatted(files.location(), keys, visited));
    }
    return reading;
  }

  private void visit(String name, byte[] content) {
    problems.collect(
        () -> {
          settings.noun(name);
          NpyArray array = NpyArray.parse(content, name);
          requireVector(name, array.shape());
          spill.add(name, array.values());
          return name;
        });
  }

  private void requireVector(String name, List<Integer> shape) {
    int dimension = settings.pack().dense().dimension();
    if (!shape.equals(List.of(dimension)) && !shape.equals(List.of(1, dimension))) {
      throw new InvalidImportException(
          "%s: expected shape [%d] as the backbone of pack %s gives, found %s"
              .formatted(name, dimension, settings.pack().id(), shape));
    }
  }
}
