package io.lexiseg.vision.pack.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The constants of a network in ONNX format by name. Those that lie in files of their own are read
 * when they are asked for.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class OnnxWeights {
  private final Path file;
  private final ModelProto model;
  private final Map<String, TensorProto> weights = new LinkedHashMap<>();

  private OnnxWeights(Path file, ModelProto model) {
    this.file = file;
    this.model = model;
    model.getGraph().getInitializerList().forEach(tensor -> weights.put(tensor.getName(), tensor));
  }

  /**
   * Reads a network.
   *
   * @throws IOException if the file cannot be read or is none
   */
  public static OnnxWeights read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(file, ModelProto.parseFrom(in));
    }
  }

  /** The constants of a network that has been read from a file. */
  public static OnnxWeights of(Path file, ModelProto model) {
    return new OnnxWeights(file, model);
  }

  /** All constants, in the order of the file; read only. */
  public Map<String, TensorProto> all() {
    return weights;
  }

  /** Lengths of a constant's axes; empty where there is none of that name, or no number in it. */
  public List<Integer> shape(String name) {
    return Optional.ofNullable(weights.get(name)).stream()
        .flatMap(tensor -> tensor.getDimsList().stream())
        .map(Math::toIntExact)
        .toList();
  }

  /**
   * Values of a 32-bit constant, row-major, the caller's own.
   *
   * @throws IOException if there is none of that name, or its file ends early
   */
  public float[] values(String name) throws IOException {
    TensorProto tensor = weight(name);
    ByteBuffer bytes = bytes(tensor);
    if (!bytes.hasRemaining()) {
      float[] listed = new float[tensor.getFloatDataCount()];
      for (int i = 0; i < listed.length; i++) {
        listed[i] = tensor.getFloatData(i);
      }
      return listed;
    }
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  /**
   * Values of a constant of whole numbers.
   *
   * @throws IOException as {@link #values}
   */
  public long[] longs(String name) throws IOException {
    TensorProto tensor = weight(name);
    ByteBuffer bytes = bytes(tensor);
    if (!bytes.hasRemaining()) {
      return tensor.getInt64DataList().stream().mapToLong(Long::longValue).toArray();
    }
    long[] values = new long[bytes.remaining() / Long.BYTES];
    bytes.asLongBuffer().get(values);
    return values;
  }

  /**
   * The bytes of a constant, in the network's file or in one of its own; empty where its values are
   * listed instead.
   *
   * @throws IOException if its file cannot be read or ends early
   */
  public ByteBuffer bytes(TensorProto tensor) throws IOException {
    if (tensor.getDataLocation() != TensorProto.DataLocation.EXTERNAL) {
      ByteString raw = tensor.getRawData();
      return raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
    Map<String, String> place =
        tensor.getExternalDataList().stream()
            .collect(
                Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue));
    Path data = file.resolveSibling(place.getOrDefault("location", ""));
    int length = Math.toIntExact(Long.parseLong(place.getOrDefault("length", "0")));
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(data)) {
      channel.position(Long.parseLong(place.getOrDefault("offset", "0")));
      while (bytes.hasRemaining()) {
        if (channel.read(bytes) < 0) {
          throw new IOException(
              "%s: expected %s whole, it ends early".formatted(data, tensor.getName()));
        }
      }
    }
    return bytes.flip();
  }

  /**
   * Writes the network with other values in one of its 32-bit constants.
   *
   * @param target may be the file that was read
   * @throws IllegalArgumentException if there are not as many values as the constant has
   * @throws IOException if there is no such constant, or the disk refuses
   */
  public void write(Path target, String name, float[] values) throws IOException {
    int count = values(name).length;
    if (values.length != count) {
      throw new IllegalArgumentException(
          "%s: expected %d values for %s, got %d".formatted(file, count, name, values.length));
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    GraphProto.Builder graph = model.getGraph().toBuilder();
    for (int i = 0; i < graph.getInitializerCount(); i++) {
      if (graph.getInitializer(i).getName().equals(name)) {
        graph
            .getInitializerBuilder(i)
            .clearFloatData()
            .clearExternalData()
            .clearDataLocation()
            .setRawData(ByteString.copyFrom(bytes));
      }
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
      model.toBuilder().setGraph(graph).build().writeTo(out);
    }
  }

  private TensorProto weight(String name) throws IOException {
    TensorProto tensor = weights.get(name);
    if (tensor == null) {
      throw new IOException("%s: expected a constant %s, found none".formatted(file, name));
    }
    return tensor;
  }
}
