package io.lexiseg.vision.pack.checkpoint;

import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.OnnxType;
import io.lexiseg.vision.pack.onnx.WeightSource;
import io.lexiseg.vision.pack.onnx.WeightSupply;
import io.lexiseg.vision.pack.transformer.TransformerSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A tower's weights for the network that asks for them by transformers' names. */
final class TowerWeights implements WeightSupply {
  private static final int SHOWN = 10;

  /** As many are wrong when the network is another one; then a few say enough. */
  private static final int MANY = 50;

  private static final int SHOWN_OF_MANY = 2;

  private final Tower tower;
  private final Naming asking;
  private final OnnxType storage;
  private final Set<String> used = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * Weights of a network.
   *
   * @param asking how the network names its tensors
   * @param storage how they are written
   */
  TowerWeights(Tower tower, Naming asking, OnnxType storage) {
    this.tower = tower;
    this.asking = asking;
    this.storage = storage;
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
   * Refuses a tower that does not hold the network's tensors and no others.
   *
   * @throws IllegalArgumentException with the tensors that are missing, of another shape, or
   *     unexpected
   */
  void requireExact(TransformerSize expected) {
    problems.addAll(tower.problems());
    tower.weights().entrySet().stream()
        .filter(weight -> !used.contains(weight.getKey()))
        .map(weight -> weight.getValue().origin())
        .sorted()
        .distinct()
        .forEach(origin -> problems.add("tensor %s: expected none here".formatted(origin)));
    if (!problems.isEmpty()) {
      int most = problems.size() < MANY ? SHOWN : SHOWN_OF_MANY;
      int shown = Math.min(problems.size(), most);
      String others = problems.size() > shown ? "; %d more".formatted(problems.size() - shown) : "";
      throw new IllegalArgumentException(
          "%s, named as %s: %s%s%s"
              .formatted(
                  tower.file(),
                  tower.naming(),
                  size(expected),
                  String.join("; ", problems.subList(0, shown)),
                  others));
    }
  }

  /** Whether it is the right network in another size, which makes every tensor wrong. */
  private String size(TransformerSize expected) {
    String wanted = Tower.describe(expected.depth(), expected.width());
    return wanted.equals(tower.size())
        ? ""
        : "expected %s, got %s; ".formatted(wanted, tower.size());
  }

  private WeightSource values(String name, long... shape) {
    String common =
        asking.common(name).orElseThrow(() -> new IllegalStateException("no name for " + name));
    used.add(common);
    List<Long> expected = Arrays.stream(shape).boxed().toList();
    Optional<Weight> weight = Optional.ofNullable(tower.weights().get(common));
    if (weight.isPresent() && weight.get().hasShape(expected)) {
      return weight.get().values().get();
    }
    problems.add(
        weight
            .map(
                found ->
                    "tensor %s: expected the shape %s, got %s"
                        .formatted(found.origin(), expected, found.shape()))
            .orElseGet(
                () ->
                    "tensor %s: expected one of the shape %s, got none"
                        .formatted(common, expected)));
    return (from, target, count) -> {
      throw new IllegalStateException("tensor %s is not there".formatted(common));
    };
  }
}
