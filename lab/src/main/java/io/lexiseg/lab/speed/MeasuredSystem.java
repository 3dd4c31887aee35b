package io.lexiseg.lab.speed;

import io.lexiseg.cli.camera.Camera;
import io.lexiseg.cli.client.CommandAnswers;
import io.lexiseg.cli.client.FramePublisher;
import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.client.OutcomeReader;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.lab.system.Server;
import io.lexiseg.processor.ProcessorApplication;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A processor in this process that stays warm, and broker and registry in another one.
 *
 * <p><b>Ownership:</b> the model stays the caller's. <b>Threads:</b> used by one.
 */
final class MeasuredSystem implements AutoCloseable {
  private static final String VOCABULARY = "default";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(20);

  /** Enough to keep every thread busy, as in the demo. */
  private static final int OUTSTANDING =
      2 * Math.max(2, Runtime.getRuntime().availableProcessors());

  private final Server server;
  private final ProcessorApplication processor;

  private MeasuredSystem(Server server, ProcessorApplication processor) {
    this.server = server;
    this.processor = processor;
  }

  /** Starts all of it, with the cameras bound to these words and none of their frames dropped. */
  static MeasuredSystem start(SegmentationModel model, List<String> words, List<Camera> cameras)
      throws IOException {
    Path folder = Files.createTempDirectory("lexiseg-end-to-end-");
    Server server = Server.start(folder);
    ProcessorApplication processor =
        new ProcessorApplication(
            ProcessorConfig.from(
                Map.of(
                    "bootstrap.servers", server.bootstrapServers(),
                    "schema.registry.url", server.registryUrl(),
                    "http.port", "0",
                    "camera.share", "1", // none is held back for another
                    "kafka.state.dir", folder.resolve("streams").toString())),
            model);
    MeasuredSystem system = new MeasuredSystem(server, processor);
    processor.start();
    system.define(words, cameras);
    return system;
  }

  private void define(List<String> words, List<Camera> cameras) {
    DropPolicy every = DropPolicy.newBuilder().setRule(DropRule.EVERY).build();
    List<String> ids = cameras.stream().map(Camera::id).toList();
    try (CommandAnswers answers = new CommandAnswers(server.connection());
        VocabularyClient client =
            new VocabularyClient(server.connection(), Clock.systemUTC(), "benchmark")) {
      var defined = answers.await(client.define(VOCABULARY, words), PATIENCE);
      String bind = client.bind(VOCABULARY, ids, Optional.empty(), Optional.of(every));
      var bound = answers.await(bind, PATIENCE);
      System.err.println(defined.getState() + ", " + bound.getState());
    }
  }

  /**
   * Publishes frames of the cameras in turn and waits for the mask of each.
   *
   * @throws IllegalStateException if a frame gets another outcome, or none in time
   */
  void run(List<Camera> cameras, int frames) {
    try (OutcomeReader reader = OutcomeReader.fromNow(server.connection());
        FramePublisher publisher = new FramePublisher(server.connection(), Clock.systemUTC(), 0)) {
      int sent = 0;
      int answered = 0;
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (answered < frames) {
        for (; sent < frames && sent - answered < OUTSTANDING; sent++) {
          Camera camera = cameras.get(sent % cameras.size());
          publisher.publish(camera.id(), camera.next().orElseThrow());
        }
        List<Outcome> outcomes = reader.read(POLL);
        outcomes.forEach(MeasuredSystem::requireMask);
        answered += outcomes.size();
        deadline = outcomes.isEmpty() ? deadline : System.nanoTime() + PATIENCE.toNanos();
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("expected %d masks, got %d".formatted(frames, answered));
        }
      }
    }
  }

  private static void requireMask(Outcome outcome) {
    if (!(outcome instanceof Outcome.Masked)) {
      throw new IllegalStateException("expected a mask for each frame, got " + outcome);
    }
  }

  /** Processor time that broker and registry have used. */
  Duration serverTime() {
    return ProcessHandle.of(server.process().pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    processor.close();
    server.close();
  }
}
