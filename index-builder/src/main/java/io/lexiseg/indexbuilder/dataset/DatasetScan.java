package io.lexiseg.indexbuilder.dataset;

import io.lexiseg.indexbuilder.dataset.SegmentationDataset.Sample;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.image.UndecodableImageException;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.text.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds and checks the samples of a data set; whatever is wrong becomes a problem. */
final class DatasetScan {
  private final Path root;
  private final DatasetLayout layout;
  private final PathPattern pictures;
  private final PathPattern masks;
  private final List<String> problems;

  DatasetScan(Path root, DatasetLayout layout, List<String> problems) {
    this.root = root;
    this.layout = layout;
    this.pictures = new PathPattern(layout.pictures());
    this.masks = new PathPattern(layout.masks());
    this.problems = problems;
  }

  /** The samples, by name; their files are there, not yet read. */
  List<Sample> samples() {
    SortedMap<String, Path> found = pictures.files(root, problems);
    SortedMap<String, Path> references = masks.files(root, problems);
    if (layout.listFile().isPresent()) {
      return named(list(layout.listFile().get()), found, references);
    }
    if (found.isEmpty()) {
      problems.add(pictures + ": expected at least one file, found none");
    }
    if (!layout.morePictures()) {
      found.forEach(
          (name, picture) -> {
            if (!references.containsKey(name)) {
              problems.add(missing(picture, masks.of(name)));
            }
          });
    }
    references.forEach(
        (name, mask) -> {
          if (!found.containsKey(name)) {
            problems.add("%s: has no picture".formatted(relative(mask)));
          }
        });
    references.keySet().retainAll(found.keySet());
    return named(references.keySet(), found, references);
  }

  private String missing(Path file, String expected) {
    return "%s: expected %s, found none".formatted(relative(file), expected);
  }

  private List<String> list(String file) {
    try {
      return TextFile.lines(root.resolve(file)).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .sorted()
          .distinct()
          .toList();
    } catch (IOException e) {
      problems.add(file + ": expected a readable file with the names of the pictures");
      return List.of();
    }
  }

  private List<Sample> named(
      Collection<String> names, Map<String, Path> found, Map<String, Path> references) {
    SortedMap<String, Sample> samples = new TreeMap<>();
    for (String name : names) {
      Path image = found.get(name);
      Path mask = references.get(name);
      if (image == null) {
        problems.add("%s: expected a file, found none".formatted(pictures.of(name)));
      }
      if (mask == null) {
        problems.add("%s: expected a file, found none".formatted(masks.of(name)));
      }
      if (image != null && mask != null) {
        samples.put(name, new Sample(name, image, mask));
      }
    }
    return List.copyOf(samples.values());
  }

  /** Reads every mask and every picture of these samples. */
  void check(List<Sample> samples, ReferenceReader references) {
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);
    samples.parallelStream()
        .map(sample -> problems(sample, references, decoder))
        .forEachOrdered(problems::addAll);
  }

  private List<String> problems(Sample sample, ReferenceReader references, ImageDecoder decoder) {
    List<String> found = new ArrayList<>();
    Optional<RgbImage> image = image(sample, decoder, found);
    Optional<Mask> mask = mask(sample, references, found);
    if (image.isPresent() && mask.isPresent()) {
      checkSize(sample, image.get(), mask.get(), found);
    }
    return found;
  }

  private Optional<RgbImage> image(Sample sample, ImageDecoder decoder, List<String> found) {
    try {
      return Optional.of(decoder.decode(Files.readAllBytes(sample.image())));
    } catch (UndecodableImageException e) {
      found.add("%s: %s".formatted(relative(sample.image()), e.getMessage()));
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(sample.image() + ": cannot be read", e);
    }
  }

  private Optional<Mask> mask(Sample sample, ReferenceReader references, List<String> found) {
    try {
      return Optional.of(references.read(sample.mask()));
    } catch (IllegalArgumentException e) {
      found.add("%s: %s".formatted(relative(sample.mask()), e.getMessage()));
      return Optional.empty();
    }
  }

  private void checkSize(Sample sample, RgbImage image, Mask mask, List<String> found) {
    if (image.height() != mask.height() || image.width() != mask.width()) {
      found.add(
          "%s: expected the picture's %dx%d (height x width), got %dx%d"
              .formatted(
                  relative(sample.mask()),
                  image.height(),
                  image.width(),
                  mask.height(),
                  mask.width()));
    }
  }

  private String relative(Path file) {
    return PathPattern.relative(root, file);
  }
}
