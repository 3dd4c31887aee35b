package io.lexiseg.processor;

import io.lexiseg.processor.pace.LimitsOutgrownException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells faults that a new stream thread does not meet again from those that end the processor. */
final class StreamFaults {
  private static final Logger LOGGER = LoggerFactory.getLogger(StreamFaults.class);

  /** A topic may be too small for what is left of a record; then threads come slowly. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Runnable topics;

  /**
   * Creates the rules.
   *
   * @param topics looks at the limits of topics anew
   */
  StreamFaults(Runnable topics) {
    this.topics = topics;
  }

  /** Whether it is enough to replace the thread that failed; called on that thread. */
  boolean heals(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof LimitsOutgrownException) {
        return true;
      }
      if (cause instanceof RecordTooLargeException) {
        LOGGER.warn(
            "the limit of a topic was lowered, its records are taken again: {}",
            cause.getMessage());
        LockSupport.parkNanos(PAUSE.toNanos());
        topics.run();
        return true;
      }
    }
    return false;
  }
}
