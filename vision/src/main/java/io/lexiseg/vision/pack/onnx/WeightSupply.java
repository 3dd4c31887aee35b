package io.lexiseg.vision.pack.onnx;

/**
 * Where a network's weights come from, by their published names. Mean and deviation are those of a
 * random draw; a supply that holds weights ignores them.
 *
 * <p><b>Threads:</b> one at a time.
 */
public interface WeightSupply {
  /**
   * Adds a tensor.
   *
   * @param shape as published
   * @return name of the tensor in the graph, 32-bit
   * @throws IllegalArgumentException if there is none of that name and shape
   */
  String tensor(OnnxGraph graph, String name, double mean, double deviation, long... shape);

  /**
   * Adds the matrix of a linear layer, published as {@code [to, from]}.
   *
   * @return name of a tensor {@code [from, to]}, 32-bit
   * @throws IllegalArgumentException if there is none of that name and shape
   */
  String matrix(OnnxGraph graph, String name, double deviation, int from, int to);
}
