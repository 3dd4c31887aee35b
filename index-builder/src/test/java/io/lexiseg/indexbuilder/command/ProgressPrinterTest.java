package io.lexiseg.indexbuilder.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {
  private final StringWriter text = new StringWriter();
  private final Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  @Test
  void shouldRewriteOneLineOnATerminal() {
    // when
    print(true);
    // then
    assertThat(text.toString().lines().count()).isGreaterThan(3);
    assertThat(text.toString()).contains("\rcopy 1/3\rcopy 2/3\rcopy 3/3");
  }

  @Test
  void shouldPrintWholeLinesElsewhere() {
    // when
    print(false);
    // then
    assertThat(text.toString()).doesNotContain("\r");
    assertThat(text.toString().lines())
        .containsExactly("copy 1/3", "copy 3/3", "publish 0/1", "publish 1/1");
  }

  private void print(boolean terminal) {
    try (ProgressPrinter printer =
        new ProgressPrinter(new PrintWriter(text, true), terminal, clock)) {
      for (int done = 1; done <= 3; done++) {
        printer.progressed("copy", done, 3);
      }
      printer.progressed("publish", 0, 1);
      printer.progressed("publish", 1, 1);
    }
  }
}
