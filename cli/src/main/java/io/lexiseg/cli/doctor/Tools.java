package io.lexiseg.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks programs for their version. */
final class Tools {
  private static final long PATIENCE_SECONDS = 20;

  private Tools() {}

  static Finding check(String program, String neededFor, String advice) {
    return version(program)
        .map(version -> Finding.ok(program, version))
        .orElseGet(() -> Finding.limited(program, "not found, needed to " + neededFor, advice));
  }

  /** First line of {@code program --version}; empty when it cannot be run. */
  static Optional<String> version(String program) {
    try {
      Process process =
          new ProcessBuilder(List.of(program, "--version"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      // Maven colours its answer even when nobody looks.
      return process.exitValue() != 0
          ? Optional.empty()
          : output.replaceAll("\u001B\\[[0-9;]*m", "").lines().findFirst();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
