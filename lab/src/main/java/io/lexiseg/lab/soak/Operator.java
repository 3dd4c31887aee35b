package io.lexiseg.lab.soak;

import io.lexiseg.lab.soak.CommandDeck.Kind;
import io.lexiseg.lab.system.Server;
import io.lexiseg.lab.system.Worker;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyCommand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Somebody who sends a command every so often, without waiting for answers. */
final class Operator implements AutoCloseable {
  private final String name;
  private final CommandDeck deck;
  private final Random random;
  private final List<VocabularyCommand> sent = new ArrayList<>();
  private final AtomicInteger count = new AtomicInteger();
  private final Worker worker;

  /**
   * When commands are sent.
   *
   * @param first after the start
   * @param every from then on
   */
  record Rhythm(Duration first, Duration every) {}

  /** Starts sending; the seed decides what. */
  Operator(Server server, String name, List<String> cameras, Rhythm rhythm, long seed) {
    this.name = name;
    this.random = new Random(seed);
    this.deck = new CommandDeck(cameras, random);
    this.worker = Worker.start(name, stop -> run(server, rhythm, stop));
  }

  int sent() {
    return count.get();
  }

  private void run(Server server, Rhythm rhythm, Worker.Stop stop) {
    try (KnownState state = new KnownState(server.connection());
        Producer<String, VocabularyCommand> commands =
            server.connection().producer(VocabularyCommand.class);
        Producer<String, byte[]> others = server.rawProducer()) {
      stop.await(rhythm.first().toMillis());
      long next = System.nanoTime();
      while (!stop.wanted()) {
        state.refresh();
        Kind kind = deck.next();
        if (kind == Kind.NO_COMMAND) {
          send(others, CommandDeck.DEFAULT, "no command".getBytes(StandardCharsets.UTF_8));
        } else {
          VocabularyCommand command = command(kind, state);
          send(commands, kind == Kind.OTHER_KEY ? "other" : command.getVocabularyId(), command);
        }
        next += rhythm.every().toNanos();
        stop.await(Math.max(0, (next - System.nanoTime()) / 1_000_000));
      }
    }
  }

  private <T> void send(Producer<String, T> producer, String key, T value) {
    try {
      producer.send(new ProducerRecord<>(Topics.VOCABULARY_COMMANDS, key, value)).get();
      count.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("command: the broker did not take it", e);
    }
  }

  private VocabularyCommand command(Kind kind, KnownState state) {
    if (kind == Kind.REPEAT && !sent.isEmpty()) {
      return sent.get(random.nextInt(sent.size()));
    }
    VocabularyCommand command =
        deck.command(kind, state)
            .setCommandId(UUID.randomUUID().toString())
            .setIssuer(name)
            .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
            .build();
    if (kind != Kind.OTHER_KEY) {
      sent.add(command);
    }
    return command;
  }

  @Override
  public void close() {
    worker.close();
  }
}
