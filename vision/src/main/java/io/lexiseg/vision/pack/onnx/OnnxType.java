package io.lexiseg.vision.pack.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;

/** Element types of tensors. */
public enum OnnxType {
  /** 32-bit floating point. */
  FLOAT32(TensorProto.DataType.FLOAT, Float.BYTES),
  /** 16-bit floating point. */
  FLOAT16(TensorProto.DataType.FLOAT16, Short.BYTES),
  /** 32-bit integer. */
  INT32(TensorProto.DataType.INT32, Integer.BYTES),
  /** 64-bit integer. */
  INT64(TensorProto.DataType.INT64, Long.BYTES);

  private final TensorProto.DataType type;
  private final int sizeBytes;

  OnnxType(TensorProto.DataType type, int sizeBytes) {
    this.type = type;
    this.sizeBytes = sizeBytes;
  }

  int sizeBytes() {
    return sizeBytes;
  }

  int code() {
    return type.getNumber();
  }
}
