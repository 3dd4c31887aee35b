package io.lexiseg.lab.house;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which package imports which; names that are written out in code are not seen. */
final class PackageGraph {
  private final Map<String, Set<String>> imports = new TreeMap<>();

  /** What stands in a package of the product from outside, as a benchmark does, is left out. */
  PackageGraph(Collection<SourceFile> files) {
    Set<String> product = new TreeSet<>();
    files.stream().filter(SourceFile::isProduct).forEach(file -> product.add(file.packageName()));
    List<SourceFile> residents =
        files.stream()
            .filter(SourceFile::isMain)
            .filter(file -> file.isProduct() || !product.contains(file.packageName()))
            .toList();
    residents.forEach(file -> imports.put(file.packageName(), new TreeSet<>()));
    for (SourceFile file : residents) {
      Set<String> others = new TreeSet<>();
      file.imported().forEach(name -> packageOf(name).ifPresent(others::add));
      others.remove(file.packageName());
      imports.computeIfPresent(file.packageName(), (name, known) -> union(known, others));
    }
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> both = new TreeSet<>(one);
    both.addAll(other);
    return both;
  }

  /** The package of a class, of a class in a class, or of a constant. */
  private Optional<String> packageOf(String name) {
    String found = name;
    while (found.contains(".") && !imports.containsKey(found)) {
      found = found.substring(0, found.lastIndexOf('.'));
    }
    return imports.containsKey(found) ? Optional.of(found) : Optional.empty();
  }

  /** Groups of packages that reach each other, each in alphabetical order. */
  List<Set<String>> circles() {
    List<Set<String>> circles = new ArrayList<>();
    for (String name : imports.keySet()) {
      Set<String> circle = new TreeSet<>(reached(name));
      circle.removeIf(other -> !reached(other).contains(name));
      if (!circle.isEmpty() && !circles.contains(circle)) {
        circles.add(circle);
      }
    }
    return circles;
  }

  private Set<String> reached(String from) {
    Set<String> reached = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(imports.getOrDefault(from, Set.of()));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (reached.add(next)) {
        open.addAll(imports.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }
}
