package io.lexiseg.vision.pack.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import com.google.protobuf.ByteString;

/** A named constant of an ONNX node, for example the strides of a convolution. */
public final class OnnxAttribute {
  private final AttributeProto proto;

  private OnnxAttribute(AttributeProto proto) {
    this.proto = proto;
  }

  /** An integer. */
  public static OnnxAttribute integer(String name, long value) {
    return new OnnxAttribute(
        AttributeProto.newBuilder()
            .setName(name)
            .setType(AttributeProto.AttributeType.INT)
            .setI(value)
            .build());
  }

  /** A list of integers. */
  public static OnnxAttribute integers(String name, long... values) {
    AttributeProto.Builder builder =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long value : values) {
      builder.addInts(value);
    }
    return new OnnxAttribute(builder.build());
  }

  /** A number. */
  public static OnnxAttribute number(String name, float value) {
    return new OnnxAttribute(
        AttributeProto.newBuilder()
            .setName(name)
            .setType(AttributeProto.AttributeType.FLOAT)
            .setF(value)
            .build());
  }

  /** A word, such as the mode of an operator. */
  public static OnnxAttribute text(String name, String value) {
    return new OnnxAttribute(
        AttributeProto.newBuilder()
            .setName(name)
            .setType(AttributeProto.AttributeType.STRING)
            .setS(ByteString.copyFromUtf8(value))
            .build());
  }

  AttributeProto proto() {
    return proto;
  }
}
