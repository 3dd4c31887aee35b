package io.lexiseg.vision.pack.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.UnsafeByteOperations;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A network under construction: operators are added one after the other, each giving the name of
 * its result to the next; the whole is written as one ONNX file (IR 8, opset 17).
 *
 * <p><b>Size:</b> ONNX files of this kind end at 2 GB of weights. <b>Threads:</b> one at a time.
 */
public final class OnnxGraph {
  private static final long IR_VERSION = 8;
  private static final long OPSET = 17;
  private static final long MAX_BYTES = 2_000_000_000L;

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private long weightBytes;
  private int results;

  /** An empty network of that name. */
  public OnnxGraph(String name) {
    graph.setName(name);
  }

  /**
   * Declares an input.
   *
   * @param shape one entry an axis: a number, or a name for an axis of any size
   * @return {@code name}
   */
  public String input(String name, OnnxType type, String... shape) {
    graph.addInput(value(name, type, shape));
    return name;
  }

  /**
   * Declares a tensor of the network an output, under its own name.
   *
   * @param shape as for {@link #input}
   */
  public void output(String tensor, String name, OnnxType type, String... shape) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName(name)
            .setOpType("Identity")
            .addInput(tensor)
            .addOutput(name));
    graph.addOutput(value(name, type, shape));
  }

  /** Adds an operator of one result and returns the result's name. */
  public String add(String operator, List<String> inputs, OnnxAttribute... attributes) {
    return add(operator, inputs, 1, attributes).get(0);
  }

  /**
   * Adds an operator of several results.
   *
   * @param inputs an empty name leaves an optional input out
   * @return the names of its results
   */
  public List<String> add(
      String operator, List<String> inputs, int count, OnnxAttribute... attributes) {
    String name = operator + "_" + results++;
    NodeProto.Builder node =
        NodeProto.newBuilder().setName(name).setOpType(operator).addAllInput(inputs);
    for (OnnxAttribute attribute : attributes) {
      node.addAttribute(attribute.proto());
    }
    for (int i = 0; i < count; i++) {
      node.addOutput(count == 1 ? name : name + "_" + i);
    }
    graph.addNode(node);
    return List.copyOf(node.getOutputList());
  }

  /**
   * Adds 32-bit weights.
   *
   * @param values row-major, of as many values as the shape says; copied
   * @param shape none for a scalar
   * @return {@code name}
   */
  public String weights(String name, float[] values, long... shape) {
    ByteBuffer bytes = bytes(name, values.length, Float.BYTES, shape);
    bytes.asFloatBuffer().put(values);
    return tensor(name, OnnxType.FLOAT32, bytes, shape);
  }

  /**
   * Adds 64-bit constants, such as shapes and axes.
   *
   * @param values as for {@link #weights}
   * @return {@code name}
   */
  public String integers(String name, long[] values, long... shape) {
    ByteBuffer bytes = bytes(name, values.length, Long.BYTES, shape);
    bytes.asLongBuffer().put(values);
    return tensor(name, OnnxType.INT64, bytes, shape);
  }

  /**
   * Writes the network.
   *
   * @throws IOException if that fails
   * @throws IllegalStateException if there are more than 2 GB of weights
   */
  public void write(Path file) throws IOException {
    if (weightBytes > MAX_BYTES) {
      throw new IllegalStateException(
          "%s: expected at most %d bytes of weights, got %d"
              .formatted(graph.getName(), MAX_BYTES, weightBytes));
    }
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("lexiseg")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
            .setGraph(graph)
            .build();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      model.writeTo(out);
    }
  }

  private ByteBuffer bytes(String name, int count, int bytesEach, long... shape) {
    long expected = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (count != expected) {
      throw new IllegalArgumentException(
          "tensor %s: expected %d values for shape %s, got %d"
              .formatted(name, expected, Arrays.toString(shape), count));
    }
    return ByteBuffer.allocate(Math.multiplyExact(count, bytesEach)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private String tensor(String name, OnnxType type, ByteBuffer bytes, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.code())
            .setRawData(UnsafeByteOperations.unsafeWrap(bytes));
    for (long side : shape) {
      tensor.addDims(side);
    }
    weightBytes += bytes.capacity();
    graph.addInitializer(tensor);
    return name;
  }

  private static ValueInfoProto value(String name, OnnxType type, String... shape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    for (String side : shape) {
      boolean fixed = Character.isDigit(side.charAt(0));
      dimensions.addDim(
          fixed
              ? TensorShapeProto.Dimension.newBuilder().setDimValue(Long.parseLong(side))
              : TensorShapeProto.Dimension.newBuilder().setDimParam(side));
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.code()).setShape(dimensions).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
