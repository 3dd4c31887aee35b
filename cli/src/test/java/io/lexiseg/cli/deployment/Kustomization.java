package io.lexiseg.cli.deployment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys of a kustomization that the repository uses; a missing one is empty. */
record Kustomization(
    String apiVersion,
    String kind,
    String namespace,
    List<Label> labels,
    List<String> resources,
    List<Patch> patches,
    List<Generator> configMapGenerator) {

  record Label(Map<String, String> pairs) {}

  record Patch(String path) {}

  record Generator(String name, String namespace, String behavior, List<String> files) {}

  /** Returns every file and folder it names. */
  List<String> files() {
    return Stream.of(
            orEmpty(resources).stream(),
            orEmpty(patches).stream().map(Patch::path),
            orEmpty(configMapGenerator).stream().flatMap(g -> g.files().stream()))
        .flatMap(names -> names)
        .toList();
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return Optional.ofNullable(list).orElse(List.of());
  }
}
