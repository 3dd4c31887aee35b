package io.lexiseg.vision.pack.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.WireFormat;
import io.lexiseg.vision.encoder.engine.TensorShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Copies a network with every axis of its inputs set, for engines that know no open ones. Operators
 * and weights are copied as they stand, without being held in memory; weights beside the network
 * stay where they are and are linked to.
 */
public final class FixedNetwork {
  private final OnnxSignature signature;
  private final Map<String, TensorShape> shapes;
  private final Set<String> wanted;
  private final List<Range> around = new ArrayList<>();
  private final List<Range> graph = new ArrayList<>();
  private final List<ValueInfoProto> inputs = new ArrayList<>();
  private final List<ValueInfoProto> outputs = new ArrayList<>();

  /** Bytes of the network that stay. */
  private record Range(long start, long end) {}

  private FixedNetwork(
      OnnxSignature signature, Map<String, TensorShape> shapes, Set<String> wanted) {
    this.signature = signature;
    this.shapes = shapes;
    this.wanted = wanted;
  }

  /**
   * Writes the copy. If that fails, nothing stays of it.
   *
   * @param target in an own folder: weights beside the network are linked to under their own names
   * @param shapes of all inputs, by name, without open axes
   * @param wanted outputs that stay
   * @throws IllegalArgumentException if the network has other inputs, lacks an output, or a shape
   *     does not fit
   * @throws IOException if a file cannot be read or written
   */
  public static void write(
      Path onnx, Path target, Map<String, TensorShape> shapes, Set<String> wanted)
      throws IOException {
    OnnxSignature signature = OnnxSignature.read(onnx);
    check(onnx, signature, shapes, wanted);
    FixedNetwork copy = new FixedNetwork(signature, shapes, wanted);
    copy.read(onnx);
    boolean written = false;
    try {
      copy.write(onnx, target);
      for (String weights : signature.externalBytes().keySet()) {
        Path link = target.resolveSibling(weights);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, onnx.resolveSibling(weights).toAbsolutePath());
      }
      written = true;
    } finally {
      if (!written) {
        Files.deleteIfExists(target);
      }
    }
  }

  private static void check(
      Path onnx, OnnxSignature signature, Map<String, TensorShape> shapes, Set<String> wanted) {
    if (!signature.inputs().keySet().equals(shapes.keySet())) {
      throw new IllegalArgumentException(
          "%s: expected shapes for the inputs %s, got %s"
              .formatted(onnx, signature.inputs().keySet(), shapes.keySet()));
    }
    if (!signature.outputs().keySet().containsAll(wanted)) {
      throw new IllegalArgumentException(
          "%s: expected outputs %s, got %s".formatted(onnx, wanted, signature.outputs().keySet()));
    }
    shapes.forEach(
        (name, shape) -> {
          TensorShape open = Objects.requireNonNull(signature.inputs().get(name)).shape();
          if (!open.fits(shape) || shape.axes().contains(TensorShape.ANY)) {
            throw new IllegalArgumentException(
                "%s: input %s: expected a shape like %s without open axes, got %s"
                    .formatted(onnx, name, open, shape));
          }
        });
  }

  private void read(Path onnx) throws IOException {
    try (InputStream bytes = Files.newInputStream(onnx)) {
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      long start = 0;
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (WireFormat.getTagFieldNumber(tag) == ModelProto.GRAPH_FIELD_NUMBER) {
          int limit = in.pushLimit(in.readRawVarint32());
          readGraph(in);
          in.popLimit(limit);
        } else {
          in.skipField(tag);
          keep(around, start, in.getTotalBytesRead());
        }
        start = in.getTotalBytesRead();
      }
    }
  }

  private void readGraph(CodedInputStream in) throws IOException {
    long start = in.getTotalBytesRead();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case GraphProto.INPUT_FIELD_NUMBER -> inputs.add(value(in));
        case GraphProto.OUTPUT_FIELD_NUMBER -> outputs.add(value(in));
        // Shapes between operators follow from the inputs and may have open axes.
        case GraphProto.VALUE_INFO_FIELD_NUMBER -> in.skipField(tag);
        default -> {
          in.skipField(tag);
          keep(graph, start, in.getTotalBytesRead());
        }
      }
      start = in.getTotalBytesRead();
    }
  }

  private static void keep(List<Range> ranges, long start, long end) {
    int last = ranges.size() - 1;
    if (last >= 0 && ranges.get(last).end() == start) {
      ranges.set(last, new Range(ranges.get(last).start(), end));
    } else {
      ranges.add(new Range(start, end));
    }
  }

  private static ValueInfoProto value(CodedInputStream in) throws IOException {
    return in.readMessage(ValueInfoProto.parser(), ExtensionRegistryLite.getEmptyRegistry());
  }

  private void write(Path onnx, Path target) throws IOException {
    byte[] ends = ends();
    long size = ends.length;
    for (Range range : graph) {
      size += range.end() - range.start();
    }
    try (FileChannel from = FileChannel.open(onnx, StandardOpenOption.READ);
        FileChannel to =
            FileChannel.open(
                target,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      copy(from, to, around);
      put(to, header(size));
      copy(from, to, graph);
      put(to, ends);
    }
  }

  private static byte[] header(long size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeTag(ModelProto.GRAPH_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt64NoTag(size);
    out.flush();
    return bytes.toByteArray();
  }

  /** Inputs and outputs of the copy. */
  private byte[] ends() throws IOException {
    Map<String, Long> axes = new HashMap<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    for (ValueInfoProto input : inputs) {
      boolean weights = !signature.inputs().containsKey(input.getName());
      out.writeMessage(GraphProto.INPUT_FIELD_NUMBER, weights ? input : fixed(input, axes));
    }
    for (ValueInfoProto output : outputs) {
      if (wanted.contains(output.getName())) {
        out.writeMessage(GraphProto.OUTPUT_FIELD_NUMBER, named(output, axes));
      }
    }
    out.flush();
    return bytes.toByteArray();
  }

  private ValueInfoProto fixed(ValueInfoProto input, Map<String, Long> axes) {
    List<Long> sizes = Objects.requireNonNull(shapes.get(input.getName())).axes();
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int i = 0; i < sizes.size(); i++) {
      String name = input.getType().getTensorType().getShape().getDim(i).getDimParam();
      Long former = name.isEmpty() ? null : axes.putIfAbsent(name, sizes.get(i));
      if (former != null && !former.equals(sizes.get(i))) {
        throw new IllegalArgumentException(
            "input %s: expected %s %d as elsewhere, got %d"
                .formatted(input.getName(), name, former, sizes.get(i)));
      }
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(sizes.get(i)));
    }
    return shaped(input, shape);
  }

  /** Sets axes of an output that are called like one of an input. */
  private static ValueInfoProto named(ValueInfoProto output, Map<String, Long> axes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (TensorShapeProto.Dimension axis :
        output.getType().getTensorType().getShape().getDimList()) {
      Long size = axes.get(axis.getDimParam());
      shape.addDim(
          size == null ? axis : TensorShapeProto.Dimension.newBuilder().setDimValue(size).build());
    }
    return shaped(output, shape);
  }

  private static ValueInfoProto shaped(ValueInfoProto value, TensorShapeProto.Builder shape) {
    TypeProto.Tensor tensor = value.getType().getTensorType().toBuilder().setShape(shape).build();
    return value.toBuilder().setType(value.getType().toBuilder().setTensorType(tensor)).build();
  }

  private static void copy(FileChannel from, FileChannel to, List<Range> ranges)
      throws IOException {
    for (Range range : ranges) {
      for (long at = range.start(); at < range.end(); ) {
        at += from.transferTo(at, range.end() - at, to);
      }
    }
  }

  private static void put(FileChannel to, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      to.write(buffer);
    }
  }
}
