package io.lexiseg.processor.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers every two seconds whether they answer. The clients beside it wait for a broker
 * without an end, and without a word.
 *
 * <p><b>Threads:</b> asks on one of its own; others may ask it.
 */
public final class ClusterWatch implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(ClusterWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(4);

  /** Longer than an election takes: a broker that restarts is no outage. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String servers;
  private final Supplier<Admin> opening;
  private final LongSupplier nanoTime;
  private final CompletableFuture<Void> answered = new CompletableFuture<>();
  private final Thread thread = new Thread(this::run, "cluster-watch");
  private final KnownBrokers brokers;
  private volatile Optional<Admin> admin = Optional.empty();
  private volatile String hint = "";
  private volatile long lastAnswer;
  private volatile boolean closed;

  /**
   * Creates a watch that has asked nobody yet.
   *
   * @param servers what is asked, for people
   * @param opening opens the client, again while the servers' names are unknown
   * @param nanoTime as {@link System#nanoTime()}
   */
  public ClusterWatch(String servers, Supplier<Admin> opening, LongSupplier nanoTime) {
    this.servers = servers;
    this.opening = opening;
    this.nanoTime = nanoTime;
    this.brokers = new KnownBrokers(nanoTime);
    this.lastAnswer = nanoTime.getAsLong();
    thread.setDaemon(true);
  }

  /** Asks from now on. */
  public void start() {
    thread.start();
  }

  /** Done at the first answer; failed if it is that nobody is let in like this. */
  public CompletableFuture<Void> answered() {
    return answered.copy();
  }

  /** For how long nobody has answered. */
  public Duration silence() {
    return Duration.ofNanos(nanoTime.getAsLong() - lastAnswer);
  }

  /** What is wrong, for people. */
  public Optional<String> trouble() {
    Duration silence = silence();
    if (answered.isDone() && silence.compareTo(PATIENCE) < 0) {
      return Optional.empty();
    }
    return Optional.of(
        "no answer from %s for %d s%s".formatted(servers, silence.toSeconds(), hint));
  }

  /** Which of several brokers is gone while others answer, for people. */
  public Optional<String> lostBrokers() {
    return brokers.lost();
  }

  private void run() {
    while (!closed) {
      look();
      LockSupport.parkNanos(INTERVAL.toNanos());
    }
  }

  /** Asks once. */
  void look() {
    try {
      Admin client = client();
      brokers.saw(
          client.describeCluster().nodes().get(LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS));
      lastAnswer = nanoTime.getAsLong();
      hint = "";
      answered.complete(null);
    } catch (TimeoutException e) {
      hint = "";
    } catch (ExecutionException e) {
      failed(e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e));
    } catch (KafkaException e) { // no server's name is known, mostly
      failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Admin client() {
    if (admin.isEmpty()) {
      admin = Optional.of(opening.get());
    }
    return admin.get();
  }

  private void failed(KafkaException failure) {
    LOGGER.debug("no answer", failure);
    if (failure instanceof AuthenticationException) {
      hint = " (not let in: %s)".formatted(failure.getMessage());
      answered.completeExceptionally(failure);
    } else {
      Throwable cause = failure.getCause();
      hint = cause instanceof KafkaException ? " (%s)".formatted(cause.getMessage()) : "";
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    thread.interrupt();
    admin.ifPresent(client -> client.close(Duration.ZERO));
  }
}
