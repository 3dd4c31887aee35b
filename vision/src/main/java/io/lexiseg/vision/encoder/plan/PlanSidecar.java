package io.lexiseg.vision.encoder.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.Precision;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.pack.JsonFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The JSON beside a plan. */
final class PlanSidecar {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private PlanSidecar() {}

  static StoredPlan read(Path folder) {
    Path file = folder.resolve(StoredPlan.SIDECAR);
    if (!Files.isRegularFile(file)) {
      throw new UnfitPlanException(
          folder + ": expected " + StoredPlan.SIDECAR + " beside the plan, got no such file");
    }
    List<String> problems = new ArrayList<>();
    Optional<StoredPlan> stored = parse(folder, document(file), problems);
    if (!problems.isEmpty() || stored.isEmpty()) {
      throw new UnfitPlanException(file + ": " + String.join("; ", problems));
    }
    return stored.get();
  }

  static byte[] write(StoredPlan stored) {
    PlanKey key = stored.plan().key();
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("network", key.network());
    root.put("tensorRt", key.target().tensorRt());
    root.put("gpu", key.target().gpu());
    root.put("computeCapability", key.target().computeCapability());
    root.put("precision", key.precision().toString());
    root.put("batch", key.batch());
    root.set("inputs", tensors(key.inputs()));
    root.set("outputs", tensors(stored.plan().outputs()));
    root.put("activationBytes", stored.plan().activationBytes());
    root.put("sizeBytes", stored.sizeBytes());
    root.put("sha256", stored.sha256());
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can be written", e);
    }
  }

  private static JsonNode document(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UnfitPlanException(file + ": expected JSON, cannot read it", e);
    }
  }

  private static Optional<StoredPlan> parse(Path folder, JsonNode node, List<String> problems) {
    JsonFields fields = new JsonFields("", node, problems);
    int format = fields.integer("format", 1);
    if (format != FORMAT) {
      fields.problem("format", "expected %d, got %d".formatted(FORMAT, format));
    }
    String network = fields.text("network");
    String tensorRt = fields.text("tensorRt");
    String gpu = fields.text("gpu");
    String capability = fields.text("computeCapability");
    Precision precision = fields.constant("precision", Precision.class);
    int batch = fields.integer("batch", 1);
    Map<String, PlanTensor> inputs = tensors(fields.object("inputs"));
    Map<String, PlanTensor> outputs = tensors(fields.object("outputs"));
    long activationBytes = fields.size("activationBytes");
    long sizeBytes = fields.size("sizeBytes");
    String sha256 = fields.text("sha256");
    return fields.build(
        () -> {
          PlanTarget target = new PlanTarget(tensorRt, gpu, capability);
          PlanKey key = new PlanKey(network, target, precision, inputs);
          if (key.batch() != batch) {
            throw new IllegalArgumentException(
                "batch: expected %d as in the inputs, got %d".formatted(key.batch(), batch));
          }
          return new StoredPlan(folder, new Plan(key, outputs, activationBytes), sizeBytes, sha256);
        });
  }

  private static Map<String, PlanTensor> tensors(JsonFields fields) {
    Map<String, PlanTensor> tensors = new TreeMap<>();
    for (String name : fields.names()) {
      JsonFields tensor = fields.object(name);
      ElementType type = tensor.constant("type", ElementType.class);
      List<Long> axes = tensor.integers("shape", 1);
      tensor
          .build(() -> new PlanTensor(type, new TensorShape(axes)))
          .ifPresent(value -> tensors.put(name, value));
    }
    return tensors;
  }

  private static ObjectNode tensors(Map<String, PlanTensor> tensors) {
    ObjectNode node = JSON.createObjectNode();
    tensors.forEach(
        (name, tensor) -> {
          ArrayNode shape = JSON.createArrayNode();
          tensor.shape().axes().forEach(shape::add);
          node.set(
              name,
              JSON.createObjectNode().put("type", tensor.type().toString()).set("shape", shape));
        });
    return node;
  }
}
