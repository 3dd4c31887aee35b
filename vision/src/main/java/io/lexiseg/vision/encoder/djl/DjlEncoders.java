package io.lexiseg.vision.encoder.djl;

import io.lexiseg.vision.agreement.MaskGate;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.IncompatibleModelException;
import io.lexiseg.vision.encoder.batch.BatchListener;
import io.lexiseg.vision.encoder.engine.Computing;
import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.encoder.network.Engines;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.encoder.network.NetworkEncoders;
import io.lexiseg.vision.encoder.plan.PlanStore;
import io.lexiseg.vision.encoder.tensorrt.TensorRtEngine;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import java.util.List;

/** The encoders of model packs, run by DJL on one engine. */
public final class DjlEncoders {
  private final InferenceEngine engine;
  private final InferenceOptions options;

  private DjlEncoders(InferenceEngine engine, InferenceOptions options) {
    this.engine = engine;
    this.options = options;
  }

  /**
   * Starts the engine; nothing is loaded yet.
   *
   * @throws IllegalStateException if the device is not there; the message names what is missing
   */
  public static DjlEncoders start(InferenceOptions options) {
    Computing computing = options.computing();
    return new DjlEncoders(
        switch (computing.engine()) {
          case ONNXRUNTIME -> new OnnxRuntimeEngine(computing, options.threadsPerSlot());
          case TENSORRT ->
              TensorRtEngine.start(
                  PlanStore.at(PackStore.standard().root()),
                  new TensorRtEngine.Options(computing.precision(), options.slots(), onAllCores()));
        },
        options);
  }

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
    return start(options).openPack(pack, listener);
  }

  /**
   * Opens a pack's networks.
   *
   * @return owned by the caller
   * @throws RuntimeException as {@link #open(ModelPack, InferenceOptions)}
   */
  public Encoders openPack(ModelPack pack, BatchListener listener) {
    List<String> problems = pack.networkProblems();
    if (!problems.isEmpty()) {
      throw new IncompatibleModelException(problems);
    }
    Engines engines =
        engine instanceof TensorRtEngine tensorRt
            ? engines(pack, tensorRt, options.threadsPerSlot())
            : Engines.all(engine);
    return open(pack, engines, options, listener);
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
