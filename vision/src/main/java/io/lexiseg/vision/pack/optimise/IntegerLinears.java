package io.lexiseg.vision.pack.optimise;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a transformer whose linear layers compute in 8 bits, weights with a scale per output,
 * activations with one per tensor, found when they are there. Attention is one operator.
 */
final class IntegerLinears {
  private final EditableNetwork network;
  private final boolean narrowing;
  private final Rewriting rewriting = new Rewriting();
  private final Set<NodeProto> replaced = new HashSet<>();

  private IntegerLinears(EditableNetwork network, boolean narrowing) {
    this.network = network;
    this.narrowing = narrowing;
  }

  /**
   * Writes the network.
   *
   * @param narrowing whether layers with fewer outputs than inputs compute in 8 bits, too; behind
   *     an activation they see the widest ranges
   * @return how many layers compute in 8 bits
   */
  static int write(EditableNetwork network, boolean narrowing, Path target) throws IOException {
    IntegerLinears writer = new IntegerLinears(network, narrowing);
    int count = writer.rewrite();
    network.write(target, writer.rewriting.nodes(), writer.rewriting.constants());
    return count;
  }

  private int rewrite() throws IOException {
    int count = 0;
    FusedAttention attention = new FusedAttention(network);
    Map<NodeProto, FusedAttention.Found> fused = new HashMap<>();
    for (NodeProto node : network.nodes()) {
      Optional<FusedAttention.Found> found = attention.ending(node);
      if (found.isPresent()) {
        fused.put(node, found.get());
        replaced.addAll(found.get().inner());
      }
    }
    for (NodeProto node : network.nodes()) {
      if (fused.containsKey(node)) {
        fused.get(node).write(rewriting);
      } else if (isLinear(node)) {
        linear(node);
        count++;
      } else if (!replaced.contains(node)) {
        rewriting.keep(node);
      }
    }
    return count;
  }

  private boolean isLinear(NodeProto node) {
    if (!node.getOpType().equals("MatMul") || !network.isWeight(node.getInput(1), 2)) {
      return false;
    }
    List<Integer> shape = network.shape(node.getInput(1));
    return narrowing || shape.get(0) <= shape.get(1);
  }

  private void linear(NodeProto node) throws IOException {
    String weight = node.getInput(1);
    List<Integer> shape = network.shape(weight);
    int inputs = shape.get(0);
    int outputs = shape.get(1);
    IntegerWeights weights =
        IntegerWeights.of(turned(network.values(weight), inputs), outputs, new double[1]);
    Optional<NodeProto> sum = sum(node);
    String bias =
        sum.map(add -> add.getInput(add.getInput(0).equals(node.getOutput(0)) ? 1 : 0)).orElse("");
    sum.ifPresent(replaced::add);
    rewriting.addOfRuntime(
        "DynamicQuantizeMatMul",
        List.of(
            node.getInput(0),
            rewriting.signed(weight + ".rounded", weights.transposed(), inputs, outputs),
            rewriting.floats(weight + ".scales", weights.scales(), outputs),
            rewriting.signed(weight + ".zeros", new byte[outputs], outputs),
            bias),
        sum.map(add -> add.getOutput(0)).orElse(node.getOutput(0)));
  }

  /** The addition of a bias that alone takes a product. */
  private Optional<NodeProto> sum(NodeProto node) {
    String product = node.getOutput(0);
    return Optional.of(network.consumers(product))
        .filter(takers -> takers.size() == 1 && !network.isOutput(product))
        .map(takers -> takers.get(0))
        .filter(taker -> taker.getOpType().equals("Add"))
        .filter(add -> add.getInputList().stream().anyMatch(in -> network.isWeight(in, 1)));
  }

  private static float[] turned(float[] matrix, int rows) {
    int columns = matrix.length / rows;
    float[] turned = new float[matrix.length];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < columns; i++) {
        turned[i * rows + row] = matrix[row * columns + i];
      }
    }
    return turned;
  }
}
