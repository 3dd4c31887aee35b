package io.lexiseg.cli.client.connection;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Decides how long a broker that does not answer is waited for.
 *
 * <p><b>Threads:</b> one at a time, the publisher's.
 */
public final class BrokerOutage {
  /** A broker is slow at times; nobody needs to hear of less. */
  private static final Duration WORTH_TELLING = Duration.ofSeconds(5);

  private final Duration first;
  private final boolean forEver;
  private final BooleanSupplier ended;
  private final Consumer<String> messages;
  private boolean delivered;
  private boolean told;

  private BrokerOutage(
      Duration first, boolean forEver, BooleanSupplier ended, Consumer<String> messages) {
    this.first = first;
    this.forEver = forEver;
    this.ended = ended;
    this.messages = messages;
  }

  /** Waits this long, and no longer. */
  public static BrokerOutage giveUpAfter(Duration patience) {
    return new BrokerOutage(patience, false, () -> false, message -> {});
  }

  /**
   * Waits until the broker is back or the end is wished; for a broker that has never answered only
   * so long: more likely the address is wrong.
   *
   * @param first longest for a broker that has taken nothing yet
   * @param ended whether the end is wished
   * @param messages hears when an outage begins and ends
   */
  public static BrokerOutage waitedFor(
      Duration first, BooleanSupplier ended, Consumer<String> messages) {
    return new BrokerOutage(first, true, ended, messages);
  }

  /** Whether to wait longer for a frame that is under way since then. */
  public boolean waitLonger(Duration since, String reason) {
    if (ended.getAsBoolean()) {
      return false;
    }
    if (!delivered || !forEver) {
      return since.compareTo(first) < 0;
    }
    if (!told && since.compareTo(WORTH_TELLING) >= 0) {
      told = true;
      messages.accept("the broker is away (%s); waiting for it".formatted(reason));
    }
    return true;
  }

  /** A frame has been taken. */
  public void ended(Duration since) {
    delivered = true;
    if (told) {
      told = false;
      messages.accept("the broker is back after %d s".formatted(since.toSeconds()));
    }
  }
}
