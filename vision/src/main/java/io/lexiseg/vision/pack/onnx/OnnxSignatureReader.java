package io.lexiseg.vision.pack.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.WireFormat;
import io.lexiseg.vision.encoder.engine.TensorShape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Walks one ONNX file and skips its weights. */
final class OnnxSignatureReader {
  private final Path file;
  private final Map<String, OnnxSignature.Tensor> inputs = new LinkedHashMap<>();
  private final Map<String, OnnxSignature.Tensor> outputs = new LinkedHashMap<>();
  private final Map<String, Long> externalBytes = new LinkedHashMap<>();
  private final Set<String> weights = new HashSet<>();
  private boolean hasGraph;

  /** What is done with one field; false: it is not wanted. */
  @FunctionalInterface
  private interface FieldReader {
    boolean read(int field) throws IOException;
  }

  OnnxSignatureReader(Path file) {
    this.file = file;
  }

  OnnxSignature read() {
    try (InputStream bytes = Files.newInputStream(file)) {
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      fields(in, field -> field == ModelProto.GRAPH_FIELD_NUMBER && graph(in));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s: expected a network in ONNX format, got: %s".formatted(file, e.getMessage()), e);
    }
    if (!hasGraph || outputs.isEmpty()) {
      throw new IllegalArgumentException(
          file + ": expected a network in ONNX format, got no graph with outputs");
    }
    inputs.keySet().removeAll(weights);
    return new OnnxSignature(inputs, outputs, externalBytes);
  }

  private boolean graph(CodedInputStream in) throws IOException {
    hasGraph = true;
    nested(
        in,
        field ->
            switch (field) {
              case GraphProto.INITIALIZER_FIELD_NUMBER -> initializer(in);
              case GraphProto.INPUT_FIELD_NUMBER -> value(in, inputs);
              case GraphProto.OUTPUT_FIELD_NUMBER -> value(in, outputs);
              default -> false;
            });
    return true;
  }

  private boolean initializer(CodedInputStream in) throws IOException {
    Map<String, String> external = new HashMap<>();
    nested(
        in,
        field ->
            switch (field) {
              case TensorProto.NAME_FIELD_NUMBER -> weights.add(in.readString());
              case TensorProto.EXTERNAL_DATA_FIELD_NUMBER -> entry(in, external);
              default -> false;
            });
    String location = external.get("location");
    if (location != null) {
      long end = number(external, "offset") + number(external, "length");
      externalBytes.merge(location, end, Math::max);
    }
    return true;
  }

  private static boolean entry(CodedInputStream in, Map<String, String> entries)
      throws IOException {
    StringStringEntryProto entry =
        in.readMessage(StringStringEntryProto.parser(), ExtensionRegistryLite.getEmptyRegistry());
    entries.put(entry.getKey(), entry.getValue());
    return true;
  }

  private static long number(Map<String, String> entries, String key) throws IOException {
    String text = entries.getOrDefault(key, "0");
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IOException("external data: %s is '%s', no number".formatted(key, text), e);
    }
  }

  private static boolean value(CodedInputStream in, Map<String, OnnxSignature.Tensor> values)
      throws IOException {
    ValueInfoProto value =
        in.readMessage(ValueInfoProto.parser(), ExtensionRegistryLite.getEmptyRegistry());
    TypeProto.Tensor tensor = value.getType().getTensorType();
    TensorProto.DataType type = TensorProto.DataType.forNumber(tensor.getElemType());
    values.put(
        value.getName(),
        new OnnxSignature.Tensor(type == null ? "?" : type.name(), shape(tensor.getShape())));
    return true;
  }

  private static TensorShape shape(TensorShapeProto shape) {
    return TensorShape.of(
        shape.getDimList().stream()
            .mapToLong(axis -> axis.getDimValue() > 0 ? axis.getDimValue() : TensorShape.ANY)
            .toArray());
  }

  private static void nested(CodedInputStream in, FieldReader reader) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    fields(in, reader);
    in.popLimit(limit);
  }

  private static void fields(CodedInputStream in, FieldReader reader) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!reader.read(WireFormat.getTagFieldNumber(tag))) {
        in.skipField(tag);
      }
    }
  }
}
