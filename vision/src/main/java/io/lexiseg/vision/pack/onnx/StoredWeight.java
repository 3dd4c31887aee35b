package io.lexiseg.vision.pack.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One 32-bit weight of a network in ONNX format, read on its own.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class StoredWeight {
  private final List<Integer> shape;
  private final float[] values;

  private StoredWeight(List<Integer> shape, float[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * Looks for a weight that lies inside the network's file.
   *
   * @return empty where the network has no such weight, in 32 bits and inside its file
   * @throws IOException if the file cannot be read or is no network
   */
  public static Optional<StoredWeight> find(Path file, String name) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      if (!enter(in, ModelProto.GRAPH_FIELD_NUMBER)) {
        return Optional.empty();
      }
      in.pushLimit(in.readRawVarint32());
      while (enter(in, GraphProto.INITIALIZER_FIELD_NUMBER)) {
        TensorProto tensor =
            in.readMessage(TensorProto.parser(), ExtensionRegistryLite.getEmptyRegistry());
        if (tensor.getName().equals(name)) {
          return Optional.of(tensor).filter(StoredWeight::isReadable).map(StoredWeight::of);
        }
      }
      return Optional.empty();
    }
  }

  /** Goes to the next field of that number; false: there is none. */
  private static boolean enter(CodedInputStream in, int field) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == field) {
        return true;
      }
      in.skipField(tag);
    }
    return false;
  }

  private static boolean isReadable(TensorProto tensor) {
    return tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber()
        && tensor.getDataLocation() != TensorProto.DataLocation.EXTERNAL
        && !tensor.getRawData().isEmpty();
  }

  private static StoredWeight of(TensorProto tensor) {
    ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return new StoredWeight(tensor.getDimsList().stream().map(Math::toIntExact).toList(), values);
  }

  /** Lengths of its axes. */
  public List<Integer> shape() {
    return shape;
  }

  /** Its values, row-major, the caller's own. */
  public float[] values() {
    return values.clone();
  }
}
