package io.lexiseg.vision.pack.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;

/** Element types of tensors. */
public enum OnnxType {
  /** 32-bit floating point. */
  FLOAT32(TensorProto.DataType.FLOAT),
  /** 32-bit integer. */
  INT32(TensorProto.DataType.INT32),
  /** 64-bit integer. */
  INT64(TensorProto.DataType.INT64);

  private final TensorProto.DataType type;

  OnnxType(TensorProto.DataType type) {
    this.type = type;
  }

  int code() {
    return type.getNumber();
  }
}
