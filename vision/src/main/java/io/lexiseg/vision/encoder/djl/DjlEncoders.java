package io.lexiseg.vision.encoder.djl;

import io.lexiseg.vision.agreement.MaskGate;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.IncompatibleModelException;
import io.lexiseg.vision.encoder.batch.BatchListener;
import io.lexiseg.vision.encoder.engine.EngineKind;
import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.encoder.network.Engines;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.encoder.network.NetworkEncoders;
import io.lexiseg.vision.encoder.plan.PlanStore;
import io.lexiseg.vision.encoder.tensorrt.TensorRtEngine;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import java.util.List;

/** The encoders of a model pack, run by DJL. */
public final class DjlEncoders {
  private DjlEncoders() {}

  /**
   * Opens a pack's networks; this takes seconds for large ones. The files' checksums are not
   * compared, see {@link ModelPack#verify}.
   *
   * @return owned by the caller
   * @throws IncompatibleModelException with all problems, if networks differ from the pack's
   *     description
   * @throws IllegalStateException if the device is not there, or its results are not those of the
   *     CPU
   * @throws IllegalArgumentException if the engine cannot run a file, or one is no vocabulary
   */
  public static Encoders open(ModelPack pack, InferenceOptions options) {
    return open(pack, options, BatchListener.NONE);
  }

  /** As {@link #open(ModelPack, InferenceOptions)}, and tells how the batchers do. */
  public static Encoders open(ModelPack pack, InferenceOptions options, BatchListener listener) {
    List<String> problems = pack.networkProblems();
    if (!problems.isEmpty()) {
      throw new IncompatibleModelException(problems);
    }
    return open(pack, engines(pack, options), options, listener);
  }

  /** With engines of one's own; those that have a reference are held against it. */
  static Encoders open(
      ModelPack pack, Engines engines, InferenceOptions options, BatchListener listener) {
    NetworkEncoders encoders = NetworkEncoders.open(engines, pack.encoders(), options, listener);
    try {
      InferenceEngine engine = engines.pictures();
      engine.reference().ifPresent(trusted -> check(pack, encoders, engine, trusted));
      return encoders;
    } catch (RuntimeException e) { // nobody else can close them
      encoders.close();
      throw e;
    }
  }

  private static Engines engines(ModelPack pack, InferenceOptions options) {
    if (options.computing().engine() == EngineKind.ONNXRUNTIME) {
      return Engines.all(new OnnxRuntimeEngine(options.computing(), options.threadsPerSlot()));
    }
    TensorRtEngine engine =
        TensorRtEngine.start(
            PlanStore.at(PackStore.standard().root()),
            new TensorRtEngine.Options(
                options.computing().precision(), options.slots(), onAllCores()));
    return engines(pack, engine, options.threadsPerSlot());
  }

  /** Few texts are embedded, and each once: they do well without plans, on the CPU. */
  static Engines engines(ModelPack pack, TensorRtEngine engine, int threadsPerSlot) {
    return engine.hasPlans(pack.text().file())
        ? Engines.all(engine)
        : new Engines(engine, new OnnxRuntimeEngine(threadsPerSlot));
  }

  private static void check(
      ModelPack pack, Encoders encoders, InferenceEngine engine, InferenceEngine trusted) {
    try (Encoders expected =
        NetworkEncoders.open(
            trusted, pack.encoders(), InferenceOptions.cpu(1), BatchListener.NONE)) {
      MaskGate.check(expected, encoders, pack.defaultPreset().settings(), engine.name());
    }
  }

  private static InferenceEngine onAllCores() {
    return new OnnxRuntimeEngine(Runtime.getRuntime().availableProcessors());
  }
}
