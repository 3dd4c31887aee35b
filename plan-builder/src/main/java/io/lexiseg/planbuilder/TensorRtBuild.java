package io.lexiseg.planbuilder;

import static org.bytedeco.tensorrt.global.nvinfer.createInferBuilder;
import static org.bytedeco.tensorrt.global.nvinfer.createInferRuntime;
import static org.bytedeco.tensorrt.global.nvinfer.getInferLibVersion;
import static org.bytedeco.tensorrt.global.nvonnxparser.createParser;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.global.nvinfer.BuilderFlag;
import org.bytedeco.tensorrt.global.nvinfer.DataType;
import org.bytedeco.tensorrt.global.nvinfer.MemoryPoolType;
import org.bytedeco.tensorrt.global.nvinfer.NetworkDefinitionCreationFlag;
import org.bytedeco.tensorrt.global.nvinfer.TacticSource;
import org.bytedeco.tensorrt.global.nvinfer.TensorFormat;
import org.bytedeco.tensorrt.global.nvinfer.TensorIOMode;
import org.bytedeco.tensorrt.nvinfer.Dims32;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.IBuilderConfig;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.IHostMemory;
import org.bytedeco.tensorrt.nvinfer.ILogger;
import org.bytedeco.tensorrt.nvinfer.INetworkDefinition;
import org.bytedeco.tensorrt.nvinfer.IRuntime;
import org.bytedeco.tensorrt.nvinfer.ITensor;
import org.bytedeco.tensorrt.nvinfer.ITimingCache;
import org.bytedeco.tensorrt.nvonnxparser.IParser;

/**
 * One build with TensorRT 8.6. Nothing of TensorRT is released: the process ends after it.
 *
 * <p><b>Threads:</b> one.
 */
final class TensorRtBuild {
  private static final int CHUNK_BYTES = 1 << 26;

  private final BuildJob job;
  private final ILogger logger = new PrintingLogger();

  TensorRtBuild(BuildJob job) {
    this.job = job;
  }

  /**
   * Builds the plan, loads it once, then writes it and the report.
   *
   * @throws BuildFailure if TensorRT finds no GPU or cannot build the network
   * @throws IOException if a file cannot be written
   */
  void run() throws IOException {
    IBuilder builder = createInferBuilder(logger);
    if (isNull(builder)) {
      throw new BuildFailure(
          PlanBuilder.NO_GPU, "expected an NVIDIA GPU with its driver, found none");
    }
    INetworkDefinition network = parse(builder);
    if (job.half()) {
      halve(network);
    }
    IBuilderConfig config = configure(builder);
    ITimingCache cache = readTimings(config);
    IHostMemory plan = builder.buildSerializedNetwork(network, config);
    if (isNull(plan) || plan.size() == 0) {
      throw new BuildFailure("TensorRT built no plan of " + job.network());
    }
    BuildReport report = describe(plan);
    write(job.plan(), plan);
    IHostMemory timings = cache.serialize();
    if (!isNull(timings)) {
      writeTimings(timings);
    }
    report.write(job.report());
  }

  private INetworkDefinition parse(IBuilder builder) {
    int explicitBatch = 1 << NetworkDefinitionCreationFlag.kEXPLICIT_BATCH.value;
    INetworkDefinition network = builder.createNetworkV2(explicitBatch);
    IParser parser = createParser(network, logger);
    if (!parser.parseFromFile(job.network().toString(), ILogger.Severity.kWARNING.value)) {
      StringJoiner errors = new StringJoiner("; ");
      for (int i = 0; i < parser.getNbErrors(); i++) {
        errors.add(parser.getError(i).desc());
      }
      throw new BuildFailure("TensorRT cannot read " + job.network() + ": " + errors);
    }
    return network;
  }

  /** What crosses the bus is 16 bits wide; token ids stay what they are. */
  private static void halve(INetworkDefinition network) {
    for (int i = 0; i < network.getNbInputs(); i++) {
      halve(network.getInput(i));
    }
    for (int i = 0; i < network.getNbOutputs(); i++) {
      halve(network.getOutput(i));
    }
  }

