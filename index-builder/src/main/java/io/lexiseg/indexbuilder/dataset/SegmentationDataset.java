package io.lexiseg.indexbuilder.dataset;

import io.lexiseg.vision.mask.Mask;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Pictures with reference masks in a folder, laid out as a {@link DatasetDefinition} says.
 *
 * <p>Categories are numbered 1..N, in the definition's order; in a folder with {@code classes.json}
 * by ascending id. The background category, if there is one, is number 1. It is not among the words
 * that are looked for: pixels without any of those have it.
 *
 * <p><b>Threads:</b> safe; masks are read when asked for.
 */
public final class SegmentationDataset {
  private final String title;
  private final List<String> categories;
  private final boolean background;
  private final ReferenceReader references;
  private final List<Sample> samples;

  /**
   * One annotated picture.
   *
   * @param name file name without extension, after those of its folders where names need them
   * @param image encoded picture
   * @param mask encoded reference
   */
  public record Sample(String name, Path image, Path mask) {}

  SegmentationDataset(
      String title,
      List<String> categories,
      boolean background,
      ReferenceReader references,
      List<Sample> samples) {
    this.title = title;
    this.categories = List.copyOf(categories);
    this.background = background;
    this.references = references;
    this.samples = List.copyOf(samples);
  }

  /**
   * Opens a folder {@code images/NAME.jpg} (or {@code .jpeg}, {@code .png}), {@code masks/NAME.png}
   * of the same size, {@code classes.json}, after reading every mask and every picture. A mask's
   * pixels are the class ids of {@code classes.json}: grey of up to 16 bits, or the raw indices of
   * a palette.
   *
   * @throws IllegalArgumentException if something is missing or wrong; the message lists all of it:
   *     masks missing, unreadable, without picture or of another size, ids that {@code
   *     classes.json} does not name, no picture at all
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static SegmentationDataset open(Path root) {
    return DatasetDefinitions.folder(root).open(root, UnaryOperator.identity());
  }

  /** What it is, for people. */
  public String title() {
    return title;
  }

  /** Names of categories 1..N, in order. */
  public List<String> categories() {
    return categories;
  }

  /** Names of the categories to look for, in order: all but the background. */
  public List<String> vocabulary() {
    return background ? categories.subList(1, categories.size()) : categories;
  }

  /** Whether pixels without any category of the vocabulary have category 1, the background. */
  public boolean hasBackground() {
    return background;
  }

  /** The pictures, by name. */
  public List<Sample> samples() {
    return samples;
  }

  /**
   * The reference of a sample: 0 = counts nowhere, 1..N = category.
   *
   * @throws IllegalArgumentException if the file has changed since and is wrong now
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public Mask reference(Sample sample) {
    return references.read(sample.mask());
  }

  /** A mask over {@link #vocabulary} in the numbers of {@link #categories}. */
  public Mask prediction(Mask mask) {
    if (!background) {
      return mask;
    }
    short[] values = mask.values().clone();
    for (int p = 0; p < values.length; p++) {
      values[p]++;
    }
    return Mask.of(mask.height(), mask.width(), values);
  }
}
