package io.lexiseg.vision.pack;

import io.lexiseg.vision.pack.onnx.OnnxSignature;
import io.lexiseg.vision.pack.onnx.OnnxSignature.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares what ONNX files declare with what their pack says of them; runs nothing.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class SignatureCheck {
  private final Path folder;
  private final List<PackFile> files;
  private final List<String> problems = new ArrayList<>();

  /**
   * A check without problems yet.
   *
   * @param files those of the pack, among which weights have to be
   */
  public SignatureCheck(Path folder, List<PackFile> files) {
    this.folder = folder;
    this.files = List.copyOf(files);
  }

  /** Every difference found so far: names, types, shapes, missing or short files of weights. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /**
   * Compares one network.
   *
   * @param network what it is called in messages
   * @param inputs all that it takes
   * @param outputs those that are used; it may give more
   */
  public void compare(
      String network, Path file, Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
    OnnxSignature found;
    try {
      found = OnnxSignature.read(file);
    } catch (IllegalArgumentException e) {
      problems.add(network + ": " + e.getMessage());
      return;
    }
    String where = "%s (%s)".formatted(network, file);
    if (!found.inputs().keySet().equals(inputs.keySet())) {
      add(where, "inputs", inputs.keySet(), found.inputs().keySet());
    }
    inputs.forEach((name, tensor) -> tensor(where, "input " + name, tensor, found.inputs(), name));
    outputs.forEach(
        (name, tensor) -> {
          if (!found.outputs().containsKey(name)) {
            add(where, "output", name, found.outputs().keySet());
          }
          tensor(where, "output " + name, tensor, found.outputs(), name);
        });
    found.externalBytes().forEach((name, bytes) -> external(where, file, name, bytes));
  }

  /** A tensor that is there; a missing one has been reported by its name. */
  private void tensor(
      String where, String what, Tensor expected, Map<String, Tensor> tensors, String name) {
    Optional.ofNullable(tensors.get(name))
        .filter(found -> !found.fits(expected))
        .ifPresent(found -> add(where, what, expected, found));
  }

  private void external(String where, Path network, String name, long bytes) {
    Path file = network.resolveSibling(name);
    String inPack = folder.relativize(file).toString().replace('\\', '/');
    if (files.stream().noneMatch(listed -> listed.name().equals(inPack))) {
      add(where, "weights", "one of the pack's files", name);
    } else if (size(file) < bytes) {
      add(where, "weights " + name, "at least " + bytes + " bytes", size(file));
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  private void add(String where, String what, Object expected, Object found) {
    problems.add("%s: %s: expected %s, got %s".formatted(where, what, expected, found));
  }
}
