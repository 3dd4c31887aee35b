package ai.djl.tensorrt.jni;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.lexiseg.vision.encoder.engine.HalfFloat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * TensorRT in Java, for machines without a GPU: what DJL's native library would do, computed by
 * ONNX Runtime. It counts what is open.
 */
public final class FakeTensorRt {
  private static final AtomicLong HANDLES = new AtomicLong(1);
  private static final Map<Long, Model> MODELS = new ConcurrentHashMap<>();
  private static final Map<Long, Session> SESSIONS = new ConcurrentHashMap<>();
  private static final List<Long> BATCHES = Collections.synchronizedList(new ArrayList<>());
  private static volatile float spoilt;

  private record Model(FakePlan plan, OrtSession network) {}

  private record Session(Model model, Map<String, ByteBuffer> buffers) {}

  private FakeTensorRt() {}

  /** Forgets what ran, and computes rightly again. */
  public static void reset() {
    BATCHES.clear();
    spoilt = 0;
  }

  /** Adds so much to every second result from now on. */
  public static void spoil(float amount) {
    spoilt = amount;
  }

  /** Sizes of the plans that ran, in order. */
  public static List<Long> batches() {
    return List.copyOf(BATCHES);
  }

  /** Loaded plans. */
  public static int models() {
    return MODELS.size();
  }

  /** Open execution contexts. */
  public static int sessions() {
    return SESSIONS.size();
  }

  static long load(String file) {
    FakePlan plan = FakePlan.read(file);
    try {
      OrtSession network =
          OrtEnvironment.getEnvironment()
              .createSession(plan.onnx().toString(), new OrtSession.SessionOptions());
      long handle = HANDLES.getAndIncrement();
      MODELS.put(handle, new Model(plan, network));
      return handle;
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  static FakePlan plan(long model) {
    return MODELS.get(model).plan();
  }

  static FakePlan planOfSession(long session) {
    return session(session).model().plan();
  }

  static void deleteModel(long model) {
    try {
      MODELS.remove(model).network().close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  static long open(long model) {
    long handle = HANDLES.getAndIncrement();
    SESSIONS.put(handle, new Session(MODELS.get(model), new ConcurrentHashMap<>()));
    return handle;
  }

  /** A second close is a use after free in the native library. */
  static void close(long session) {
    if (SESSIONS.remove(session) == null) {
      throw new AssertionError("the session was closed before");
    }
  }

  static void bind(long session, String name, ByteBuffer buffer) {
    if (!buffer.isDirect()) {
      throw new AssertionError(name + ": expected a direct buffer");
    }
    session(session).buffers().put(name, buffer);
  }

  static void run(long handle) {
    Session session = session(handle);
    FakePlan plan = session.model().plan();
    BATCHES.add(plan.inputs().values().iterator().next().shape()[0]);
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (Map.Entry<String, FakePlan.Tensor> input : new TreeMap<>(plan.inputs()).entrySet()) {
        inputs.put(input.getKey(), tensor(session, input.getKey(), input.getValue()));
      }
      try (OrtSession.Result results = session.model().network().run(inputs)) {
        for (Map.Entry<String, FakePlan.Tensor> output : plan.outputs().entrySet()) {
          OnnxTensor result = (OnnxTensor) results.get(output.getKey()).orElseThrow();
          write(result.getFloatBuffer(), output.getValue(), bytes(session, output.getKey()));
        }
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  /** What a plan holds in 16 bits or in 32-bit numbers, as the network declares it. */
  private static OnnxTensor tensor(Session session, String name, FakePlan.Tensor type)
      throws OrtException {
    ByteBuffer bytes = bytes(session, name);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    TensorInfo declared = (TensorInfo) session.model().network().getInputInfo().get(name).getInfo();
    if (type.type() == FakePlan.INT32) {
      if (declared.type == OnnxJavaType.INT32) {
        return OnnxTensor.createTensor(environment, bytes.asIntBuffer(), type.shape());
      }
      LongBuffer ids = LongBuffer.allocate(bytes.capacity() / Integer.BYTES);
      while (ids.hasRemaining()) {
        ids.put(bytes.getInt());
      }
      return OnnxTensor.createTensor(environment, ids.flip(), type.shape());
    }
    if (type.type() == FakePlan.FLOAT) {
      return OnnxTensor.createTensor(environment, bytes.asFloatBuffer(), type.shape());
    }
    FloatBuffer values = FloatBuffer.allocate(bytes.capacity() / Short.BYTES);
    while (values.hasRemaining()) {
      values.put(HalfFloat.decode(bytes.getShort()));
    }
    return OnnxTensor.createTensor(environment, values.flip(), type.shape());
  }

  private static void write(FloatBuffer values, FakePlan.Tensor type, ByteBuffer target) {
    for (int i = 0; values.hasRemaining(); i++) {
      float value = values.get() + (i % 2 == 0 ? 0 : spoilt);
      if (type.type() == FakePlan.HALF) {
        target.putShort(HalfFloat.encode(value));
      } else {
        target.putFloat(value);
      }
    }
  }

  private static ByteBuffer bytes(Session session, String name) {
    ByteBuffer bytes = session.buffers().get(name).duplicate().order(ByteOrder.nativeOrder());
    bytes.clear();
    return bytes;
  }

  private static Session session(long handle) {
    Session session = SESSIONS.get(handle);
    if (session == null) {
      throw new AssertionError("the session is closed");
    }
    return session;
  }
}
