package io.lexiseg.vision.pack.optimise;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds attention without mask as {@code vision.pack.transformer} writes it, and makes it one
 * operator: queries times a number, heads split and turned, products, softmax, heads joined.
 */
final class FusedAttention {
  private static final List<Long> TOKENS_INSIDE = List.of(0L, 2L, 1L, 3L);
  private static final List<Long> TOKENS_LAST = List.of(0L, 2L, 3L, 1L);
  private static final int HEADS_AXIS = 2;

  private final EditableNetwork network;

  FusedAttention(EditableNetwork network) {
    this.network = network;
  }

  /**
   * One attention.
   *
   * @param inner the operators that it replaces
   * @param inputs queries, keys and values {@code [n, tokens, width]}
   * @param result {@code [n, tokens, width]}
   * @param scale of the logits
   */
  record Found(Set<NodeProto> inner, List<String> inputs, String result, long heads, float scale) {
    void write(Rewriting rewriting) {
      rewriting.addOfRuntime(
          "MultiHeadAttention",
          inputs,
          result,
          Rewriting.attribute("num_heads", heads),
          Rewriting.attribute("scale", scale));
    }
  }

  /** The attention whose last operator this is. */
  Optional<Found> ending(NodeProto joined) throws IOException {
    Optional<NodeProto> turned = turned(joined, TOKENS_INSIDE);
    Optional<NodeProto> mixed = turned.flatMap(node -> before(node, 0, "MatMul"));
    Optional<NodeProto> shares = mixed.flatMap(node -> before(node, 0, "Softmax"));
    Optional<NodeProto> logits = shares.flatMap(node -> before(node, 0, "MatMul"));
    if (!joined.getOpType().equals("Reshape") || logits.isEmpty()) {
      return Optional.empty();
    }
    return found(joined, logits.get(), shares.orElseThrow(), mixed.orElseThrow());
  }

  private Optional<Found> found(
      NodeProto joined, NodeProto logits, NodeProto shares, NodeProto mixed) throws IOException {
    Optional<Heads> queries = heads(logits, 0, TOKENS_INSIDE);
    Optional<Heads> keys = heads(logits, 1, TOKENS_LAST);
    Optional<Heads> values = heads(mixed, 1, TOKENS_INSIDE);
    if (queries.isEmpty() || keys.isEmpty() || values.isEmpty()) {
      return Optional.empty();
    }
    Optional<NodeProto> scaled = before(queries.get().split(), 0, "Mul");
    if (scaled.isEmpty() || !network.isWeight(scaled.get().getInput(1), 0)) {
      return Optional.empty();
    }
    Set<NodeProto> inner =
        Set.of(
            joined,
            turned(joined, TOKENS_INSIDE).orElseThrow(),
            mixed,
            shares,
            logits,
            scaled.get(),
            queries.get().turned(),
            queries.get().split(),
            keys.get().turned(),
            keys.get().split(),
            values.get().turned(),
            values.get().split());
    List<String> inputs =
        List.of(
            scaled.get().getInput(0),
            keys.get().split().getInput(0),
            values.get().split().getInput(0));
    long heads = network.longs(queries.get().split().getInput(1))[HEADS_AXIS];
    float scale = network.values(scaled.get().getInput(1))[0];
    return Optional.of(new Found(inner, inputs, joined.getOutput(0), heads, scale));
  }

  /** Where heads are split off: a reshape, then a transposition. */
  private record Heads(NodeProto split, NodeProto turned) {}

  private Optional<Heads> heads(NodeProto product, int input, List<Long> order) {
    return before(product, input, "Transpose")
        .filter(turned -> order(turned).equals(order))
        .flatMap(turned -> before(turned, 0, "Reshape").map(split -> new Heads(split, turned)));
  }

  private Optional<NodeProto> turned(NodeProto joined, List<Long> order) {
    return before(joined, 0, "Transpose").filter(turned -> order(turned).equals(order));
  }

  private static List<Long> order(NodeProto transposition) {
    return EditableNetwork.integers(transposition, "perm", List.of());
  }

  /** The operator that makes an input, if it makes it for this one alone. */
  private Optional<NodeProto> before(NodeProto node, int input, String operator) {
    if (node.getInputCount() <= input) {
      return Optional.empty();
    }
    String tensor = node.getInput(input);
    return network
        .producer(tensor)
        .filter(maker -> maker.getOpType().equals(operator))
        .filter(maker -> network.consumers(tensor).size() == 1 && !network.isOutput(tensor));
  }
}
