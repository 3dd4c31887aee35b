package io.lexiseg.demo.system;

import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kills while frames are quick. */
class CrashRecoveryIT extends CrashRecovery {
  @ParameterizedTest(name = "{0}, {1} frames of {2} ms, {3} kills")
  @CsvSource({"exactly-once,  600,   20, 2", "at-least-once, 600,   20, 2"})
  @Timeout(400)
  void shouldLoseNothingWhenKilled(
      String guarantee, int frames, int frameMillis, int kills, TestReporter reporter)
      throws Exception {
    requireNothingLost(guarantee, frames, frameMillis, kills, reporter);
  }
}
