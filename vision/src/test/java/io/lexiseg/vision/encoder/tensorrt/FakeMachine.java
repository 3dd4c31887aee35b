package io.lexiseg.vision.encoder.tensorrt;

import ai.djl.tensorrt.jni.FakePlan;
import io.lexiseg.vision.encoder.djl.OnnxRuntimeEngine;
import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.Precision;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.encoder.plan.NetworkHash;
import io.lexiseg.vision.encoder.plan.Plan;
import io.lexiseg.vision.encoder.plan.PlanKey;
import io.lexiseg.vision.encoder.plan.PlanStore;
import io.lexiseg.vision.encoder.plan.PlanTensor;
import io.lexiseg.vision.encoder.plan.Plans;
import io.lexiseg.vision.encoder.plan.StoredPlan;
import io.lexiseg.vision.pack.onnx.OnnxSignature;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A machine whose TensorRT is a fake, and plans for it. */
public final class FakeMachine {
  private static final long PLENTY = 64L << 30;

  /** The engine that plans are held against. */
  private final InferenceEngine reference = new OnnxRuntimeEngine(1);

  private final PlanStore plans;
  private final Precision precision;

  public FakeMachine(Path root, Precision precision) {
    this.plans = PlanStore.at(root);
    this.precision = precision;
  }

  PlanStore plans() {
    return plans;
  }

  /** An engine on a GPU with plenty of memory. */
  public TensorRtEngine engine() {
    return engine(PLENTY, PageLocks.NONE);
  }

  TensorRtEngine engine(long freeBytes, PageLocks locks) {
    TensorRtMachine.startDjl();
    GpuMemory memory = new GpuMemory(Plans.TARGET.gpu(), freeBytes);
    return new TensorRtEngine(
        new TensorRtMachine(Plans.TARGET, memory, locks),
        plans,
        new TensorRtEngine.Options(precision, 1, reference));
  }

  /**
   * Stores a plan of a network.
   *
   * @param open lengths of the input's open axes but the first, in order
   */
  public StoredPlan build(Path onnx, String output, int batch, long... open) {
    Map<String, PlanTensor> inputs = new LinkedHashMap<>();
    OnnxSignature.read(onnx)
        .inputs()
        .forEach(
            (name, declared) ->
                inputs.put(
                    name,
                    new PlanTensor(type(declared.type()), closed(declared.shape(), batch, open))));
    PlanTensor result = new PlanTensor(type("FLOAT"), outputShape(onnx, inputs, output));
    PlanKey key = new PlanKey(NetworkHash.of(onnx), Plans.TARGET, precision, inputs);
    Plan plan = new Plan(key, Map.of(output, result), 1 << 20);
    String text = new FakePlan(onnx, fakes(inputs), fakes(plan.outputs())).text();
    return Plans.store(plans, plan, text.getBytes(StandardCharsets.UTF_8));
  }

  private ElementType type(String declared) {
    if (declared.startsWith("INT")) {
      return ElementType.INT32;
    }
    return precision == Precision.FP16 ? ElementType.FLOAT16 : ElementType.FLOAT32;
  }

  private static TensorShape closed(TensorShape declared, int batch, long... open) {
    List<Long> axes = new ArrayList<>(List.of((long) batch));
    int next = 0;
    for (int i = 1; i < declared.rank(); i++) {
      axes.add(declared.axis(i) == TensorShape.ANY ? open[next++] : declared.axis(i));
    }
    return new TensorShape(axes);
  }

  /** What the network says when it runs once. */
  private TensorShape outputShape(Path onnx, Map<String, PlanTensor> inputs, String output) {
    try (LoadedModel model = reference.load(onnx);
        Slot slot = model.openSlot()) {
      Map<String, OnnxSignature.Tensor> declared = OnnxSignature.read(onnx).inputs();
      inputs.forEach(
          (name, input) -> {
            String type = Objects.requireNonNull(declared.get(name)).type();
            ElementType wanted =
                type.equals("FLOAT") ? ElementType.FLOAT32 : ElementType.valueOf(type);
            ByteBuffer buffer = slot.input(name, wanted, input.shape());
            while (buffer.hasRemaining()) {
              buffer.put((byte) 0);
            }
          });
      slot.run();
      return slot.output(output).shape();
    }
  }

  private static Map<String, FakePlan.Tensor> fakes(Map<String, PlanTensor> tensors) {
    Map<String, FakePlan.Tensor> fakes = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) ->
            fakes.put(name, new FakePlan.Tensor(code(tensor.type()), tensor.shape().axes())));
    return fakes;
  }

  private static int code(ElementType type) {
    return switch (type) {
      case FLOAT32 -> 0;
      case FLOAT16 -> 1;
      case INT32 -> 3;
      case INT64 -> throw new IllegalArgumentException("TensorRT 8 has no int64");
    };
  }
}
