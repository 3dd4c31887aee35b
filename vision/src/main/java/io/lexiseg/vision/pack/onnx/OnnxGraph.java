package io.lexiseg.vision.pack.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network under construction: operators are added one after the other, each giving the name of
 * its result to the next; the whole is written as one ONNX file (IR 8, opset 17).
 *
 * <p><b>Size:</b> an ONNX file ends at 2 GB. Weights given as a {@link WeightSource} can lie in a
 * second file, {@code NAME.data} beside {@code NAME}. They do when that is asked for, or when they
 * have more than 128 MiB; they are then copied piece by piece and never held as a whole.
 * <b>Threads:</b> one at a time.
 */
public final class OnnxGraph {
  private static final long IR_VERSION = 8;
  private static final long OPSET = 17;
  private static final long MAX_BYTES = 2_000_000_000L;
  private static final long MAX_BYTES_INSIDE = 1L << 27;
  private static final String DATA = ".data";

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final List<Pending> pending = new ArrayList<>();
  private long weightBytes;
  private long pendingBytes;
  private int results;

  private record Pending(String name, OnnxType type, WeightSource source, List<Long> shape) {
    long count() {
      return shape.stream().reduce(1L, Math::multiplyExact);
    }

    TensorProto.Builder tensor() {
      return TensorProto.newBuilder().setName(name).setDataType(type.code()).addAllDims(shape);
    }
  }

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
   * Adds weights that are read when the network is written.
   *
   * @param type {@link OnnxType#FLOAT32} or {@link OnnxType#FLOAT16}, as they are stored
   * @param shape of at most 2^31 - 1 values
   * @return name of a 32-bit tensor
   */
  public String weights(String name, OnnxType type, WeightSource source, long... shape) {
    if (type != OnnxType.FLOAT32 && type != OnnxType.FLOAT16) {
      throw new IllegalArgumentException(
          "tensor %s: expected FLOAT32 or FLOAT16, got %s".formatted(name, type));
    }
    Pending weights = new Pending(name, type, source, Arrays.stream(shape).boxed().toList());
    pending.add(weights);
    pendingBytes += (long) Math.toIntExact(weights.count()) * type.sizeBytes();
    return type == OnnxType.FLOAT32
        ? name
        : add("Cast", List.of(name), OnnxAttribute.integer("to", OnnxType.FLOAT32.code()));
  }

  /**
   * Writes the network. If that fails, nothing stays of it.
   *
   * @throws IOException if that fails
   * @throws IllegalArgumentException if a weight is not finite, or too large for its type
   * @throws IllegalStateException if there are more than 2 GB of weights without a source
   */
  public void write(Path file) throws IOException {
    write(file, pendingBytes > MAX_BYTES_INSIDE);
  }

  /** As {@link #write}, with the weights that have a source in {@code NAME.data} beside it. */
  public void writeBeside(Path file) throws IOException {
    write(file, true);
  }

  private void write(Path file, boolean beside) throws IOException {
    if (weightBytes > MAX_BYTES) {
      throw new IllegalStateException(
          "%s: expected at most %d bytes of weights, got %d"
              .formatted(graph.getName(), MAX_BYTES, weightBytes));
    }
    Path data = file.resolveSibling(file.getFileName() + DATA);
    Files.deleteIfExists(data);
    boolean written = false;
    try {
      GraphProto.Builder whole = graph.clone();
      if (beside) {
        writeData(data, whole);
      } else {
        pending.forEach(weights -> whole.addInitializer(inside(weights)));
      }
      writeModel(file, whole);
      written = true;
    } finally {
      if (!written) {
        Files.deleteIfExists(data);
        Files.deleteIfExists(file);
      }
    }
  }

  private void writeData(Path data, GraphProto.Builder whole) throws IOException {
    try (WeightFile target = WeightFile.create(data)) {
      for (Pending weights : pending) {
        long offset =
            target.append(weights.name(), weights.type(), weights.source(), weights.count());
        whole.addInitializer(
            weights
                .tensor()
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", data.getFileName().toString()))
                .addExternalData(entry("offset", String.valueOf(offset)))
                .addExternalData(
                    entry("length", String.valueOf(weights.count() * weights.type().sizeBytes()))));
      }
    }
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private static TensorProto.Builder inside(Pending weights) {
    ByteBuffer bytes =
        WeightFile.bytes(
            weights.name(), weights.type(), weights.source(), Math.toIntExact(weights.count()));
    return weights.tensor().setRawData(UnsafeByteOperations.unsafeWrap(bytes));
  }

  private static void writeModel(Path file, GraphProto.Builder whole) throws IOException {
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("lexiseg")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
            .setGraph(whole)
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
