package io.lexiseg.vision.pack.checkpoint;

import io.lexiseg.vision.pack.safetensors.Safetensors;
import io.lexiseg.vision.pack.safetensors.StoredTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A file of weights as some library wrote it. Headers are read at once, values when needed. */
final class Checkpoint {
  private static final int SHOWN = 5;

  /** What trainers put before the names of a network inside of theirs. */
  private static final List<String> PREFIXES = List.of("module.", "_orig_mod.", "backbone.");

  private final Path file;
  private final Map<String, StoredTensor> tensors;

  private Checkpoint(Path file, Map<String, StoredTensor> tensors) {
    this.file = file;
    this.tensors = tensors;
  }

  /**
   * Reads the headers.
   *
   * @param file in the safetensors format, or an index of several
   * @throws IllegalArgumentException if it is anything else, cut short, or names a tensor twice
   */
  static Checkpoint open(Path file) throws IOException {
    ForeignFormat.refuse(file);
    Safetensors stored = Safetensors.read(file);
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (String name : stored.names()) {
      StoredTensor tensor = stored.tensor(name).orElseThrow();
      StoredTensor other = tensors.put(stripped(name), tensor);
      if (other != null) {
        throw new IllegalArgumentException(
            "%s: expected one of the tensors %s and %s, got both"
                .formatted(file, other.name(), name));
      }
    }
    return new Checkpoint(file, tensors);
  }

  private static String stripped(String name) {
    String result = name;
    for (String prefix : PREFIXES) {
      result = result.startsWith(prefix) ? result.substring(prefix.length()) : result;
    }
    return result;
  }

  Path file() {
    return file;
  }

  Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /** Whether it holds a tower named in one of these ways. */
  boolean holds(List<Naming> namings) {
    return naming(namings).isPresent();
  }

  /**
   * How a tower's tensors are named.
   *
   * @throws IllegalArgumentException if there is no such tower
   */
  Naming requireNaming(List<Naming> namings) {
    return naming(namings).orElseThrow(() -> unknown(namings));
  }

  /** Says which tensors are there instead of a tower's. */
  IllegalArgumentException unknown(List<Naming> namings) {
    String first = tensors.keySet().stream().limit(SHOWN).collect(Collectors.joining(", "));
    String known = namings.stream().map(Naming::toString).collect(Collectors.joining("; "));
    return new IllegalArgumentException(
        "%s: expected tensors named as in one of: %s; got %d: %s"
            .formatted(file, known, tensors.size(), first));
  }

  private Optional<Naming> naming(List<Naming> namings) {
    Set<String> names = tensors.keySet();
    return namings.stream().filter(naming -> naming.fits(names)).findFirst();
  }
}
