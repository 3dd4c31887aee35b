package io.lexiseg.vision.evaluation;

import io.lexiseg.vision.mask.Mask;
import java.nio.file.Path;
import java.util.List;

/**
 * Pictures with reference masks in a folder: {@code images/NAME.jpg} (or {@code .jpeg}, {@code
 * .png}), {@code masks/NAME.png} of the same size, {@code classes.json}. A mask's pixels are the
 * class ids of {@code classes.json}: grey of up to 16 bits, or the raw indices of a palette.
 *
 * <p>Category n (1..N) of this data set is the n-th class by ascending id.
 *
 * <p><b>Threads:</b> safe; masks are read when asked for.
 */
public final class SegmentationDataset {
  private final ClassList classes;
  private final List<Sample> samples;

  /**
   * One annotated picture.
   *
   * @param name file name without extension
   * @param image encoded picture
   * @param mask encoded reference
   */
  public record Sample(String name, Path image, Path mask) {}

  private SegmentationDataset(ClassList classes, List<Sample> samples) {
    this.classes = classes;
    this.samples = List.copyOf(samples);
  }

  /**
   * Opens a folder after reading every mask and every picture's size.
   *
   * @throws IllegalArgumentException if something is missing or wrong; the message lists all of it:
   *     masks missing, unreadable, without picture or of another size, ids that {@code
   *     classes.json} does not name, no picture at all
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static SegmentationDataset open(Path root) {
    ClassList classes = ClassList.read(root);
    return new SegmentationDataset(classes, new DatasetScan(root, classes).samples());
  }

  /** Names of categories 1..N, in order. */
  public List<String> categories() {
    return List.copyOf(classes.names().values());
  }

  /** The pictures, by file name. */
  public List<Sample> samples() {
    return samples;
  }

  /**
   * The reference of a sample: 0 = unlabelled, 1..N = category.
   *
   * @throws IllegalArgumentException if the file has changed since and is wrong now
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public Mask reference(Sample sample) {
    return new ReferenceReader(classes).read(sample.mask());
  }
}
