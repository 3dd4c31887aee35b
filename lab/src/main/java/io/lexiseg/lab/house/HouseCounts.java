package io.lexiseg.lab.house;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The figures of a set of sources, by name. */
final class HouseCounts {
  private static final int MOST_FILES = 16;

  private final Collection<SourceFile> files;

  HouseCounts(Collection<SourceFile> files) {
    this.files = List.copyOf(files);
  }

  Map<String, String> figures() {
    Map<String, String> figures = new LinkedHashMap<>();
    sizes("product", SourceFile::isProduct, figures);
    sizes("demo and lab", file -> file.isMain() && !file.isProduct(), figures);
    sizes("tests", file -> !file.isMain(), figures);
    figures.put("tests, methods", text(files.stream().mapToLong(SourceFile::tests).sum()));
    List<SourceFile> product =
        files.stream()
            .filter(SourceFile::isProduct)
            .filter(file -> !file.isPackageInfo())
            .sorted(Comparator.comparingInt(SourceFile::lines))
            .toList();
    if (!product.isEmpty()) {
      figures.put("product, median file", text(product.get(product.size() / 2).lines()));
      figures.put("product, largest file", text(product.get(product.size() - 1).lines()));
    }
    figures.put("packages above %d files".formatted(MOST_FILES), text(crowded().size()));
    figures.put("circles of packages", text(circles().size()));
    return figures;
  }

  private void sizes(String name, Predicate<SourceFile> which, Map<String, String> figures) {
    List<SourceFile> chosen = files.stream().filter(which).toList();
    figures.put(name + ", files", text(chosen.size()));
    figures.put(name + ", lines", text(chosen.stream().mapToLong(SourceFile::lines).sum()));
  }

  /** Folders of main sources with too many files, and how many they hold. */
  Map<String, Long> crowded() {
    Map<String, Long> folders =
        files.stream()
            .filter(file -> file.isMain() && !file.isPackageInfo())
            .collect(
                Collectors.groupingBy(SourceFile::folder, TreeMap::new, Collectors.counting()));
    folders.values().removeIf(count -> count <= MOST_FILES);
    return folders;
  }

  List<String> circles() {
    return new PackageGraph(files)
        .circles().stream().map(circle -> String.join(" <-> ", circle)).toList();
  }

  private static String text(long number) {
    return String.valueOf(number);
  }
}
