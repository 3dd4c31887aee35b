package io.lexiseg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The log of the shipped configuration, whoever writes into it. */
class LogPatternTest {
  @Test
  void shouldShowNoUserOfAnAddress() throws Exception {
    // given
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(
        Objects.requireNonNull(LogPatternTest.class.getResource("/logback.xml")));
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    var appender = (ConsoleAppender<ILoggingEvent>) root.getAppender("STDERR");
    var failure = new IllegalStateException("rtsp://a:hunter2@cam", new RuntimeException("inner"));
    // when
    LoggingEvent event =
        new LoggingEvent(
            "x", root, Level.WARN, "open redis://u:hunter2@redis:1 failed", failure, null);
    String line = new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    // then
    assertThat(line)
        .doesNotContain("hunter2")
        .contains("open redis://redis:1 failed", "IllegalStateException: rtsp://cam");
    assertThat(line.lines()).hasSizeLessThan(8);
  }
}
