package io.lexiseg.vision.encoder.plan;

import io.lexiseg.vision.encoder.engine.Precision;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.pack.Checksums;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What makes a plan another plan; known before one is built.
 *
 * @param network digest of the network, see {@link NetworkHash}
 * @param target what it is compiled for
 * @param precision what it computes in
 * @param inputs what it takes, by name; all have the same first axis, the batch
 */
public record PlanKey(
    String network, PlanTarget target, Precision precision, Map<String, PlanTensor> inputs) {
  private static final int ID_DIGITS = 16;

  /** Checks that the inputs agree on the batch. */
  public PlanKey {
    if (!network.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "plan: expected 64 hexadecimal digits for the network, got '" + network + "'");
    }
    inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
    if (inputs.values().stream().map(input -> input.shape().axis(0)).distinct().count() != 1) {
      throw new IllegalArgumentException(
          "plan: expected inputs with one batch size, got " + inputs);
    }
  }

  /** Items that run together, at least 1. */
  public int batch() {
    return Math.toIntExact(inputs.values().iterator().next().shape().axis(0));
  }

  /** Shapes of the inputs without the batch; plans with equal ones are steps of one ladder. */
  public Map<String, TensorShape> itemShapes() {
    Map<String, TensorShape> shapes = new TreeMap<>();
    inputs.forEach(
        (name, input) ->
            shapes.put(
                name, new TensorShape(input.shape().axes().subList(1, input.shape().rank()))));
    return shapes;
  }

  /** Name of the plan's folder: 16 hexadecimal digits, equal exactly for equal keys. */
  public String id() {
    String text = "%s\n%s\n%s\n%s\n".formatted(network, target, precision, describe());
    return Checksums.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, ID_DIGITS);
  }

  private String describe() {
    return inputs.entrySet().stream()
        .map(input -> input.getKey() + " " + input.getValue())
        .collect(Collectors.joining("\n"));
  }
}
