package io.lexiseg.vision.encoder.djl;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.TranslateException;
import io.lexiseg.vision.encoder.EncoderException;
import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.engine.TensorShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A predictor with its own input buffers. Every array of a run belongs to a manager that ends with
 * the run; only copies leave it.
 */
final class DjlSlot implements Slot {
  private final Path file;
  private final Predictor<NDList, NDList> predictor;
  private final NDManager manager;
  private final Map<String, ByteBuffer> buffers = new HashMap<>();
  private final Map<String, Input> inputs = new LinkedHashMap<>();
  private final Map<String, OutputTensor> outputs = new LinkedHashMap<>();
  private boolean closed;

  private record Input(ByteBuffer buffer, ElementType type, TensorShape shape) {}

  DjlSlot(Path file, Predictor<NDList, NDList> predictor, NDManager manager) {
    this.file = file;
    this.predictor = predictor;
    this.manager = manager;
  }

  @Override
  public ByteBuffer input(String name, ElementType type, TensorShape shape) {
    int sizeBytes = Math.toIntExact(shape.elements() * type.sizeBytes());
    ByteBuffer buffer = buffers.get(name);
    if (buffer == null || buffer.capacity() < sizeBytes) {
      // Native order: DJL would read big-endian floats as garbage.
      buffer = ByteBuffer.allocateDirect(sizeBytes).order(ByteOrder.nativeOrder());
      buffers.put(name, buffer);
    }
    buffer.clear().limit(sizeBytes);
    inputs.put(name, new Input(buffer, type, shape));
    return buffer.duplicate().order(ByteOrder.nativeOrder());
  }

  @Override
  public void run() {
    if (closed) {
      throw new IllegalStateException(file + ": the slot is closed");
    }
    outputs.clear();
    try (NDManager scope = manager.newSubManager()) {
      NDList arrays = new NDList();
      inputs.forEach((name, input) -> arrays.add(array(scope, name, input)));
      for (NDArray result : predictor.predict(arrays)) {
        outputs.put(result.getName(), copy(result));
      }
    } catch (TranslateException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new EncoderException("%s: %s".formatted(file, cause.getMessage()), e);
    } finally {
      inputs.clear();
    }
  }

  @Override
  public OutputTensor output(String name) {
    OutputTensor output = outputs.get(name);
    if (output == null) {
      throw new IllegalArgumentException(
          "output: expected one of %s, got %s".formatted(outputs.keySet(), name));
    }
    return output;
  }

  /** How many arrays live beyond a run; a leak if it grows. */
  int heldArrays() {
    return manager.getManagedArrays().size();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      predictor.close();
      manager.close();
      buffers.clear();
      outputs.clear();
    }
  }

  private static NDArray array(NDManager scope, String name, Input input) {
    Shape shape = new Shape(input.shape().axes().stream().mapToLong(Long::longValue).toArray());
    NDArray array = scope.create(input.buffer(), shape, dataType(input.type()));
    array.setName(name);
    return array;
  }

  private static DataType dataType(ElementType type) {
    return switch (type) {
      case FLOAT32 -> DataType.FLOAT32;
      case FLOAT16 -> DataType.FLOAT16;
      case INT32 -> DataType.INT32;
      case INT64 -> DataType.INT64;
    };
  }

  private OutputTensor copy(NDArray result) {
    if (result.getDataType() != DataType.FLOAT32) {
      throw new EncoderException(
          "%s: output %s: expected FLOAT32, got %s"
              .formatted(file, result.getName(), result.getDataType()));
    }
    TensorShape shape = TensorShape.of(result.getShape().getShape());
    ByteBuffer bytes = result.toByteBuffer(false).order(ByteOrder.nativeOrder());
    FloatBuffer values = bytes.asFloatBuffer();
    return new OutputTensor(shape, values);
  }
}
