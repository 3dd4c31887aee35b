package io.lexiseg.indexbuilder.service;

import io.lexiseg.indexbuilder.generation.OpenMaker;
import io.lexiseg.indexbuilder.service.loading.CountingProcessor;
import io.lexiseg.indexbuilder.service.loading.LoadingDesk;
import io.lexiseg.indexbuilder.service.loading.SetLoader;
import io.lexiseg.indexbuilder.service.loading.TopicPrototypes;
import io.lexiseg.indexbuilder.service.making.RequestChecks;
import io.lexiseg.indexbuilder.service.making.RequestProcessor;
import io.lexiseg.indexbuilder.service.making.SharedMaker;
import io.lexiseg.indexbuilder.service.target.TargetIndexes;
import io.lexiseg.processor.health.Health;
import io.lexiseg.processor.health.HealthBoard;
import io.lexiseg.processor.intake.GatedClients;
import io.lexiseg.processor.intake.SchemaQuestions;
import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.processor.pace.FramePace;
import io.lexiseg.processor.pace.PaceSettings;
import io.lexiseg.processor.pace.PacedClients;
import io.lexiseg.processor.pace.PacedProcessor;
import io.lexiseg.processor.pace.StartingPace;
import io.lexiseg.processor.running.Background;
import io.lexiseg.processor.running.KafkaService;
import io.lexiseg.processor.running.OpenParts;
import io.lexiseg.processor.running.StreamsStart;
import io.lexiseg.processor.topic.ClusterReader;
import io.lexiseg.processor.topic.TopicWatch;
import io.lexiseg.processor.topology.StreamFaults;
import io.lexiseg.processor.topology.StreamsSettings;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.MadePrototype;
import io.lexiseg.schemas.Topics;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The index builder in one process: one application makes prototypes, another counts them and loads
 * complete sets. Topics and schemas exist before it starts. Instances share work by Kafka's groups.
 *
 * <p><b>Threads:</b> safe.
 */
public final class BuilderApplication implements AutoCloseable {
  private static final Duration TOPICS = Duration.ofSeconds(30);

  private final BuilderConfig config;
  private final OpenMaker generator;
  private final ProcessorMetrics metrics = new ProcessorMetrics();
  private final SharedMaker maker;
  private final KafkaService service;

  /**
   * Creates a builder that does nothing yet.
   *
   * @param generator its maker is taken over
   */
  public BuilderApplication(BuilderConfig config, OpenMaker generator) {
    this.config = config;
    this.generator = generator;
    this.maker = new SharedMaker(generator.maker(), metrics::prototypeBatch);
    this.service = new KafkaService("index builder", config.kafka(), config.http(), metrics);
  }

  /**
   * Starts; returns when the applications run, or when the builder is asked to end. Waits for
   * brokers that do not answer yet.
   *
   * @throws RuntimeException if the port is taken, or a topic is missing; nothing stays open
   */
  public void start() {
    service.start(this::startTopologies);
  }

