package io.lexiseg.vision.pack.optimise;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a network whose last convolutions compute in 8 bits, channels last. Weights have a scale
 * per output channel, activations one per tensor and {@link EvenChannels}, from what was seen in
 * pictures; biases lose what rounding adds on average. What joins the residual stream is never
 * rounded: a 1x1 convolution before an addition is an integer matrix product with a 32-bit result.
 */
final class IntegerConvolutions {
  private static final List<Long> ONES = List.of(1L, 1L);
  private static final List<Long> NOTHING = List.of(0L, 0L, 0L, 0L);

  private final EditableNetwork network;
  private final Activations activations;
  private final Convolutions convolutions;
  private final Set<NodeProto> chosen;
  private final Rewriting rewriting = new Rewriting();

  /** Tensors that are there with the channels last, by their name in the network. */
  private final Map<String, String> channelsLast = new HashMap<>();

  /** Those of them that are there no other way. */
  private final Set<String> turned = new HashSet<>();

  /** Tensors that are there in 8 bits with the channels last. */
  private final Map<String, String> rounded = new HashMap<>();

  /** How tensors become ones of 8 bits. */
  private final Map<String, EvenChannels> even = new HashMap<>();

  private IntegerConvolutions(EditableNetwork network, Activations activations, String behind) {
    this.network = network;
    this.activations = activations;
    this.convolutions = new Convolutions(network);
    this.chosen = convolutions.behind(behind, activations);
  }

  /**
   * Writes the network.
   *
   * @param behind the tensor behind which convolutions are to compute in 8 bits
   * @return how many do
   */
  static int write(EditableNetwork network, Activations activations, String behind, Path target)
      throws IOException {
    IntegerConvolutions writer = new IntegerConvolutions(network, activations, behind);
    writer.rewrite();
    network.write(target, writer.rewriting.nodes(), writer.rewriting.constants());
    return writer.chosen.size();
  }

  private void rewrite() throws IOException {
    Set<String> inside = new HashSet<>(); // results of ReLUs that a convolution does by itself
    for (NodeProto node : network.nodes()) {
      if (chosen.contains(node)) {
        convolve(node, inside);
      } else if (!inside.contains(node.getOutput(0))) {
        if (isCellwise(node)) {
          List<String> inputs = node.getInputList().stream().map(this::channelsLast).toList();
          String result = node.getOutput(0);
          turned.add(result);
          channelsLast.put(
              result, rewriting.add(node.getOpType(), inputs, result + ".channels-last"));
        } else {
          node.getInputList().forEach(this::channelsFirst);
          rewriting.keep(node);
        }
      }
    }
    List.copyOf(turned).stream().filter(network::isOutput).forEach(this::channelsFirst);
  }

  /** Whether it does the same to every component, whatever their order, of what is turned. */
  private boolean isCellwise(NodeProto node) {
    boolean relu = node.getOpType().equals("Relu");
    boolean sum =
        node.getOpType().equals("Add")
            && node.getInputList().stream().allMatch(in -> network.producer(in).isPresent());
    return (relu || sum) && node.getInputList().stream().anyMatch(turned::contains);
  }

  private void convolve(NodeProto node, Set<String> inside) throws IOException {
    String input = Convolutions.input(node);
    String kernel = node.getInput(1);
    List<Integer> shape = network.shape(kernel);
    boolean matrix = Convolutions.isMatrix(node, shape);
    EvenChannels channels = even(input);
    IntegerWeights weights =
        IntegerWeights.of(
            channels.taken(network.values(kernel), shape.get(0)), shape.get(0), channels.means());
    Product product = new Product(node, shape, weights, rounded(input, node, matrix));
    if (convolutions.staysInside(node, chosen)) {
      String result = convolutions.bent(node).orElseThrow();
      inside.add(result);
      rounded.put(result, integerResult(product, result, matrix));
    } else {
      String result = node.getOutput(0);
      turned.add(result);
      channelsLast.put(result, floatResult(product, result));
    }
  }

  /**
   * What a convolution takes.
   *
   * @param input its 8-bit input, channels last
   */
  private record Product(
      NodeProto node, List<Integer> shape, IntegerWeights weights, String input) {
    String kernel() {
      return node.getInput(1);
    }

    int outputs() {
      return shape.get(0);
    }
  }

  private float[] bias(NodeProto node, IntegerWeights weights) throws IOException {
    float[] bias =
        node.getInputCount() < 3
            ? new float[weights.scales().length]
            : network.values(node.getInput(2));
    for (int i = 0; i < bias.length; i++) {
      bias[i] -= (float) weights.errors()[i];
    }
    return bias;
  }

