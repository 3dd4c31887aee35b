package io.lexiseg.vision.encoder.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import io.lexiseg.vision.encoder.engine.Computing;
import io.lexiseg.vision.encoder.engine.Device;
import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.Precision;
import io.lexiseg.vision.pack.PackStore;
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
  private static final String TENSORRT_NEEDS = ", and TensorRT 10";
  private static final String CUDA_NEEDS =
      "onnxruntime_gpu on the classpath, CUDA 12 with cuDNN 9, and an NVIDIA driver";

  private final Computing computing;
  private final int threadsPerSlot;

  /**
   * On the CPU. Starts ONNX Runtime if it does not run yet.
   *
   * @param threadsPerSlot threads that share one run, at least 1
   */
  public OnnxRuntimeEngine(int threadsPerSlot) {
    this(Computing.CPU, threadsPerSlot);
  }

  /** On a device, with the standard precision where there is a choice. */
  public OnnxRuntimeEngine(Device device, int threadsPerSlot) {
    this(Computing.onnxRuntime(device), threadsPerSlot);
  }

  /**
   * Starts ONNX Runtime if it does not run yet.
   *
   * @param threadsPerSlot threads that share one run on the CPU, at least 1
   * @throws IllegalStateException if this build of ONNX Runtime, or this machine, lacks the device
   */
  public OnnxRuntimeEngine(Computing computing, int threadsPerSlot) {
    this.computing = computing;
    this.threadsPerSlot = threadsPerSlot;
    Optional<String> problem = problem(computing);
    if (problem.isPresent()) {
      throw new IllegalStateException(
          "device %s: expected %s, got: %s"
              .formatted(computing.device(), needs(computing.device()), problem.get()));
    }
  }

  /**
   * Why networks cannot run on a device, in ONNX Runtime's words; empty: nothing is known before
   * one is loaded. Starts ONNX Runtime if it does not run yet.
   */
  public static Optional<String> problem(Device device) {
    return problem(Computing.onnxRuntime(device));
  }

  private static Optional<String> problem(Computing computing) {
    start();
    try {
      sessionOptions(computing, 1).close();
      return Optional.empty();
    } catch (OrtException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static String needs(Device device) {
    return device == Device.CUDA_TENSORRT ? CUDA_NEEDS + TENSORRT_NEEDS : CUDA_NEEDS;
  }

  private static void start() {
    // DJL asks the network where it runs, and looks for a second engine, unless told not to.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.onnx.disable_alternative", "true");
    // TensorRT's engine is on the classpath, too, and of equal rank.
    System.setProperty("ai.djl.default_engine", ENGINE);
    Engine.getEngine(ENGINE); // creates the OrtEnvironment that session options need
  }

  @Override
  public String name() {
    return ENGINE + " on " + computing.device();
  }

  @Override
  public Optional<InferenceEngine> reference() {
    return computing.device() == Device.CPU
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
      model.load(file, null, Map.of("sessionOptions", sessionOptions(computing, threadsPerSlot)));
      return new DjlModel(file, model);
    } catch (IOException | MalformedModelException | OrtException e) {
      model.close();
      throw new IllegalArgumentException(
          "%s: expected a network in ONNX format that runs on %s, got: %s"
              .formatted(file, computing.device(), e.getMessage()),
          e);
    }
  }

  /** Closed by the model that is loaded with them. */
  private static OrtSession.SessionOptions sessionOptions(Computing computing, int threads)
      throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    try {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      if (computing.device() == Device.CUDA_TENSORRT) {
        addTensorRt(options, computing.precision());
      }
      if (computing.device() != Device.CPU) {
        options.addCUDA(FIRST_GPU); // also what TensorRT cannot do
      }
      return options;
    } catch (OrtException e) {
      options.close();
      throw e;
    }
  }

  /** What it compiles is kept, or every start would take minutes. */
  private static void addTensorRt(OrtSession.SessionOptions options, Precision precision)
      throws OrtException {
    String cache = PackStore.standard().root().resolve("onnxruntime-tensorrt").toString();
    try (OrtTensorRTProviderOptions provider = new OrtTensorRTProviderOptions(FIRST_GPU)) {
      provider.add("trt_fp16_enable", precision == Precision.FP16 ? "1" : "0");
      provider.add("trt_engine_cache_enable", "1");
      provider.add("trt_engine_cache_path", cache);
      provider.add("trt_timing_cache_enable", "1");
      provider.add("trt_timing_cache_path", cache);
      options.addTensorrt(provider);
    }
  }
}
