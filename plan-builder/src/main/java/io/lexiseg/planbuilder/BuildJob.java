package io.lexiseg.planbuilder;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What to build.
 *
 * @param network ONNX file without open axes
 * @param plan file to write, new
 * @param report file to write what was built, new
 * @param half whether 16 bits are allowed; pictures go in and results come out as 16 bits then
 * @param workspaceBytes GPU memory that one operator may use for intermediate results
 * @param level how hard TensorRT searches, 0..5
 * @param timingCache measurements of former builds, made if it is not there
 */
record BuildJob(
    Path network,
    Path plan,
    Path report,
    boolean half,
    long workspaceBytes,
    int level,
    Path timingCache) {

  /**
   * Reads a job.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if a key is missing or its value makes no sense
   */
  static BuildJob read(Path file) throws IOException {
    Properties values = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      values.load(reader);
    }
    return new BuildJob(
        Path.of(value(values, "network")),
        Path.of(value(values, "plan")),
        Path.of(value(values, "report")),
        precision(value(values, "precision")),
        number(values, "workspaceBytes", Long.MAX_VALUE),
        Math.toIntExact(number(values, "level", 5)),
        Path.of(value(values, "timingCache")));
  }

  private static boolean precision(String text) {
    return switch (text) {
      case "fp16" -> true;
      case "fp32" -> false;
      default ->
          throw new IllegalArgumentException("precision: expected fp16 or fp32, got " + text);
    };
  }

  private static long number(Properties values, String key, long most) {
    String text = value(values, key);
    try {
      long number = Long.parseLong(text);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    throw new IllegalArgumentException(
        "%s: expected a number from 0 to %d, got '%s'".formatted(key, most, text));
  }

  private static String value(Properties values, String key) {
    String value = values.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException(key + ": expected a value, got none");
    }
    return value;
  }
}
