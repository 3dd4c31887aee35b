package io.lexiseg.demo.system;

import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.demo.broker.BrokerSettings;
import io.lexiseg.demo.broker.EmbeddedBroker;
import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import io.lexiseg.indexbuilder.service.BuilderApplication;
import io.lexiseg.indexbuilder.service.BuilderConfig;
import io.lexiseg.processor.ProcessorApplication;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.vision.image.DecodeLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broker, schema registry, processor and, if wanted, an index builder in this process, in a folder
 * that is deleted on close.
 *
 * <p><b>Ownership:</b> the model stays the caller's. <b>Threads:</b> started and closed by one.
 */
public final class LocalSystem implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(LocalSystem.class);

  private final Deque<Runnable> parts;
  private final KafkaConnection connection;
  private final ProcessorApplication processor;

  private LocalSystem(
      Deque<Runnable> parts, KafkaConnection connection, ProcessorApplication processor) {
    this.parts = parts;
    this.connection = connection;
    this.processor = processor;
  }

  /**
   * Starts everything.
   *
   * @param references folders that frames may refer into, absolute
   * @param growing index of the model that prototypes are drawn for on demand; empty: none are
   * @throws RuntimeException if a part does not come up; then none stays
   */
  public static LocalSystem start(
      SegmentationModel model, List<Path> references, Optional<GrowingIndex> growing) {
    Deque<Runnable> parts = new ArrayDeque<>();
    try {
      return start(model, references, growing, parts);
    } catch (RuntimeException e) { // whatever it is, what was opened is closed
      closeAll(parts);
      throw e;
    }
  }

  /** As the other, without references, and nothing is drawn. */
  public static LocalSystem start(SegmentationModel model) {
    return start(model, List.of(), Optional.empty());
  }

  private static LocalSystem start(
      SegmentationModel model,
      List<Path> references,
      Optional<GrowingIndex> growing,
      Deque<Runnable> parts) {
    Path folder = temporaryFolder();
    parts.push(() -> TemporaryFolder.delete(folder));
    EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("broker")));
    parts.push(broker::close);
    InMemorySchemaRegistry registry = InMemorySchemaRegistry.start();
    parts.push(registry::close);
    SchemaRegistrar.registerAll(registry.url());
    Map<String, String> properties = properties(folder, references, broker, registry);
    growing.ifPresent(index -> properties.putAll(index.properties()));
    ProcessorApplication processor =
        new ProcessorApplication(ProcessorConfig.from(properties), model);
    parts.push(processor::close);
    processor.start();
    if (growing.isPresent()) {
      BuilderApplication builder =
          new BuilderApplication(BuilderConfig.from(properties), growing.get().open());
      parts.push(builder::close);
      builder.start();
    }
    KafkaConnection connection = KafkaConnection.open(broker.bootstrapServers(), registry.url());
    parts.push(connection::close);
    return new LocalSystem(parts, connection, processor);
  }

  /** Its own cameras take turns: one whose picture moves more is no flood. */
  private static Map<String, String> properties(
      Path folder, List<Path> references, EmbeddedBroker broker, InMemorySchemaRegistry registry) {
    return new HashMap<>(
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "schema.registry.url", registry.url(),
            "http.port", "0",
            "camera.share", "1",
            "limit.bytes", String.valueOf(DecodeLimits.STANDARD.maxBytes()),
            "limit.pixels", String.valueOf(DecodeLimits.STANDARD.maxPixels()),
            "reference.roots", roots(references),
            "kafka.state.dir", folder.resolve("streams").toString()));
  }

  /** A property's list; folders that it cannot hold are not referred into. */
  private static String roots(List<Path> references) {
    return references.stream()
        .map(Path::toString)
        .filter(folder -> !folder.contains(","))
        .collect(Collectors.joining(","));
  }

  /** Clients of broker and registry. */
  public KafkaConnection connection() {
    return connection;
  }

  /** Whether the processor runs or may still come up. */
  public boolean alive() {
    return processor.health().live();
  }

  /** Stops the processor alone: broker, registry and whoever looks go on. */
  public void stopProcessor() {
    processor.close();
  }

  @Override
  public void close() {
    closeAll(parts);
  }

  private static void closeAll(Deque<Runnable> parts) {
    while (!parts.isEmpty()) {
      try {
        parts.pop().run();
      } catch (RuntimeException e) { // the others are still to be closed
        LOGGER.warn("closing failed", e);
      }
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("lexiseg-demo-");
    } catch (IOException e) {
      throw new FailedException(
          "temporary folder %s: expected to be writable"
              .formatted(System.getProperty("java.io.tmpdir")),
          e);
    }
  }
}
