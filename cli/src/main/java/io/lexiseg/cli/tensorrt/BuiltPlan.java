package io.lexiseg.cli.tensorrt;

import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.encoder.plan.Plan;
import io.lexiseg.vision.encoder.plan.PlanKey;
import io.lexiseg.vision.encoder.plan.PlanTarget;
import io.lexiseg.vision.encoder.plan.PlanTensor;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** What the plan builder reports of the plan that it built. */
final class BuiltPlan {
  private final Properties values = new Properties();

  private BuiltPlan() {}

  /**
   * Reads a report.
   *
   * @param wanted what the plan was to be
   * @throws IOException if the report cannot be read or is no report
   */
  static Plan read(Path report, PlanKey wanted) throws IOException {
    BuiltPlan built = new BuiltPlan();
    try (Reader reader = Files.newBufferedReader(report, StandardCharsets.UTF_8)) {
      built.values.load(reader);
      return built.plan(wanted);
    } catch (IllegalArgumentException e) {
      throw new IOException(report + ": " + e.getMessage(), e);
    }
  }

  private Plan plan(PlanKey wanted) {
    Map<String, PlanTensor> inputs = new HashMap<>();
    Map<String, PlanTensor> outputs = new HashMap<>();
    for (int i = 0; i < Integer.parseInt(value("tensors")); i++) {
      String prefix = "tensor." + i + ".";
      PlanTensor tensor =
          new PlanTensor(type(value(prefix + "type")), shape(value(prefix + "shape")));
      (value(prefix + "kind").equals("input") ? inputs : outputs)
          .put(value(prefix + "name"), tensor);
    }
    PlanTarget asked = wanted.target();
    PlanTarget target = new PlanTarget(value("tensorRt"), asked.gpu(), asked.computeCapability());
    return new Plan(
        new PlanKey(wanted.network(), target, wanted.precision(), inputs),
        outputs,
        Long.parseLong(value("activationBytes")));
  }

  private String value(String key) {
    String value = values.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException("expected a value for " + key + ", got none");
    }
    return value;
  }

  private static ElementType type(String name) {
    return switch (name) {
      case "FLOAT" -> ElementType.FLOAT32;
      case "HALF" -> ElementType.FLOAT16;
      case "INT32" -> ElementType.INT32;
      default -> throw new IllegalArgumentException("expected FLOAT, HALF or INT32, got " + name);
    };
  }

  private static TensorShape shape(String text) {
    List<Long> axes = Stream.of(text.split("x")).map(Long::valueOf).toList();
    return new TensorShape(axes);
  }
}
