package io.lexiseg.vision.encoder.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * ONNX Runtime on the CPU, through DJL. One network is one {@code OrtSession}, which its slots
 * share.
 *
 * <p><b>Threads:</b> safe.
 */
public final class OnnxRuntimeEngine implements InferenceEngine {
  private static final String ENGINE = "OnnxRuntime";

  private final int threadsPerSlot;

  /**
   * Starts ONNX Runtime if it does not run yet.
   *
   * @param threadsPerSlot threads that share one run, at least 1
   */
  public OnnxRuntimeEngine(int threadsPerSlot) {
    this.threadsPerSlot = threadsPerSlot;
    // DJL asks the network where it runs, and looks for a second engine, unless told not to.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.onnx.disable_alternative", "true");
    Engine.getEngine(ENGINE); // creates the OrtEnvironment that session options need
  }

  @Override
  public String name() {
    return ENGINE;
  }

  @Override
  public LoadedModel load(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + ": expected a network in ONNX format, got no file");
    }
    Model model = Model.newInstance(file.getFileName().toString(), Device.cpu(), ENGINE);
    try {
      model.load(file, null, Map.of("sessionOptions", sessionOptions()));
      return new DjlModel(file, model);
    } catch (IOException | MalformedModelException | OrtException e) {
      model.close();
      throw new IllegalArgumentException(
          "%s: expected a network in ONNX format, got: %s".formatted(file, e.getMessage()), e);
    }
  }

  // Closed by the model.
  private OrtSession.SessionOptions sessionOptions() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(threadsPerSlot);
    options.setInterOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    return options;
  }
}
