package io.lexiseg.vision.pack.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds a recipe's checkpoints among files that somebody has. Which file is which is told by the
 * names of its tensors.
 */
final class CheckpointSearch {
  private static final String TENSORS = ".safetensors";
  private static final String INDEX = ".safetensors.index.json";

  private final EncoderRecipe recipe;
  private final List<Checkpoint> checkpoints = new ArrayList<>();

  private CheckpointSearch(EncoderRecipe recipe) {
    this.recipe = recipe;
  }

  /**
   * Reads the headers of files, and of the files of folders.
   *
   * @throws IllegalArgumentException if one of them is no checkpoint of a network that is known, or
   *     a folder holds none
   */
  static CheckpointSearch over(EncoderRecipe recipe, List<Path> places) throws IOException {
    CheckpointSearch search = new CheckpointSearch(recipe);
    for (Path place : places) {
      for (Path file : Files.isDirectory(place) ? files(place) : List.of(place)) {
        search.add(Checkpoint.open(file));
      }
    }
    return search;
  }

  private void add(Checkpoint checkpoint) {
    if (!checkpoint.holds(Namings.PICTURE) && !checkpoint.holds(Namings.TEXT)) {
      throw checkpoint.unknown(Namings.PICTURE);
    }
    checkpoints.add(checkpoint);
  }

  /** The file of the local backbone. Where that is CLIP's, the file of both towers will do. */
  Optional<Path> backbone() {
    Optional<Path> alone = only(recipe.backbone().name(), found -> !found.holds(Namings.TEXT));
    return alone.isEmpty() && recipe.backbone().family() == LocalBackbone.Family.CLIP
        ? clip()
        : alone;
  }

  /** The file of CLIP's two towers. */
  Optional<Path> clip() {
    return only(recipe.clip().name(), found -> found.holds(Namings.TEXT));
  }

  private Optional<Path> only(String network, Predicate<Checkpoint> wanted) {
    List<Path> files = checkpoints.stream().filter(wanted).map(Checkpoint::file).toList();
    if (files.size() > 1) {
      throw new IllegalArgumentException(
          "%s: expected one checkpoint, got %s; name the one that is meant"
              .formatted(network, files));
    }
    return files.stream().findFirst();
  }

  private static List<Path> files(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> entries = Files.list(folder)) {
      all = entries.sorted().toList();
    }
    List<Path> indexes = all.stream().filter(file -> isNamed(file, INDEX)).toList();
    List<Path> single =
        all.stream().filter(file -> isNamed(file, TENSORS) && !isPart(file, indexes)).toList();
    if (indexes.isEmpty() && single.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: expected files in the safetensors format, got %s; tools/export/convert.py makes them of pickles (.bin, .pt, .pth)"
              .formatted(folder, all.stream().map(Path::getFileName).limit(10).toList()));
    }
    return Stream.concat(indexes.stream(), single.stream()).toList();
  }

  /** Whether it is one of several files that an index beside it names. */
  private static boolean isPart(Path file, List<Path> indexes) {
    return indexes.stream()
        .map(index -> index.getFileName().toString().replace(INDEX, ""))
        .anyMatch(name -> file.getFileName().toString().startsWith(name + "-"));
  }

  private static boolean isNamed(Path file, String end) {
    return file.getFileName().toString().endsWith(end);
  }
}
