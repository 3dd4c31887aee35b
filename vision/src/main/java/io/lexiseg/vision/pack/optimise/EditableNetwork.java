package io.lexiseg.vision.pack.optimise;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.UnsafeByteOperations;
import io.lexiseg.vision.pack.onnx.OnnxWeights;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A network in ONNX format, open for rewriting: its operators in order, and its weights by name.
 * Weights that lie in files of their own are read when they are asked for, and written inside.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class EditableNetwork {
  /** The domain of operators that only ONNX Runtime knows. */
  static final String RUNTIME_DOMAIN = "com.microsoft";

  private final ModelProto model;
  private final OnnxWeights weights;
  private final Map<String, NodeProto> producers = new HashMap<>();
  private final Map<String, List<NodeProto>> consumers = new HashMap<>();

  private EditableNetwork(Path file, ModelProto model) {
    this.model = model;
    this.weights = OnnxWeights.of(file, model);
    for (NodeProto node : nodes()) {
      node.getOutputList().forEach(tensor -> producers.put(tensor, node));
      for (String tensor : Set.copyOf(node.getInputList())) {
        consumers.computeIfAbsent(tensor, name -> new ArrayList<>()).add(node);
      }
    }
  }

  /**
   * Reads a network.
   *
   * @throws IOException if the file cannot be read or is none
   */
  static EditableNetwork read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new EditableNetwork(file, ModelProto.parseFrom(in));
    }
  }

  /** Operators, in an order in which they can run. */
  List<NodeProto> nodes() {
    return model.getGraph().getNodeList();
  }

  /** The operator that makes a tensor; empty for inputs and weights. */
  Optional<NodeProto> producer(String tensor) {
    return Optional.ofNullable(producers.get(tensor));
  }

  /** The operators that take a tensor, in order. */
  List<NodeProto> consumers(String tensor) {
    return consumers.getOrDefault(tensor, List.of());
  }

  /** Whether a tensor leaves the network. */
  boolean isOutput(String tensor) {
    return model.getGraph().getOutputList().stream().anyMatch(out -> out.getName().equals(tensor));
  }

  /** Whether a tensor is a 32-bit constant of that many axes. */
  boolean isWeight(String tensor, int axes) {
    TensorProto weight = weights.all().get(tensor);
    return weight != null
        && weight.getDimsCount() == axes
        && weight.getDataType() == TensorProto.DataType.FLOAT.getNumber();
  }

  /** Lengths of a constant's axes. */
  List<Integer> shape(String weight) {
    return weights.shape(weight);
  }

  /** Values of a 32-bit constant, row-major, the caller's own. */
  float[] values(String weight) throws IOException {
    return weights.values(weight);
  }

  /** Values of a constant of whole numbers. */
  long[] longs(String weight) throws IOException {
    return weights.longs(weight);
  }

  /**
   * Writes the network with other operators. Constants that none of them takes are left out.
   *
   * @param nodes in an order in which they can run
   * @param added constants beside those of this network
   */
  void write(Path target, List<NodeProto> nodes, List<TensorProto> added) throws IOException {
    Set<String> used =
        nodes.stream().flatMap(node -> node.getInputList().stream()).collect(Collectors.toSet());
    GraphProto.Builder graph =
        model.getGraph().toBuilder().clearNode().clearInitializer().addAllNode(nodes);
    for (TensorProto weight : weights.all().values()) {
      if (used.contains(weight.getName())) {
        graph.addInitializer(inside(weight));
      }
    }
    ModelProto.Builder whole = model.toBuilder().setGraph(graph.addAllInitializer(added));
    if (model.getOpsetImportList().stream()
        .noneMatch(set -> set.getDomain().equals(RUNTIME_DOMAIN))) {
      whole.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(RUNTIME_DOMAIN).setVersion(1));
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
      whole.build().writeTo(out);
    }
  }

  /** Writes the network as it is, with further tensors for outputs. */
  void writeWatched(Path target, Set<String> tensors) throws IOException {
    Set<String> outputs = new HashSet<>(tensors);
    model.getGraph().getOutputList().forEach(output -> outputs.remove(output.getName()));
    GraphProto.Builder graph = model.getGraph().toBuilder().clearInitializer();
    for (TensorProto weight : weights.all().values()) {
      graph.addInitializer(inside(weight));
    }
    outputs.forEach(name -> graph.addOutput(ValueInfoProto.newBuilder().setName(name)));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
      model.toBuilder().setGraph(graph).build().writeTo(out);
    }
  }

  /** An attribute of whole numbers; those given where the operator has none. */
  static List<Long> integers(NodeProto node, String name, List<Long> otherwise) {
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.getName().equals(name)) {
        return attribute.getIntsCount() > 0 ? attribute.getIntsList() : List.of(attribute.getI());
      }
    }
    return otherwise;
  }

  private TensorProto inside(TensorProto tensor) throws IOException {
    if (tensor.getDataLocation() != TensorProto.DataLocation.EXTERNAL) {
      return tensor;
    }
    return tensor.toBuilder()
        .clearExternalData()
        .clearDataLocation()
        .setRawData(UnsafeByteOperations.unsafeWrap(weights.bytes(tensor)))
        .build();
  }
}
