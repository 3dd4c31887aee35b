package io.lexiseg.demo.system;

import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A kill while frames take a second. */
class CrashRecoverySlowFramesIT extends CrashRecovery {
  @ParameterizedTest(name = "{0}, memory {1}, {2} frames of {3} ms, {4} kills")
  @CsvSource({"exactly-once,  off,    24, 1000, 1", "at-least-once, steady, 24, 1000, 1"})
  @Timeout(400)
  void shouldLoseNothingWhenKilled(
      String guarantee,
      String memory,
      int frames,
      int frameMillis,
      int kills,
      TestReporter reporter)
      throws Exception {
    requireNothingLost(guarantee, memory, frames, frameMillis, kills, reporter);
  }
}
