package io.lexiseg.processor;

import io.lexiseg.processor.health.HealthBoard;
import io.lexiseg.processor.running.Background;
import io.lexiseg.processor.serving.IndexWatch;
import io.lexiseg.processor.serving.VocabularyDirectory;
import io.lexiseg.processor.waiting.WaitingRoom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a processor consists of while it runs.
 *
 * @param directory which vocabulary holds
 * @param room where frames wait for theirs
 * @param index keeps the directory with the published index
 * @param frames segments
 * @param commands decides
 */
record RunningParts(
    VocabularyDirectory directory,
    WaitingRoom room,
    IndexWatch index,
    KafkaStreams frames,
    KafkaStreams commands) {
  private static final Logger LOGGER = LoggerFactory.getLogger(RunningParts.class);

  private static final String FIRST_STEP =
      "./lexiseg vocabulary define \"road, person, sky\" --bootstrap ... --registry ...";

  /** What is not resolved after that long waits without stopping others. */
  private static final Duration FIRST_ATTEMPTS = Duration.ofSeconds(10);

  /** Starts both topologies; frames are read when every known vocabulary has been tried. */
  void start(Background background) {
    commands.start();
    frames.pause(); // until the vocabularies of the tables are resolved, as far as possible
    directory.tablesLoading();
    frames.start(); // returns when the tables are read
    directory.tablesLoaded();
    background.once("vocabulary-gate", this::resumeWhenReady);
  }

  private void resumeWhenReady() {
    try {
      directory.awaitTried(FIRST_ATTEMPTS);
      frames.resume();
      LOGGER.info("frames are segmented from now on");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether neither topology has ended. */
  boolean lives() {
    return !frames.state().hasCompletedShutdown() && !commands.state().hasCompletedShutdown();
  }

  /** Has the board tell what vocabularies lack. */
  void watchHealth(HealthBoard board) {
    board.awaits("no vocabulary serves", directory::servesNothing);
    board.mentions("no vocabulary yet", this::firstStep);
    board.mentions("vocabularies wait", this::waiting);
    board.mentions("prototype index", index::trouble);
    board.mentions("version fell", directory::fallen);
  }

  private Optional<String> firstStep() {
    return directory.isEmpty() ? Optional.of(FIRST_STEP) : Optional.empty();
  }

  private Optional<String> waiting() {
    List<String> texts =
        Stream.of(directory.waiting(), room.text()).flatMap(Optional::stream).toList();
    return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", texts));
  }
}
