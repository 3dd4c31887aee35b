package io.lexiseg.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The last test of the build: one line says what could not be tested here, and how to do it. */
class SkippedCasesIT {
  private static final Path NOTE = Path.of("..", "prototypes", "target", "skipped-cases.txt");

  @Test
  void shouldSayWhatWasSkippedAndHowToRunIt() throws IOException {
    if (Files.exists(NOTE)) {
      String line = Files.readString(NOTE);
      assertThat(line).startsWith("SKIPPED: ").contains("to run them").hasLineCount(1);
      System.out.print(line);
    }
  }
}
