package io.lexiseg.vision.encoder.djl;

import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.IncompatibleModelException;
import io.lexiseg.vision.encoder.batch.BatchListener;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.encoder.network.NetworkEncoders;
import io.lexiseg.vision.pack.ModelPack;
import java.util.List;

/** The encoders of a model pack, run by DJL. */
public final class DjlEncoders {
  private DjlEncoders() {}

  /**
   * Opens a pack's networks on ONNX Runtime; this takes seconds for large ones. The files'
   * checksums are not compared, see {@link ModelPack#verify}.
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
    OnnxRuntimeEngine engine = new OnnxRuntimeEngine(options.device(), options.threadsPerSlot());
    return NetworkEncoders.open(engine, pack.encoders(), options, listener);
  }
}
