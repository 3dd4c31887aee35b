package io.lexiseg.cli.client.connection;

import io.lexiseg.schemas.connection.RegistryUnavailableException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Asks again while the schema registry is away, and tells people so.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class RegistryPatience {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Duration longest;
  private final ReadingTroubles troubles = new ReadingTroubles(System::nanoTime);

  /**
   * Creates patience.
   *
   * @param longest how long the registry may be away
   */
  public RegistryPatience(Duration longest) {
    this.longest = longest;
  }

  /**
   * Asks until there is an answer.
   *
   * @throws RegistryUnavailableException if the registry is away for too long, or the thread is
   *     interrupted
   */
  public <T> T await(Supplier<T> question) {
    while (true) {
      try {
        T answer = question.get();
        troubles.answered();
        return answer;
      } catch (RegistryUnavailableException e) {
        if (troubles.awayFor().compareTo(longest) > 0 || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        troubles.waiting(e);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
