package io.lexiseg.vision.pack.optimise;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The convolutions of a network that can compute in 8 bits: plain ones whose input is never
 * negative, whose result is bent by a ReLU and goes to others of them alone, or which are matrix
 * products (1x1).
 */
final class Convolutions {
  private static final List<Long> ONE = List.of(1L);
  private static final List<Long> ONES = List.of(1L, 1L);
  private static final List<Long> NOTHING = List.of(0L, 0L, 0L, 0L);

  private final EditableNetwork network;

  Convolutions(EditableNetwork network) {
    this.network = network;
  }

  /** Everything that a convolution could take. */
  Set<String> inputs() {
    Set<String> inputs = new LinkedHashSet<>();
    network.nodes().stream().filter(this::isPlain).forEach(node -> inputs.add(input(node)));
    network.nodes().stream()
        .filter(this::isPlain)
        .flatMap(node -> bent(node).stream())
        .forEach(inputs::add);
    return inputs;
  }

  /**
   * Where the stages of a residual network begin: inputs of blocks whose shortcut is a convolution,
   * in order.
   */
  List<String> stages() {
    Set<String> inputs = new LinkedHashSet<>();
    for (NodeProto node : network.nodes()) {
      if (node.getOpType().equals("Add")) {
        List<NodeProto> ends =
            node.getInputList().stream().flatMap(in -> network.producer(in).stream()).toList();
        if (ends.size() == 2 && ends.stream().allMatch(this::isPlain)) {
          // The shortcut reaches further back than the branch.
          ends.stream()
              .map(Convolutions::input)
              .min((a, b) -> Integer.compare(place(a), place(b)))
              .ifPresent(inputs::add);
        }
      }
    }
    return List.copyOf(inputs);
  }

  /** Those that can compute in 8 bits, of all behind a tensor. */
  Set<NodeProto> behind(String tensor, Activations activations) {
    int from = place(tensor);
    Set<NodeProto> chosen = new LinkedHashSet<>();
    for (NodeProto node : network.nodes()) {
      if (isPlain(node) && place(input(node)) >= from && activations.isPositive(input(node))) {
        chosen.add(node);
      }
    }
    while (chosen.removeIf(node -> !isMatrix(node) && !staysInside(node, chosen))) {
      // Who loses its taker cannot stay either.
    }
    return chosen;
  }

  /** Whether the result is bent by a ReLU and goes to chosen ones alone. */
  boolean staysInside(NodeProto node, Set<NodeProto> chosen) {
    return bent(node).filter(result -> chosen.containsAll(network.consumers(result))).isPresent();
  }

  /** Whether it multiplies each cell by a matrix. */
  static boolean isMatrix(NodeProto node, List<Integer> kernel) {
    return kernel.get(2) == 1
        && kernel.get(3) == 1
        && EditableNetwork.integers(node, "pads", NOTHING).equals(NOTHING);
  }

  private boolean isMatrix(NodeProto node) {
    return isMatrix(node, network.shape(node.getInput(1)));
  }

  /** The result of the ReLU that alone takes a convolution's result. */
  Optional<String> bent(NodeProto node) {
    String result = node.getOutput(0);
    List<NodeProto> takers = network.consumers(result);
    return takers.size() == 1
            && takers.get(0).getOpType().equals("Relu")
            && !network.isOutput(result)
            && !network.isOutput(takers.get(0).getOutput(0))
        ? Optional.of(takers.get(0).getOutput(0))
        : Optional.empty();
  }

  static String input(NodeProto node) {
    return node.getInput(0);
  }

  private boolean isPlain(NodeProto node) {
    return node.getOpType().equals("Conv")
        && network.isWeight(node.getInput(1), 4)
        && (node.getInputCount() < 3 || network.isWeight(node.getInput(2), 1))
        && EditableNetwork.integers(node, "group", ONE).equals(ONE)
        && node.getAttributeList().stream().noneMatch(a -> a.getName().equals("auto_pad"))
        && squareSteps(node);
  }

  private static boolean squareSteps(NodeProto node) {
    List<Long> strides = EditableNetwork.integers(node, "strides", ONES);
    return new HashSet<>(strides).size() == 1;
  }

  private int place(String tensor) {
    List<NodeProto> nodes = network.nodes();
    return network.producer(tensor).map(nodes::indexOf).orElse(-1);
  }
}
