package ai.djl.tensorrt.jni;

import java.nio.ByteBuffer;

/** In place of the one whose methods are native. */
final class TrtLibrary {
  static final TrtLibrary LIB = new TrtLibrary();
  private static final int SERIALIZED = 2;

  private TrtLibrary() {}

  void initPlugins(String namespace, int logLevel) {}

  long loadTrtModel(int kind, String path, int device, String[] keys, String[] values) {
    if (kind != SERIALIZED) {
      throw new AssertionError("expected a plan, got " + path);
    }
    if (keys.length > 0) {
      throw new AssertionError("expected no options");
    }
    return FakeTensorRt.load(path);
  }

  void deleteTrtModel(long model) {
    FakeTensorRt.deleteModel(model);
  }

  String[] getInputNames(long model) {
    return FakeTensorRt.plan(model).inputs().keySet().toArray(String[]::new);
  }

  int[] getInputDataTypes(long model) {
    return FakeTensorRt.plan(model).inputs().values().stream()
        .mapToInt(FakePlan.Tensor::type)
        .toArray();
  }

  String[] getOutputNames(long model) {
    return FakeTensorRt.plan(model).outputs().keySet().toArray(String[]::new);
  }

  int[] getOutputDataTypes(long model) {
    return FakeTensorRt.plan(model).outputs().values().stream()
        .mapToInt(FakePlan.Tensor::type)
        .toArray();
  }

  long createSession(long model) {
    return FakeTensorRt.open(model);
  }

  void deleteSession(long session) {
    FakeTensorRt.close(session);
  }

  long[] getShape(long session, String name) {
    FakePlan plan = FakeTensorRt.planOfSession(session);
    FakePlan.Tensor input = plan.inputs().get(name);
    return (input == null ? plan.outputs().get(name) : input).shape();
  }

  void bind(long session, String name, ByteBuffer buffer) {
    FakeTensorRt.bind(session, name, buffer);
  }

  void runTrtModel(long session) {
    FakeTensorRt.run(session);
  }

  int getTrtVersion() {
    return 8601;
  }
}
