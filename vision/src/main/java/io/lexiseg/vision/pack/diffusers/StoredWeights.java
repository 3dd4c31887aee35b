package io.lexiseg.vision.pack.diffusers;

import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.OnnxType;
import io.lexiseg.vision.pack.onnx.WeightSource;
import io.lexiseg.vision.pack.onnx.WeightSupply;
import io.lexiseg.vision.pack.safetensors.Safetensors;
import io.lexiseg.vision.pack.safetensors.StoredTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Weights from files, each of exactly the shape that the network wants. */
final class StoredWeights implements WeightSupply {
  private static final int SHOWN = 10;

  private final Safetensors tensors;
  private final OnnxType storage;
  private final UnaryOperator<String> spelling;
  private final Set<String> used = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * Weights of a network.
   *
   * @param storage how they are written
   * @param spelling from a name in the network to the one in the files
   */
  StoredWeights(Safetensors tensors, OnnxType storage, UnaryOperator<String> spelling) {
    this.tensors = tensors;
    this.storage = storage;
    this.spelling = spelling;
  }

  @Override
  public String tensor(OnnxGraph graph, String name, double mean, double deviation, long... shape) {
    return graph.weights(name, storage, values(name, shape), shape);
  }

  @Override
  public String matrix(OnnxGraph graph, String name, double deviation, int from, int to) {
    WeightSource values = values(name, to, from).transposed(to, from);
    return graph.weights(name, storage, values, from, to);
  }

  /**
   * Refuses files that do not hold the network's tensors and no others.
   *
   * @param ignored names of tensors of other networks
   * @throws IllegalArgumentException with the tensors that are missing, of another shape or type,
   *     or unexpected
   */
  void requireExact(Predicate<String> ignored) {
    tensors.names().stream()
        .filter(name -> !used.contains(name) && !ignored.test(name))
        .forEach(name -> problems.add("tensor %s: expected none of that name".formatted(name)));
    if (!problems.isEmpty()) {
      int shown = Math.min(problems.size(), SHOWN);
      String others = problems.size() > shown ? "; %d more".formatted(problems.size() - shown) : "";
      throw new IllegalArgumentException(
          "%s: %s%s"
              .formatted(tensors.file(), String.join("; ", problems.subList(0, shown)), others));
    }
  }

  private WeightSource values(String name, long... shape) {
    String spelt = spelling.apply(name);
    used.add(spelt);
    List<Long> expected = Arrays.stream(shape).boxed().toList();
    Optional<StoredTensor> tensor = tensors.tensor(spelt);
    if (tensor.isPresent() && tensor.get().shape().equals(expected)) {
      return tensor.get().values();
    }
    problems.add(
        "tensor %s: expected the shape %s, got %s"
            .formatted(
                spelt, expected, tensor.map(found -> found.shape().toString()).orElse("none")));
    return (from, target, count) -> {
      throw new IllegalStateException("tensor %s is not there".formatted(spelt));
    };
  }
}