  /** The ReLU is that what is below zero has no 8-bit value. */
  private String integerResult(Product product, String result, boolean matrix) throws IOException {
    String input = Convolutions.input(product.node());
    List<Integer> shape = product.shape();
    float inputScale = even(input).step();
    float[] units = even(result).units();
    float[] scales = product.weights().scales().clone();
    float[] exact = bias(product.node(), product.weights());
    int[] bias = new int[product.outputs()];
    for (int i = 0; i < bias.length; i++) {
      double unit = (double) inputScale * product.weights().scales()[i];
      bias[i] =
          (int)
              Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, Math.rint(exact[i] / unit)));
      scales[i] /= units[i];
    }
    String kernel = product.kernel();
    return rewriting.addOfRuntime(
        "QLinearConv",
        List.of(
            product.input(),
            scaleOf(input),
            zeroOf(input),
            rewriting.signed(
                kernel + ".rounded",
                product.weights().values(),
                shape.get(0),
                shape.get(1),
                shape.get(2),
                shape.get(3)),
            rewriting.floats(kernel + ".scales", scales, product.outputs()),
            rewriting.signed(kernel + ".zeros", new byte[product.outputs()], product.outputs()),
            scaleOf(result),
            zeroOf(result),
            rewriting.integers(kernel + ".bias", bias, product.outputs())),
        result + ".rounded",
        Rewriting.attribute("kernel_shape", List.of((long) shape.get(2), (long) shape.get(3))),
        Rewriting.attribute("pads", integers(product.node(), "pads", NOTHING)),
        Rewriting.attribute("strides", matrix ? ONES : integers(product.node(), "strides", ONES)),
        Rewriting.attribute("dilations", integers(product.node(), "dilations", ONES)),
        Rewriting.attribute("channels_last", 1));
  }

  private String floatResult(Product product, String result) throws IOException {
    String input = Convolutions.input(product.node());
    String kernel = product.kernel();
    return rewriting.addOfRuntime(
        "MatMulIntegerToFloat",
        List.of(
            product.input(),
            rewriting.signed(
                kernel + ".rounded",
                product.weights().transposed(),
                product.shape().get(1),
                product.outputs()),
            scaleOf(input),
            rewriting.floats(kernel + ".scales", product.weights().scales(), product.outputs()),
            zeroOf(input),
            rewriting.signed(kernel + ".zeros", new byte[product.outputs()], product.outputs()),
            rewriting.floats(
                kernel + ".bias", bias(product.node(), product.weights()), product.outputs())),
        result + ".channels-last");
  }

  /** An input in 8 bits, channels last; for a matrix product without the cells it steps over. */
  private String rounded(String tensor, NodeProto node, boolean matrix) throws IOException {
    String whole = rounded.get(tensor);
    if (whole == null) {
      String units =
          rewriting.floats(tensor + ".shares", shares(tensor), even(tensor).units().length);
      String shared = rewriting.add("Mul", List.of(channelsLast(tensor), units), tensor + ".even");
      whole =
          rewriting.add(
              "QuantizeLinear",
              List.of(shared, scaleOf(tensor), zeroOf(tensor)),
              tensor + ".rounded");
      rounded.put(tensor, whole);
    }
    long step = integers(node, "strides", ONES).get(0);
    if (!matrix || step == 1) {
      return whole;
    }
    String cells = whole + ".every-" + step;
    if (!rounded.containsKey(cells)) {
      List<String> slice =
          List.of(
              whole,
              rewriting.longs("slice.starts", 0, 0),
              rewriting.longs("slice.ends", Long.MAX_VALUE, Long.MAX_VALUE),
              rewriting.longs("slice.axes", 1, 2),
              rewriting.longs("slice.every-" + step, step, step));
      rounded.put(cells, rewriting.add("Slice", slice, cells));
    }
    return cells;
  }

  private String channelsLast(String tensor) {
    return channelsLast.computeIfAbsent(
        tensor,
        name ->
            rewriting.add(
                "Transpose",
                List.of(name),
                name + ".channels-last",
                Rewriting.attribute("perm", List.of(0L, 2L, 3L, 1L))));
  }

  private void channelsFirst(String tensor) {
    if (turned.remove(tensor)) {
      rewriting.add(
          "Transpose",
          List.of(channelsLast(tensor)),
          tensor,
          Rewriting.attribute("perm", List.of(0L, 3L, 1L, 2L)));
    }
  }

  private EvenChannels even(String tensor) throws IOException {
    EvenChannels known = even.get(tensor);
    if (known == null) {
      List<float[]> kernels = new ArrayList<>();
      List<Integer> outputs = new ArrayList<>();
      for (NodeProto taker : network.consumers(tensor)) {
        if (chosen.contains(taker)) {
          kernels.add(network.values(taker.getInput(1)));
          outputs.add(network.shape(taker.getInput(1)).get(0));
        }
      }
      known = EvenChannels.of(activations, tensor, kernels, outputs);
      even.put(tensor, known);
    }
    return known;
  }

  private float[] shares(String tensor) throws IOException {
    float[] shares = even(tensor).units().clone();
    for (int c = 0; c < shares.length; c++) {
      shares[c] = 1 / shares[c];
    }
    return shares;
  }

  private String scaleOf(String tensor) throws IOException {
    return rewriting.floats(tensor + ".scale", new float[] {even(tensor).step()});
  }

  private String zeroOf(String tensor) {
    return rewriting.unsignedZero(tensor + ".zero");
  }

  private static List<Long> integers(NodeProto node, String name, List<Long> otherwise) {
    return EditableNetwork.integers(node, name, otherwise);
  }
}
