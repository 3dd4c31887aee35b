package io.lexiseg.vision.encoder.tensorrt;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.tensorrt.engine.TrtSession;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import io.lexiseg.vision.encoder.EncoderException;
import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.encoder.plan.PlanTensor;
import io.lexiseg.vision.encoder.plan.StoredPlan;
import io.lexiseg.vision.encoder.plan.UnfitPlanException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * One predictor of one plan, kept for life: a closed one leaves its activations on the GPU.
 *
 * <p><b>Ownership:</b> the buffers are those that TensorRT copies from and to.
 */
final class PlanContext implements AutoCloseable {
  private final StoredPlan stored;
  private final Predictor<NDList, NDList> predictor;
  private final NDList arrays;
  private final Map<String, ByteBuffer> inputs;
  private final Map<String, ByteBuffer> outputs;
  private final PageLocks locks;

  private PlanContext(
      StoredPlan stored, Predictor<NDList, NDList> predictor, TrtSession session, PageLocks locks) {
    this.stored = stored;
    this.predictor = predictor;
    this.arrays = session.getInputBindings();
    this.inputs = buffers(session.getInputBindings());
    this.outputs = buffers(session.getOutputBindings());
    this.locks = locks;
  }

  /**
   * Opens a predictor.
   *
   * @throws UnfitPlanException if its tensors are not those of the sidecar
   */
  static PlanContext open(StoredPlan stored, Model model, PageLocks locks) {
    Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator());
    try {
      TrtSession session = session(predictor);
      require(stored, stored.plan().key().inputs(), tensors(session.getInputBindings()));
      require(stored, stored.plan().outputs(), tensors(session.getOutputBindings()));
      PlanContext context = new PlanContext(stored, predictor, session, locks);
      context.inputs.values().forEach(locks::lock);
      context.outputs.values().forEach(locks::lock);
      return context;
    } catch (RuntimeException e) { // nobody else can close it
      predictor.close();
      throw e;
    }
  }

  StoredPlan stored() {
    return stored;
  }

  /** Items that run together. */
  int batch() {
    return stored.plan().key().batch();
  }

  /** The whole buffer of an input, position 0, native order. */
  ByteBuffer input(String name) {
    return view(inputs, name);
  }

  /** The whole buffer of an output, position 0, native order; valid until the next run. */
  ByteBuffer output(String name) {
    return view(outputs, name);
  }

  /** Runs on what the input buffers hold. */
  void run() {
    try {
      // The very arrays that are bound, so that nothing is copied; what comes back is bound, too,
      // and must not be closed.
      predictor.predict(arrays);
    } catch (TranslateException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new EncoderException("%s: %s".formatted(stored.file(), cause.getMessage()), e);
    }
  }

  @Override
  public void close() {
    inputs.values().forEach(locks::unlock);
    outputs.values().forEach(locks::unlock);
    predictor.close();
  }

  /** DJL has no other way to the buffers: a translator is given the model's block. */
  private static TrtSession session(Predictor<?, ?> predictor) {
    try {
      Field block = Predictor.class.getDeclaredField("block");
      block.setAccessible(true);
      return (TrtSession) block.get(predictor);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("DJL's predictor has no field 'block' any more", e);
    }
  }

  private static Map<String, ByteBuffer> buffers(NDList arrays) {
    Map<String, ByteBuffer> buffers = new LinkedHashMap<>();
    for (NDArray array : arrays) {
      buffers.put(array.getName(), array.toByteBuffer(false));
    }
    return buffers;
  }

  private static ByteBuffer view(Map<String, ByteBuffer> buffers, String name) {
    ByteBuffer buffer = buffers.get(name);
    if (buffer == null) {
      throw new IllegalArgumentException(
          "tensor: expected one of %s, got %s".formatted(buffers.keySet(), name));
    }
    ByteBuffer view = buffer.duplicate();
    view.clear();
    return view.order(ByteOrder.nativeOrder());
  }

  private static Map<String, PlanTensor> tensors(NDList arrays) {
    Map<String, PlanTensor> tensors = new TreeMap<>();
    for (NDArray array : arrays) {
      TensorShape shape = TensorShape.of(array.getShape().getShape());
      tensors.put(array.getName(), new PlanTensor(type(array), shape));
    }
    return tensors;
  }

  private static ElementType type(NDArray array) {
    return switch (array.getDataType()) {
      case FLOAT32 -> ElementType.FLOAT32;
      case FLOAT16 -> ElementType.FLOAT16;
      case INT32 -> ElementType.INT32;
      default ->
          throw new UnfitPlanException(
              "tensor %s: expected float32, float16 or int32, got %s"
                  .formatted(array.getName(), array.getDataType()));
    };
  }

  private static void require(
      StoredPlan stored, Map<String, PlanTensor> expected, Map<String, PlanTensor> found) {
    if (!expected.equals(found)) {
      throw new UnfitPlanException(
          "%s: expected the sidecar's tensors %s, got %s"
              .formatted(stored.file(), expected, found));
    }
  }
}
