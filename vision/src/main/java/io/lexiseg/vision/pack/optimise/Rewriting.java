package io.lexiseg.vision.pack.optimise;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Operators and constants of a network that is being written anew. */
final class Rewriting {
  private final List<NodeProto> nodes = new ArrayList<>();
  private final List<TensorProto> constants = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  List<NodeProto> nodes() {
    return nodes;
  }

  List<TensorProto> constants() {
    return constants;
  }

  /** Takes an operator over as it is. */
  void keep(NodeProto node) {
    nodes.add(node);
  }

  /** Adds an operator and returns the name of its result. */
  String add(String operator, List<String> inputs, String result, AttributeProto... attributes) {
    return add("", operator, inputs, result, attributes);
  }

  /** Adds an operator that only ONNX Runtime knows. */
  String addOfRuntime(
      String operator, List<String> inputs, String result, AttributeProto... attributes) {
    return add(EditableNetwork.RUNTIME_DOMAIN, operator, inputs, result, attributes);
  }

  private String add(
      String domain,
      String operator,
      List<String> inputs,
      String result,
      AttributeProto... attributes) {
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setName(result)
            .setDomain(domain)
            .setOpType(operator)
            .addAllInput(inputs)
            .addOutput(result);
    for (AttributeProto attribute : attributes) {
      node.addAttribute(attribute);
    }
    nodes.add(node.build());
    return result;
  }

  String floats(String name, float[] values, long... shape) {
    ByteBuffer bytes = buffer(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return constant(name, TensorProto.DataType.FLOAT, bytes, shape);
  }

  String integers(String name, int[] values, long... shape) {
    ByteBuffer bytes = buffer(values.length * Integer.BYTES);
    bytes.asIntBuffer().put(values);
    return constant(name, TensorProto.DataType.INT32, bytes, shape);
  }

  String longs(String name, long... values) {
    ByteBuffer bytes = buffer(values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    return constant(name, TensorProto.DataType.INT64, bytes, values.length);
  }

  String signed(String name, byte[] values, long... shape) {
    return constant(name, TensorProto.DataType.INT8, ByteBuffer.wrap(values), shape);
  }

  /** The 8-bit zero of what is never negative. */
  String unsignedZero(String name) {
    return constant(name, TensorProto.DataType.UINT8, ByteBuffer.wrap(new byte[1]));
  }

  static AttributeProto attribute(String name, List<Long> values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INTS)
        .addAllInts(values)
        .build();
  }

  static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto attribute(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  private String constant(String name, TensorProto.DataType type, ByteBuffer bytes, long... shape) {
    if (names.add(name)) { // what several operators share is asked for by each
      TensorProto.Builder tensor =
          TensorProto.newBuilder()
              .setName(name)
              .setDataType(type.getNumber())
              .setRawData(UnsafeByteOperations.unsafeWrap(bytes));
      for (long side : shape) {
        tensor.addDims(side);
      }
      constants.add(tensor.build());
    }
    return name;
  }

  private static ByteBuffer buffer(int sizeBytes) {
    return ByteBuffer.allocate(sizeBytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
