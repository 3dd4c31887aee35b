package io.lexiseg.vision.pack.diffusers;

import io.lexiseg.vision.pack.onnx.OnnxAttribute;
import java.util.List;

/** Attention of a feature map's tokens to themselves or to a context. */
final class AttentionGraph {
  private final BlockGraph net;
  private final int rows;

  AttentionGraph(BlockGraph net, int rows) {
    this.net = net;
    this.rows = rows;
  }

  /**
   * Tokens that are attended to.
   *
   * @param tensor {@code [rows, count, width]}
   */
  record Tokens(String tensor, int count, int width) {}

  /**
   * Result of an attention.
   *
   * @param tensor {@code [rows, count, width]}, before the last projection
   * @param shares {@code [rows, heads, count, attended]}, summing to 1 on the last axis
   */
  record Result(String tensor, String shares) {}

  /** Projections by {@code to_q}, {@code to_k} and {@code to_v}, with a bias or without. */
  Result attend(Tokens from, Tokens to, int heads, String name, boolean bias) {
    int width = from.width();
    float scale = (float) (1 / Math.sqrt((double) width / heads));
    String queries = net.multiply(project(from, name + ".to_q", width, bias), net.numbers(scale));
    String keys = project(to, name + ".to_k", width, bias);
    String values = project(to, name + ".to_v", width, bias);
    String logits =
        net.node(
            "MatMul",
            List.of(
                split(queries, from.count(), width, heads, 1, 3),
                split(keys, to.count(), width, heads, 3, 1)));
    String shares = net.node("Softmax", List.of(logits), OnnxAttribute.integer("axis", -1));
    String mixed =
        net.node("MatMul", List.of(shares, split(values, to.count(), width, heads, 1, 3)));
    String merged = net.reshape(net.transpose(mixed, 0, 2, 1, 3), rows, from.count(), width);
    return new Result(merged, shares);
  }

  private String project(Tokens tokens, String name, int width, boolean bias) {
    return bias
        ? net.linear(tokens.tensor(), name, tokens.width(), width)
        : net.project(tokens.tensor(), name, tokens.width(), width);
  }

  private String split(String tokens, int count, int width, int heads, int third, int fourth) {
    return net.transpose(
        net.reshape(tokens, rows, count, heads, width / heads), 0, 2, third, fourth);
  }
}