  private static void halve(ITensor tensor) {
    if (tensor.getType().intern() == DataType.kFLOAT) {
      tensor.setType(DataType.kHALF);
      tensor.setAllowedFormats(1 << TensorFormat.kLINEAR.value);
    }
  }

  private IBuilderConfig configure(IBuilder builder) {
    IBuilderConfig config = builder.createBuilderConfig();
    config.setMemoryPoolLimit(MemoryPoolType.kWORKSPACE, job.workspaceBytes());
    config.setBuilderOptimizationLevel(job.level());
    // TensorRT's own kernels only: cuBLAS and cuDNN are named by its libraries, not needed.
    config.setTacticSources(
        1 << TacticSource.kEDGE_MASK_CONVOLUTIONS.value
            | 1 << TacticSource.kJIT_CONVOLUTIONS.value);
    if (job.half()) {
      config.setFlag(BuilderFlag.kFP16);
    } else {
      config.clearFlag(BuilderFlag.kTF32); // 32 bits throughout
    }
    return config;
  }

  private ITimingCache readTimings(IBuilderConfig config) throws IOException {
    byte[] known =
        Files.isRegularFile(job.timingCache())
            ? Files.readAllBytes(job.timingCache())
            : new byte[0];
    BytePointer data = known.length == 0 ? new BytePointer((Pointer) null) : new BytePointer(known);
    ITimingCache cache = config.createTimingCache(data, known.length);
    if (!config.setTimingCache(cache, false)) { // of another GPU: begin anew
      cache = config.createTimingCache(new BytePointer((Pointer) null), 0);
      config.setTimingCache(cache, false);
    }
    return cache;
  }

  /** Loads the plan, so that none is stored that does not load. */
  private BuildReport describe(IHostMemory plan) {
    IRuntime runtime = createInferRuntime(logger);
    ICudaEngine engine = runtime.deserializeCudaEngine(plan.data(), plan.size());
    if (isNull(engine)) {
      throw new BuildFailure("TensorRT cannot load the plan that it built of " + job.network());
    }
    List<BuildReport.Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < engine.getNbIOTensors(); i++) {
      String name = engine.getIOTensorName(i);
      tensors.add(
          new BuildReport.Tensor(
              name,
              engine.getTensorIOMode(name).intern() == TensorIOMode.kINPUT,
              engine.getTensorDataType(name).intern().name().substring(1),
              text(engine.getTensorShape(name))));
    }
    return new BuildReport(version(), engine.getDeviceMemorySize(), tensors);
  }

  /** 8601 is 8.6.1. */
  static String version() {
    int number = getInferLibVersion();
    return "%d.%d.%d".formatted(number / 1000, number / 100 % 10, number % 100);
  }

  private static String text(Dims32 shape) {
    StringJoiner text = new StringJoiner("x");
    for (int i = 0; i < shape.nbDims(); i++) {
      text.add(Integer.toString(shape.d(i)));
    }
    return text.toString();
  }

  private void writeTimings(IHostMemory timings) throws IOException {
    Path partial = job.timingCache().resolveSibling(job.timingCache().getFileName() + ".partial");
    write(partial, timings);
    Files.move(
        partial,
        job.timingCache(),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(Path file, IHostMemory memory) throws IOException {
    BytePointer bytes = new BytePointer(memory.data()).capacity(memory.size());
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (long at = 0; at < memory.size(); at += CHUNK_BYTES) {
        long size = Math.min(CHUNK_BYTES, memory.size() - at);
        ByteBuffer chunk = bytes.position(at).limit(at + size).asByteBuffer();
        while (chunk.hasRemaining()) {
          channel.write(chunk);
        }
      }
      channel.force(true);
    }
  }

  private static boolean isNull(Pointer pointer) {
    return pointer == null || pointer.isNull();
  }

  /** Tells what TensorRT says; JavaCPP calls it from native threads. */
  private static final class PrintingLogger extends ILogger {
    @Override
    public void log(ILogger.Severity severity, String message) {
      ILogger.Severity known = severity.intern();
      if (known != ILogger.Severity.kVERBOSE) {
        System.out.println(known.name().substring(1) + " " + message.strip());
      }
    }
  }
}
