package io.lexiseg.processor.intake;

import io.lexiseg.schemas.WriterSchemas;
import io.lexiseg.schemas.connection.BackOff;
import io.lexiseg.schemas.connection.RegistryUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the schema registry for what records need, on a thread of its own and for as long as it is
 * away. So nobody who has other work waits for it.
 *
 * <p><b>Threads:</b> safe.
 */
public final class SchemaQuestions implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(SchemaQuestions.class);
  private static final BackOff BACK_OFF =
      BackOff.doubling(Duration.ofMillis(100), Duration.ofSeconds(2));

  private final WriterSchemas schemas;
  private final String registry;

  /** Guards all that is not safe by itself; told when a question is asked or answered. */
  private final Object lock = new Object();

  private final Map<Integer, String> topics = new LinkedHashMap<>();
  private final Map<Object, Integer> waiting = new ConcurrentHashMap<>();
  private volatile Optional<String> failure = Optional.empty();
  private volatile boolean closed;

  private SchemaQuestions(WriterSchemas schemas, String registry) {
    this.schemas = schemas;
    this.registry = registry;
  }

  /**
   * Starts to ask.
   *
   * @param schemas remembers the answers
   * @param registryUrl to be named when it is away; user and password in it are not
   */
  public static SchemaQuestions start(WriterSchemas schemas, String registryUrl) {
    SchemaQuestions questions =
        new SchemaQuestions(schemas, registryUrl.replaceAll("//[^/,]*@", "//"));
    Thread asking = new Thread(questions::run, "schema-questions");
    asking.setDaemon(true);
    asking.start();
    return questions;
  }

  WriterSchemas schemas() {
    return schemas;
  }

  boolean closed() {
    return closed;
  }

  /** Lets ids be asked for; returns at once. */
  void ask(Map<Integer, String> topicsByIds) {
    synchronized (lock) {
      topicsByIds.forEach(topics::putIfAbsent);
      lock.notifyAll();
    }
  }

  /** Waits a little for answers that are likely to come; not where the registry is away. */
  void await(Collection<Integer> schemaIds, Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    synchronized (lock) {
      while (!closed && failure.isEmpty() && schemaIds.stream().anyMatch(topics::containsKey)) {
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0 || !sleeps(left)) {
          return;
        }
      }
    }
  }

  /**
   * Repeats a question that is no record's until it is answered.
   *
   * @param question throws {@link RegistryUnavailableException} while there is no answer
   * @return whether it was answered; else this was closed or the thread was interrupted
   */
  public boolean awaitAnswer(Runnable question) {
    int failures = 0;
    waiting.put(question, 0);
    try {
      while (!closed) {
        try {
          question.run();
          failure = Optional.empty();
          return true;
        } catch (RegistryUnavailableException e) {
          failed(e);
        }
        synchronized (lock) {
          if (closed || !sleeps(BACK_OFF.pause(++failures).toMillis())) {
            return false;
          }
        }
      }
      return false;
    } finally {
      waiting.remove(question);
    }
  }

  /** Says how many partitions of a consumer wait. */
  void waits(Object consumer, int partitions) {
    if (partitions == 0) {
      waiting.remove(consumer);
    } else {
      waiting.put(consumer, partitions);
    }
  }

  /** Where the registry is that is away, and what waits for it. */
  public Optional<String> trouble() {
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    int partitions = waiting.values().stream().mapToInt(Integer::intValue).sum();
    return failure.map(
        reason -> "%s, %d partitions wait; %s".formatted(registry, partitions, reason));
  }

  private void run() {
    int failures = 0;
    for (Optional<Integer> id = next(); id.isPresent(); id = next()) {
      if (isAnswered(id.get())) {
        failures = 0;
      } else {
        synchronized (lock) {
          if (closed || !sleeps(BACK_OFF.pause(++failures).toMillis())) {
            return;
          }
        }
      }
    }
  }

  private Optional<Integer> next() {
    synchronized (lock) {
      while (!closed && topics.isEmpty()) {
        if (!sleeps(0)) {
          return Optional.empty();
        }
      }
      Iterator<Integer> ids = topics.keySet().iterator();
      return closed ? Optional.empty() : Optional.of(ids.next());
    }
  }

  private boolean isAnswered(int schemaId) {
    String topic;
    synchronized (lock) {
      topic = topics.getOrDefault(schemaId, "");
    }
    try {
      schemas.ask(topic, schemaId);
      failure = Optional.empty();
      synchronized (lock) {
        topics.remove(schemaId);
        lock.notifyAll();
      }
      return true;
    } catch (RegistryUnavailableException e) {
      failed(e);
      synchronized (lock) { // the others have their turn before it comes again
        topics.remove(schemaId);
        topics.put(schemaId, topic);
        lock.notifyAll();
      }
      return false;
    }
  }

  private void failed(RegistryUnavailableException e) {
    LOGGER.debug("schema registry asked in vain url={}", registry, e);
    failure = Optional.of(String.valueOf(e.getMessage()));
  }

  @SuppressWarnings("WaitNotInLoop") // who calls it looks again at what it waits for
  private boolean sleeps(long millis) {
    try {
      lock.wait(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends all waiting. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
  }
}
