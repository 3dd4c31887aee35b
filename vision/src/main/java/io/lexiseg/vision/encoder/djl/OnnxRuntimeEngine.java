package io.lexiseg.vision.encoder.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lexiseg.vision.encoder.engine.Device;
import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * ONNX Runtime on one device, through DJL. One network is one {@code OrtSession}, which its slots
 * share. On a GPU, ONNX Runtime leaves operators that the GPU cannot do to the CPU.
 *
 * <p><b>Threads:</b> safe.
 */
public final class OnnxRuntimeEngine implements InferenceEngine {
  private static final String ENGINE = "OnnxRuntime";
  private static final int FIRST_GPU = 0;
  private static final String CUDA_NEEDS =
      "onnxruntime_gpu on the classpath, CUDA 12 with cuDNN 9, and an NVIDIA driver";

  private final Device device;
  private final int threadsPerSlot;

  /**
   * On the CPU. Starts ONNX Runtime if it does not run yet.
   *
   * @param threadsPerSlot threads that share one run, at least 1
   */
  public OnnxRuntimeEngine(int threadsPerSlot) {
    this(Device.CPU, threadsPerSlot);
  }

  /**
   * Starts ONNX Runtime if it does not run yet.
   *
   * @param threadsPerSlot threads that share one run on the CPU, at least 1
   * @throws IllegalStateException if this build of ONNX Runtime, or this machine, lacks the device
   */
  public OnnxRuntimeEngine(Device device, int threadsPerSlot) {
    this.device = device;
    this.threadsPerSlot = threadsPerSlot;
    Optional<String> problem = problem(device);
    if (problem.isPresent()) {
      throw new IllegalStateException(
          "device %s: expected %s, got: %s".formatted(device, CUDA_NEEDS, problem.get()));
    }
  }

  /**
   * Why networks cannot run on a device, in ONNX Runtime's words; empty: nothing is known before
   * one is loaded. Starts ONNX Runtime if it does not run yet.
   */
  public static Optional<String> problem(Device device) {
    start();
    try {
      sessionOptions(device, 1).close();
      return Optional.empty();
    } catch (OrtException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static void start() {
    // DJL asks the network where it runs, and looks for a second engine, unless told not to.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.onnx.disable_alternative", "true");
    Engine.getEngine(ENGINE); // creates the OrtEnvironment that session options need
  }

  @Override
  public String name() {
    return ENGINE + " on " + device;
  }

  @Override
  public Optional<InferenceEngine> reference() {
    return device == Device.CPU
        ? Optional.empty()
        : Optional.of(new OnnxRuntimeEngine(Runtime.getRuntime().availableProcessors()));
  }

  @Override
  public LoadedModel load(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + ": expected a network in ONNX format, got no file");
    }
    // The CPU as far as DJL knows: it would add a provider to those of the session options.
    Model model = Model.newInstance(file.getFileName().toString(), ai.djl.Device.cpu(), ENGINE);
    try {
      model.load(file, null, Map.of("sessionOptions", sessionOptions(device, threadsPerSlot)));
      return new DjlModel(file, model);
    } catch (IOException | MalformedModelException | OrtException e) {
      model.close();
      throw new IllegalArgumentException(
          "%s: expected a network in ONNX format that runs on %s, got: %s"
              .formatted(file, device, e.getMessage()),
          e);
    }
  }

  /** Closed by the model that is loaded with them. */
  private static OrtSession.SessionOptions sessionOptions(Device device, int threads)
      throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    try {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      if (device == Device.CUDA) {
        options.addCUDA(FIRST_GPU);
      }
      return options;
    } catch (OrtException e) {
      options.close();
      throw e;
    }
  }
}
