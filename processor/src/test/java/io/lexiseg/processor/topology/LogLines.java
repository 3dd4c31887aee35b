package io.lexiseg.processor.topology;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What is logged from information level on, with the texts of exceptions. */
final class LogLines extends AppenderBase<ILoggingEvent> {
  private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Level before = ROOT.getLevel();

  private LogLines() {}

  static LogLines listen() {
    LogLines log = new LogLines();
    log.setContext(ROOT.getLoggerContext());
    log.start();
    ROOT.setLevel(Level.INFO);
    ROOT.addAppender(log);
    return log;
  }

  @Override
  protected void append(ILoggingEvent event) {
    String trace =
        event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy())
                .lines()
                .filter(line -> !line.startsWith("\tat "))
                .reduce("", String::concat);
    lines.add(event.getFormattedMessage() + trace);
  }

  List<String> close() {
    ROOT.detachAppender(this);
    ROOT.setLevel(before);
    stop();
    return lines;
  }
}
