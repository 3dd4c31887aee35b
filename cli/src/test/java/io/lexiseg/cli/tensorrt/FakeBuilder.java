package io.lexiseg.cli.tensorrt;

import io.lexiseg.vision.pack.onnx.OnnxSignature;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Does what the plan builder does, without TensorRT: {@code FakeBuilder MODE JOB}. */
final class FakeBuilder {
  private FakeBuilder() {}

  public static void main(String[] arguments) throws IOException {
    Properties job = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(arguments[1]), StandardCharsets.UTF_8)) {
      job.load(reader);
    }
    Path plan = Path.of(job.getProperty("plan"));
    // What is noted there outlives the build.
    Files.writeString(
        Path.of(job.getProperty("timingCache")),
        "%s level %s%n".formatted(arguments[1], job.getProperty("level")),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    switch (arguments[0]) {
      case "abort" -> {
        Files.writeString(plan, "half");
        System.out.println("INFO going on");
        System.out.println("ERROR Cuda failure: 2");
        Runtime.getRuntime().halt(134);
      }
      case "no-gpu" -> {
        System.err.println("plan builder: expected an NVIDIA GPU with its driver, found none");
        System.exit(3);
      }
      case "kill" -> Runtime.getRuntime().halt(137);
      case "refuse" -> {
        System.out.println(
            "ERROR could not find any implementation for node in "
                + System.getenv("LD_LIBRARY_PATH"));
        System.exit(1);
      }
      default -> build(job, plan, arguments[0].equals("wide"));
    }
  }

  private static void build(Properties job, Path plan, boolean wide) throws IOException {
    boolean half = job.getProperty("precision").equals("fp16") && !wide;
    OnnxSignature network = OnnxSignature.read(Path.of(job.getProperty("network")));
    List<String> lines = new ArrayList<>(List.of("tensorRt=8.6.1", "activationBytes=1000"));
    lines.add("tensors=" + (network.inputs().size() + network.outputs().size()));
    add(lines, "input", network.inputs(), half);
    add(lines, "output", network.outputs(), half);
    Files.writeString(plan, "plan with workspace " + job.getProperty("workspaceBytes"));
    try (Writer writer =
        Files.newBufferedWriter(Path.of(job.getProperty("report")), StandardCharsets.UTF_8)) {
      writer.write(String.join("\n", lines) + "\n");
    }
  }

  private static void add(
      List<String> lines, String kind, Map<String, OnnxSignature.Tensor> tensors, boolean half) {
    for (Map.Entry<String, OnnxSignature.Tensor> tensor : tensors.entrySet()) {
      String prefix = "tensor." + (lines.size() - 3) / 4 + ".";
      String type = tensor.getValue().type();
      List<String> axes =
          tensor.getValue().shape().axes().stream().map(axis -> Long.toString(axis)).toList();
      lines.add(prefix + "name=" + tensor.getKey());
      lines.add(prefix + "kind=" + kind);
      lines.add(prefix + "type=" + (half && type.equals("FLOAT") ? "HALF" : type));
      lines.add(prefix + "shape=" + String.join("x", axes));
    }
  }
}
