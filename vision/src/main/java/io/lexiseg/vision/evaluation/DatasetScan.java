package io.lexiseg.vision.evaluation;

import io.lexiseg.vision.evaluation.SegmentationDataset.Sample;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.image.UndecodableImageException;
import io.lexiseg.vision.mask.Mask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds and checks the samples of a data set, collecting every problem before it complains. */
final class DatasetScan {
  private static final Pattern IMAGE =
      Pattern.compile("(.+)\\.(jpe?g|png)", Pattern.CASE_INSENSITIVE);
  private static final Pattern MASK = Pattern.compile("(.+)\\.(png)", Pattern.CASE_INSENSITIVE);
  private static final int LISTED_PROBLEMS = 50;

  private final Path root;
  private final ReferenceReader references;
  private final ImageDecoder decoder;
  private final List<String> problems = new ArrayList<>();

  DatasetScan(Path root, ClassList classes) {
    this.root = root;
    this.references = new ReferenceReader(classes);
    this.decoder = new ImageDecoder(DecodeLimits.STANDARD);
  }

  /**
   * The samples, by name.
   *
   * @throws IllegalArgumentException with every problem
   */
  List<Sample> samples() {
    SortedMap<String, Path> images = files("images", IMAGE);
    SortedMap<String, Path> masks = files("masks", MASK);
    List<Sample> samples = paired(images, masks);
    samples.forEach(this::check);
    if (images.isEmpty()) {
      problems.add("images: expected at least one .jpg or .png, found none");
    }
    complain();
    return samples;
  }

  private SortedMap<String, Path> files(String folder, Pattern pattern) {
    SortedMap<String, Path> files = new TreeMap<>();
    if (!Files.isDirectory(root.resolve(folder))) {
      return files;
    }
    try (Stream<Path> entries = Files.list(root.resolve(folder))) {
      entries.sorted().forEach(entry -> put(files, entry, pattern));
    } catch (IOException e) {
      throw new UncheckedIOException(root.resolve(folder) + ": cannot be listed", e);
    }
    return files;
  }

  private void put(SortedMap<String, Path> files, Path file, Pattern pattern) {
    Matcher matcher = pattern.matcher(file.getFileName().toString());
    if (matcher.matches()) {
      Path other = files.putIfAbsent(matcher.group(1), file);
      if (other != null) {
        problems.add(
            "%s: has the same name as %s".formatted(root.relativize(file), other.getFileName()));
      }
    }
  }

  private List<Sample> paired(SortedMap<String, Path> images, SortedMap<String, Path> masks) {
    List<Sample> samples = new ArrayList<>();
    images.forEach(
        (name, image) -> {
          if (masks.containsKey(name)) {
            samples.add(new Sample(name, image, masks.get(name)));
          } else {
            problems.add(
                "%s: expected masks/%s.png, found none".formatted(root.relativize(image), name));
          }
        });
    masks.forEach(
        (name, mask) -> {
          if (!images.containsKey(name)) {
            problems.add("%s: has no picture".formatted(root.relativize(mask)));
          }
        });
    return samples;
  }

  private void check(Sample sample) {
    try {
      Mask mask = references.read(sample.mask());
      checkSize(sample, mask);
    } catch (IllegalArgumentException e) {
      problems.add("%s: %s".formatted(root.relativize(sample.mask()), e.getMessage()));
    }
  }

  private void checkSize(Sample sample, Mask mask) {
    try {
      RgbImage image = decoder.decode(Files.readAllBytes(sample.image()));
      if (image.height() != mask.height() || image.width() != mask.width()) {
        problems.add(
            "%s: expected the picture's %dx%d (height x width), got %dx%d"
                .formatted(
                    root.relativize(sample.mask()),
                    image.height(),
                    image.width(),
                    mask.height(),
                    mask.width()));
      }
    } catch (UndecodableImageException e) {
      problems.add("%s: %s".formatted(root.relativize(sample.image()), e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(sample.image() + ": cannot be read", e);
    }
  }

  private void complain() {
    if (!problems.isEmpty()) {
      int listed = Math.min(problems.size(), LISTED_PROBLEMS);
      String rest = problems.size() > listed ? "\n  and %d more" : "";
      throw new IllegalArgumentException(
          "%s: %d problems with this data set\n  ".formatted(root, problems.size())
              + String.join("\n  ", problems.subList(0, listed))
              + rest.formatted(problems.size() - listed));
    }
  }
}
