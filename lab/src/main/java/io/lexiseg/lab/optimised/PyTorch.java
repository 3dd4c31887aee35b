package io.lexiseg.lab.optimised;

import io.lexiseg.vision.image.RgbImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pack's image networks in PyTorch: {@code tools/export/speed.py} in a process of its own, which
 * sleeps while it is not asked.
 *
 * <p><b>Threads:</b> one.
 */
final class PyTorch implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final Writer questions;
  private final String about;

  /**
   * Starts the program and waits until it has the networks.
   *
   * @param command with which it is started
   * @throws IllegalStateException if it ends instead
   */
  PyTorch(List<String> command) {
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions = process.outputWriter(StandardCharsets.UTF_8);
    about = answer();
  }

  /** What it runs, for people. */
  String about() {
    return about;
  }

  /** Costs of random pixels of a window's size, by precision. */
  Map<String, Cost> encode(RgbImage window) {
    try {
      questions.write(window.height() + " " + window.width() + "\n");
      questions.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Cost> costs = new LinkedHashMap<>();
    for (String one : answer().split("; ", -1)) { // NAME: CPU WALL
      int colon = one.lastIndexOf(": ");
      String[] seconds = one.substring(colon + 2).split(" ", -1);
      costs.put(
          "PyTorch " + one.substring(0, colon),
          new Cost(Double.parseDouble(seconds[0]), Double.parseDouble(seconds[1])));
    }
    return costs;
  }

  @Override
  public void close() {
    process.destroy();
  }

  private String answer() {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException("expected an answer of PyTorch, it ended: see above");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
