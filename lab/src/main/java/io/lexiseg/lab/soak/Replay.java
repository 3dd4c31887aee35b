package io.lexiseg.lab.soak;

import io.lexiseg.lab.soak.checker.ReplayCheck;
import io.lexiseg.lab.soak.checker.RunRecords;
import io.lexiseg.lab.soak.checker.Verdict;
import io.lexiseg.lab.system.LogReader;
import io.lexiseg.lab.system.ProcessorInstance;
import io.lexiseg.lab.system.Server;
import io.lexiseg.lab.system.TestedModel;
import io.lexiseg.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Plays the log of commands, bytes and times as they were, into an empty cluster. */
final class Replay {
  private static final List<String> TOPICS =
      List.of(Topics.VOCABULARIES, Topics.CAMERA_BINDINGS, Topics.EXEMPLARS);
  private static final long PATIENCE_NANOS = Duration.ofMinutes(3).toNanos();
  private static final long POLL_MILLIS = 500;

  private final Server server;
  private final TestedModel model;
  private final Path folder;

  /**
   * Prepares.
   *
   * @param server whose commands are played
   * @param folder for the empty cluster
   */
  Replay(Server server, TestedModel model, Path folder) {
    this.server = server;
    this.model = model;
    this.folder = folder;
  }

  /** Plays, and compares what followed. */
  Verdict verdict() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    RunRecords original = new RunRecords(server.connection());
    try (Server empty = Server.start(folder)) {
      copyCommands(empty);
      try (ProcessorInstance processor =
          new ProcessorInstance("replay", folder, empty, model, Map.of())) {
        processor.start();
        RunRecords replayed = new RunRecords(empty.connection());
        awaitAnswers(processor, original.answers().size(), replayed);
        ReplayCheck check = new ReplayCheck();
        for (String topic : TOPICS) {
          check.compare(topic, original.log(topic), replayed.log(topic));
        }
        check.compare("answers", original.answers(), replayed.answers());
        return check.verdict();
      }
    }
  }

  private void copyCommands(Server empty) {
    try (Producer<String, byte[]> producer = empty.rawProducer()) {
      LogReader.read(
          server.connection(),
          Topics.VOCABULARY_COMMANDS,
          one -> {
            var unused = producer.send(copy(one));
          });
    }
  }

  private static ProducerRecord<String, byte[]> copy(ConsumerRecord<String, byte[]> one) {
    return new ProducerRecord<>(
        one.topic(), one.partition(), one.timestamp(), one.key(), one.value(), one.headers());
  }

  private static void awaitAnswers(ProcessorInstance processor, int answers, RunRecords replayed)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (replayed.answers().size() < answers
        && processor.isAlive()
        && System.nanoTime() < deadline) {
      Thread.sleep(POLL_MILLIS);
    }
  }
}
