package io.lexiseg.vision.encoder.tensorrt;

import io.lexiseg.vision.encoder.EncoderException;
import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.HalfFloat;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.encoder.plan.PlanTensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One context of every plan of a network. A run takes the smallest one that has room; rows beyond
 * those asked for keep what they held, and what comes of them is not read.
 */
final class TensorRtSlot implements Slot {
  private static final String CLOSED = "the slot is closed";

  /** Small batches first. */
  private final List<PlanContext> contexts;

  private final Map<String, FloatBuffer> floats = new HashMap<>();
  private Optional<PlanContext> chosen = Optional.empty();
  private Optional<PlanContext> ran = Optional.empty();
  private int items;
  private boolean closed;

  TensorRtSlot(List<PlanContext> contexts) {
    this.contexts = new ArrayList<>(contexts);
    this.contexts.sort(Comparator.comparingInt(PlanContext::batch));
  }

  @Override
  public ElementType inputType(String name, ElementType otherwise) {
    return contexts.stream()
        .flatMap(context -> Optional.ofNullable(inputs(context).get(name)).stream())
        .map(PlanTensor::type)
        .findFirst()
        .orElse(otherwise);
  }

  @Override
  public Optional<TensorShape> itemShape(String name) {
    return contexts.stream()
        .flatMap(context -> Optional.ofNullable(inputs(context).get(name)).stream())
        .map(input -> item(input.shape()))
        .findFirst();
  }

  @Override
  public ByteBuffer input(String name, ElementType type, TensorShape shape) {
    requireOpen();
    PlanContext context =
        contexts.stream()
            .filter(candidate -> takes(candidate, name, type, shape))
            .findFirst()
            .orElseThrow(() -> refusal(name, type, shape));
    if (chosen.isPresent() && chosen.get() != context) {
      throw new IllegalArgumentException(
          "input %s: expected %d items as in the others, got %s".formatted(name, items, shape));
    }
    chosen = Optional.of(context);
    items = Math.toIntExact(shape.axis(0));
    int bytes = Math.toIntExact(shape.elements() * type.sizeBytes());
    return context.input(name).limit(bytes);
  }

  @Override
  public void run() {
    requireOpen();
    PlanContext context =
        chosen.orElseThrow(() -> new IllegalStateException("no input has been written"));
    chosen = Optional.empty();
    ran = Optional.of(context);
    context.run();
  }

  @Override
  public OutputTensor output(String name) {
    requireOpen();
    PlanContext context =
        ran.orElseThrow(() -> new IllegalArgumentException("output " + name + ": nothing has run"));
    Map<String, PlanTensor> outputs = context.stored().plan().outputs();
    PlanTensor tensor = outputs.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "output: expected one of %s, got %s".formatted(outputs.keySet(), name));
    }
    List<Long> axes = new ArrayList<>(tensor.shape().axes());
    axes.set(0, (long) items);
    TensorShape shape = new TensorShape(axes);
    int elements = Math.toIntExact(shape.elements());
    return new OutputTensor(shape, values(context.output(name), name, tensor.type(), elements));
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      contexts.forEach(PlanContext::close);
    }
  }

  /** 32-bit results as they lie in the bound buffer, others converted. */
  private FloatBuffer values(ByteBuffer bytes, String name, ElementType type, int elements) {
    return switch (type) {
      case FLOAT32 -> bytes.asFloatBuffer().limit(elements);
      case FLOAT16 -> widened(bytes.asShortBuffer(), name, elements);
      case INT32, INT64 ->
          throw new EncoderException(
              "output %s: expected float32 or float16, got %s".formatted(name, type));
    };
  }

  private FloatBuffer widened(ShortBuffer halves, String name, int elements) {
    FloatBuffer values = floats.get(name);
    if (values == null || values.capacity() < elements) {
      values = FloatBuffer.allocate(elements);
      floats.put(name, values);
    }
    values.clear();
    for (int i = 0; i < elements; i++) {
      values.put(i, HalfFloat.decode(halves.get(i)));
    }
    return values.limit(elements);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(CLOSED);
    }
  }

  private static boolean takes(
      PlanContext context, String name, ElementType type, TensorShape shape) {
    PlanTensor input = inputs(context).get(name);
    return input != null
        && input.type() == type
        && input.shape().rank() == shape.rank()
        && item(input.shape()).equals(item(shape))
        && shape.axis(0) <= input.shape().axis(0);
  }

  /** What no plan takes; a picture of another size than all plans, mostly. */
  private EncoderException refusal(String name, ElementType type, TensorShape shape) {
    List<PlanTensor> known =
        contexts.stream()
            .flatMap(context -> Optional.ofNullable(inputs(context).get(name)).stream())
            .toList();
    return new EncoderException(
        "input %s: expected one of the sizes that there are plans for, %s, got %s %s; build one of that size: lexiseg models plan"
            .formatted(name, known, type, shape));
  }

  private static Map<String, PlanTensor> inputs(PlanContext context) {
    return context.stored().plan().key().inputs();
  }

  private static TensorShape item(TensorShape shape) {
    return new TensorShape(shape.axes().subList(1, shape.rank()));
  }
}