  private void startTopologies(AvroSerdes serdes, SchemaQuestions questions) {
    OpenParts open = service.open();
    HealthBoard board = service.board();
    ClusterReader reader = new ClusterReader(Admin.create(StreamsSettings.admin(config.kafka())));
    open.add(reader::close);
    TopicWatch topics =
        new TopicWatch(
            reader,
            config.kafka().applicationId() + BuilderNeeds.LOADING_SUFFIX + "-",
            config.kafka().bootstrapServers());
    topics.require();
    FramePace pace = pace(reader);
    Runnable look = () -> topics.lookAgain(frames -> {});
    StreamFaults faults = new StreamFaults(look, System::nanoTime);
    board.mentions("thread replaced", faults::trouble);
    board.requires("topics", topics::trouble);
    StreamsStart streams = new StreamsStart(topics.limits(), faults, board, service::fail);
    TargetIndexes indexes = TargetIndexes.at(config.index());
    KafkaStreams making =
        streams.streams(
            "requests",
            new MakingTopology(
                    serdes,
                    names ->
                        new PacedProcessor<>(new RequestProcessor(parts(indexes), names), pace))
                .get(),
            named(
                BuilderNeeds.MAKING_SUFFIX,
                StreamsSettings.slowService(
                    config.kafka(),
                    BuilderNeeds.MAKING_SUFFIX,
                    config.threads(),
                    Set.of(Topics.PROTOTYPE_REQUESTS, Topics.URGENT_PROTOTYPE_REQUESTS),
                    metrics)),
            new PacedClients(
                new GatedClients(questions),
                pace,
                config.kafka().applicationId() + BuilderNeeds.MAKING_SUFFIX));
    LoadingDesk desk = desk(serdes, indexes);
    board.mentions("index waits", desk::trouble);
    KafkaStreams loading =
        streams.streams(
            "loading",
            new LoadingTopology(serdes, store -> new CountingProcessor(desk, metrics, store)).get(),
            named(
                BuilderNeeds.LOADING_SUFFIX,
                StreamsSettings.service(
                    config.kafka(),
                    BuilderNeeds.LOADING_SUFFIX,
                    1,
                    Set.of(Topics.PROTOTYPE_OUTCOMES),
                    metrics)),
            new GatedClients(questions));
    open.add(
        () -> making.close(StreamsStart.closing(config.kafka(), KafkaService.CLOSE_TIMEOUT)),
        () -> loading.close(StreamsStart.closing(config.kafka(), KafkaService.CLOSE_TIMEOUT)));
    open.add(questions::close); // first, so that nothing that is closed waits for an answer
    service.background().every(TOPICS, "topic-watch", look);
    making.start();
    loading.start();
    service.runs(() -> true);
  }

  /** Clients are named after the instance: one that comes back ends what it left open. */
  private Properties named(String part, Properties settings) {
    String instance = config.kafka().instanceId().orElseGet(() -> UUID.randomUUID().toString());
    settings.put(StreamsConfig.CLIENT_ID_CONFIG, instance + part);
    return settings;
  }

  /** As if this process had all partitions of both topics. */
  private FramePace pace(ClusterReader reader) {
    int partitions =
        reader.partitions(Topics.PROTOTYPE_REQUESTS).orElse(1)
            + reader.partitions(Topics.URGENT_PROTOTYPE_REQUESTS).orElse(1);
    return StartingPace.of(
        new PaceSettings(config.threads(), true, config.kafka().clients()),
        partitions,
        config.slowest(),
        reader.longestTransaction());
  }

  private RequestProcessor.Parts parts(TargetIndexes indexes) {
    return new RequestProcessor.Parts(
        maker, new RequestChecks(generator.generatorId(), generator.backbone(), indexes), metrics);
  }

  private LoadingDesk desk(AvroSerdes serdes, TargetIndexes indexes) {
    var source =
        new TopicPrototypes(
            () ->
                new KafkaConsumer<>(
                    StreamsSettings.consumer(config.kafka()),
                    new StringDeserializer(),
                    new ByteArrayDeserializer()),
            serdes.serde(MadePrototype.class).deserializer());
    return new LoadingDesk(
        new SetLoader(source, indexes, generator.backbone()),
        service.background().worker("prototype-loader"));
  }

  /** How the builder does now. */
  public Health health() {
    return service.health();
  }

  /** Port that health and metrics are served on, once started. */
  public int httpPort() {
    return service.httpPort();
  }

  /** What has been counted so far, in Prometheus' text format. */
  public String metrics() {
    return metrics.scrape();
  }

  /** Lets {@link #awaitEnd} return; whoever waits there closes. */
  void requestEnd() {
    service.requestEnd();
  }

  /**
   * Waits until the builder is closed.
   *
   * @throws IllegalStateException if it stopped by itself; the cause says why
   */
  public void awaitEnd() throws InterruptedException {
    service.awaitEnd();
  }

  /**
   * Stops after the request in work, and closes all; idempotent. What is not committed is made
   * again: half a second's work, or one request of each partition where that takes longer.
   */
  @Override
  public void close() {
    service.requestEnd();
    Thread closing = Background.named("maker-close").newThread(maker::close);
    closing.start(); // refuses what waits, so that stream threads come to their end
    service.close();
  }
}
