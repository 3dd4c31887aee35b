package io.lexiseg.planbuilder;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * What was built.
 *
 * @param tensorRt version of the library, {@code 8.6.1}
 * @param activationBytes GPU memory of one execution context
 * @param tensors what the plan takes and gives
 */
record BuildReport(String tensorRt, long activationBytes, List<Tensor> tensors) {
  /**
   * A tensor of the plan.
   *
   * @param type as TensorRT calls it, without its prefix: {@code FLOAT}, {@code HALF}, {@code
   *     INT32}
   * @param shape lengths of the axes, separated by {@code x}
   */
  record Tensor(String name, boolean input, String type, String shape) {}

  BuildReport {
    tensors = List.copyOf(tensors);
  }

  void write(Path file) throws IOException {
    Properties values = new Properties();
    values.setProperty("tensorRt", tensorRt);
    values.setProperty("activationBytes", Long.toString(activationBytes));
    values.setProperty("tensors", Integer.toString(tensors.size()));
    for (int i = 0; i < tensors.size(); i++) {
      Tensor tensor = tensors.get(i);
      values.setProperty("tensor." + i + ".name", tensor.name());
      values.setProperty("tensor." + i + ".kind", tensor.input() ? "input" : "output");
      values.setProperty("tensor." + i + ".type", tensor.type());
      values.setProperty("tensor." + i + ".shape", tensor.shape());
    }
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      values.store(writer, null);
    }
  }
}
