package io.lexiseg.indexbuilder.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a data set is, as a JSON file says: names, where files lie, what labels mean
 * (docs/evaluation.md).
 *
 * @param title for people
 * @param background name of the category that every pixel without one of the others has; null: the
 *     set has none, and every pixel with a label has a category
 * @param categories the other names in order; null where {@code categoryFile} is given
 * @param categoryFile where the data set's own files name them
 * @param layouts ways in which files may lie; the first whose masks are there is used
 */
public record DatasetDefinition(
    @JsonProperty(required = true) String title,
    @Nullable String background,
    @Nullable List<String> categories,
    @Nullable CategoryFile categoryFile,
    @JsonProperty(required = true) List<DatasetLayout> layouts) {
  private static final int LISTED_PROBLEMS = 50;

  /**
   * Checks that categories and labels go together.
   *
   * @throws IllegalArgumentException if they do not
   */
  public DatasetDefinition {
    if ((categories == null) == (categoryFile == null) || layouts.isEmpty()) {
      throw new IllegalArgumentException(
          title + ": expected categories or a categoryFile, and at least one layout");
    }
    int named = categories == null ? categoryFile.count() : categories.size();
    int expected = named + (background == null ? 0 : 1);
    for (DatasetLayout layout : layouts) {
      if (layout.categories() != expected) {
        throw new IllegalArgumentException(
            "%s: expected labels of %d categories, got %d"
                .formatted(title, expected, layout.categories()));
      }
      layout.table();
    }
  }

  /**
   * Opens a folder after reading every mask and every picture of a part of it.
   *
   * @param part of the samples by name, to be read now
   * @throws IllegalArgumentException if something is missing or wrong; the message lists all of it:
   *     files missing, unreadable or of another size than the picture, labels that mean nothing,
   *     names of categories
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public SegmentationDataset open(Path root, UnaryOperator<List<Sample>> part) {
    List<String> problems = new ArrayList<>();
    List<String> names = categoryNames(root, problems);
    DatasetLayout layout = layout(root);
    ReferenceReader references = new ReferenceReader(layout.table());
    DatasetScan scan = new DatasetScan(root, layout, problems);
    List<Sample> samples = scan.samples();
    scan.check(part.apply(samples), references);
    complain(root, problems);
    return new SegmentationDataset(title, names, background != null, references, samples);
  }

  private List<String> categoryNames(Path root, List<String> problems) {
    List<String> names = new ArrayList<>();
    if (background != null) {
      names.add(background);
    }
    if (categories != null) {
      names.addAll(categories);
    } else if (categoryFile != null) {
      names.addAll(categoryFile.read(root, problems));
    }
    if (new HashSet<>(names).size() < names.size()) {
      problems.add("expected distinct names of categories, got " + names);
    }
    return names;
  }

  private DatasetLayout layout(Path root) {
    return layouts.stream()
        .filter(layout -> !new PathPattern(layout.masks()).files(root, new ArrayList<>()).isEmpty())
        .findFirst()
        .orElse(layouts.get(0));
  }

  private static void complain(Path root, List<String> problems) {
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
