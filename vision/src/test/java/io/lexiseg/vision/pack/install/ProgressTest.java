package io.lexiseg.vision.pack.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter text = new StringWriter();

  @Test
  void shouldRewriteOneLineOnATerminal() {
    // when
    show(true);

    // then
    assertThat(text.toString())
        .contains("\rcopy: 1 of 3", "\rcopy: 2 of 3", "\rcopy: 3 of 3")
        .endsWith("\n");
  }

  @Test
  void shouldPrintWholeLinesElsewhere() {
    // when
    show(false);

    // then
    assertThat(text.toString()).doesNotContain("\r");
    assertThat(text.toString().lines())
        .containsExactly("copy: 1 of 3", "copy: 3 of 3", "publish: 0 of 1", "publish: 1 of 1");
  }

  private void show(boolean terminal) {
    Clock ticking =
        new Clock() {
          private Instant now = Instant.EPOCH;

          @Override
          public Instant instant() {
            now = now.plus(Duration.ofMillis(300)); // more than a terminal waits, less than a log
            return now;
          }

          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }
        };
    try (Progress progress = new Progress(new PrintWriter(text, true), terminal, ticking)) {
      for (int done = 1; done <= 3; done++) {
        progress.progressed("copy", done, 3);
      }
      progress.progressed("publish", 0, 1);
      progress.progressed("publish", 1, 1);
    }
  }
}
