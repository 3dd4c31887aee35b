package ai.djl.tensorrt.jni;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the fake TensorRT takes for a plan: the network that it runs, and what it says of its
 * tensors, in the codes of TensorRT.
 *
 * @param onnx the network, run by ONNX Runtime
 * @param inputs by name
 * @param outputs by name
 */
public record FakePlan(Path onnx, Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
  static final int FLOAT = 0;
  static final int HALF = 1;
  static final int INT32 = 3;

  /** Type and shape. */
  public record Tensor(int type, List<Long> axes) {
    /** Type and shape. */
    public static Tensor of(int type, long... shape) {
      return new Tensor(type, Arrays.stream(shape).boxed().toList());
    }

    long[] shape() {
      return axes.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public String toString() {
      return type
          + ":"
          + axes.stream().map(axis -> axis.toString()).collect(Collectors.joining(","));
    }

    static Tensor parse(String text) {
      String[] parts = text.split(":");
      return of(
          Integer.parseInt(parts[0]),
          Arrays.stream(parts[1].split(",")).mapToLong(Long::parseLong).toArray());
    }
  }

  /** The file's text. */
  public String text() {
    StringBuilder text = new StringBuilder("onnx=" + onnx + "\n");
    inputs.forEach((name, tensor) -> text.append("input." + name + "=" + tensor + "\n"));
    outputs.forEach((name, tensor) -> text.append("output." + name + "=" + tensor + "\n"));
    return text.toString();
  }

  static FakePlan read(String file) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(Files.readString(Path.of(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FakePlan(
        Path.of(properties.getProperty("onnx")),
        tensors(properties, "input."),
        tensors(properties, "output."));
  }

  private static Map<String, Tensor> tensors(Properties properties, String prefix) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      if (key.startsWith(prefix)) {
        tensors.put(key.substring(prefix.length()), Tensor.parse(properties.getProperty(key)));
      }
    }
    return tensors;
  }
}
