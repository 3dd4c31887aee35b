package io.lexiseg.indexbuilder.published;

import io.lexiseg.indexbuilder.faiss.FaissKeys;
import io.lexiseg.indexbuilder.faiss.InvalidImportException;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.vision.pack.install.ProgressListener;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The pairs of a published prototype index: keys from a faiss file, prototypes from a folder or an
 * archive of NumPy arrays, one a file. Row {@code i} of the keys belongs to the {@code i}-th file
 * in order of names. Pairs are dropped whose key or prototype is not finite or zero, so that it
 * points nowhere; the others keep their order.
 *
 * <p>Opening reads everything once and tells all that is wrong; memory holds file names and a few
 * bytes a pair, prototypes wait in a scratch file.
 *
 * <p><b>Threads:</b> one at a time. <b>Errors:</b> a disk that refuses is an {@link
 * io.lexiseg.prototypes.UnavailableException}.
 *
 * <p><b>Source:</b> docs/prototype-index.md.
 */
public final class PublishedIndex implements Closeable {
  private static final int STEP = 1 << 10;

  private final ImportSettings settings;
  private final FaissKeys keys;
  private final KeyScan scan;
  private final PrototypeSpill prototypes;
  private final ImportReport report;

  private PublishedIndex(
      ImportSettings settings,
      FaissKeys keys,
      KeyScan scan,
      PrototypeSpill prototypes,
      ImportReport report) {
    this.settings = settings;
    this.keys = keys;
    this.scan = scan;
    this.prototypes = prototypes;
    this.report = report;
  }

  /**
   * Reads and checks published files.
   *
   * @param faiss the keys, as faiss wrote them
   * @param prototypes folder or tar archive of {@code .npy} files
   * @return the pairs, to be closed by the caller
   * @throws InvalidImportException with all problems found, bytes named where it is a layout
   */
  public static PublishedIndex open(
      Path faiss, Path prototypes, ImportSettings settings, ProgressListener progress) {
    Problems problems = new Problems();
    Optional<PrototypeFiles> files = problems.collect(() -> PrototypeFiles.at(prototypes));
    Optional<FaissKeys> keys = problems.collect(() -> FaissKeys.open(faiss));
    try {
      keys.ifPresent(found -> checkDimension(found, settings, problems));
      problems.throwIfAny();
      return read(keys.orElseThrow(), files.orElseThrow(), settings, problems, progress);
    } catch (RuntimeException e) {
      keys.ifPresent(FaissKeys::close);
      throw e;
    }
  }

  private static void checkDimension(FaissKeys keys, ImportSettings settings, Problems problems) {
    int expected = settings.pack().text().dimension();
    if (keys.layout().dimension() != expected) {
      problems.add(
          "%s: expected keys of %d components as the text encoder of pack %s gives, found %d"
              .formatted(keys.file(), expected, settings.pack().id(), keys.layout().dimension()));
    }
  }

  private static PublishedIndex read(
      FaissKeys keys,
      PrototypeFiles files,
      ImportSettings settings,
      Problems problems,
      ProgressListener progress) {
    int dimension = settings.pack().dense().dimension();
    PrototypeSpill spill = PrototypeSpill.in(settings.scratch(), dimension);
    try {
      KeyScan scan = KeyScan.of(keys, progress);
      PrototypeReader reader = new PrototypeReader(settings, spill, problems);
      PrototypeFiles.Reading reading = reader.readAll(files, keys.layout().count(), progress);
      checkKeys(keys, scan, settings, problems);
      problems.throwIfAny();
      ImportReport report = ImportReport.of(keys, scan, reading, spill, settings);
      return new PublishedIndex(settings, keys, scan, spill, report);
    } catch (RuntimeException e) {
      spill.close();
      throw e;
    }
  }

  private static void checkKeys(
      FaissKeys keys, KeyScan scan, ImportSettings settings, Problems problems) {
    if (!settings.unitKeys() && !scan.isUnit(IndexDescription.UNIT_ROUNDING)) {
      problems.add(
          "%s: expected keys of unit norm within %s, found %s; they can be brought to unit norm, which ranks by cosine and no longer by inner product"
              .formatted(keys.file(), IndexDescription.UNIT_ROUNDING, scan.norms()));
    }
  }

  /** What was found, for people and for the manifest. */
  public ImportReport report() {
    return report;
  }

  /**
   * Adds all sound pairs in order of rows.
   *
   * @param writer neither published nor closed
   */
  public void addTo(PrototypeIndexWriter writer, ProgressListener progress) {
    int count = prototypes.count();
    float[] key = new float[keys.layout().dimension()];
    float[] prototype = new float[settings.pack().dense().dimension()];
    for (int row = 0; row < count; row++) {
      if (Defect.of(scan.state(row), prototypes.state(row)).isEmpty()) {
        keys.read(row, key);
        prototypes.read(row, prototype);
        writer.add(
            settings.noun(prototypes.name(row)), settings.unitKeys() ? unit(key) : key, prototype);
      }
      if (row % STEP == STEP - 1 || row == count - 1) {
        progress.progressed("write pairs", row + 1L, count);
      }
    }
  }

  private static float[] unit(float[] key) {
    double norm = VectorState.norm(key);
    for (int d = 0; d < key.length; d++) {
      key[d] = (float) (key[d] / norm);
    }
    return key;
  }

  @Override
  public void close() {
    keys.close();
    prototypes.close();
  }
}
