package io.lexiseg.processor;

import io.lexiseg.processor.config.FrameSettings;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.processor.config.VocabularySettings;
import io.lexiseg.processor.frame.CameraMemories;
import io.lexiseg.processor.frame.CameraShares;
import io.lexiseg.processor.frame.FetchedFrames;
import io.lexiseg.processor.frame.FrameGuards;
import io.lexiseg.processor.frame.FrameProcessor;
import io.lexiseg.processor.health.Health;
import io.lexiseg.processor.health.HealthBoard;
import io.lexiseg.processor.intake.GatedClients;
import io.lexiseg.processor.intake.SchemaQuestions;
import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.processor.pace.FramePace;
import io.lexiseg.processor.pace.PacedClients;
import io.lexiseg.processor.preview.PreviewDesk;
import io.lexiseg.processor.report.StatusPublisher;
import io.lexiseg.processor.running.Background;
import io.lexiseg.processor.running.KafkaService;
import io.lexiseg.processor.running.OpenParts;
import io.lexiseg.processor.running.StreamsStart;
import io.lexiseg.processor.serving.VocabularyDirectory;
import io.lexiseg.processor.topic.ClusterReader;
import io.lexiseg.processor.topic.TopicWatch;
import io.lexiseg.processor.topology.SegmentationTopology;
import io.lexiseg.processor.topology.StreamFaults;
import io.lexiseg.processor.topology.StreamsSettings;
import io.lexiseg.processor.waiting.WaitingRoom;
import io.lexiseg.processor.zone.ZoneTable;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.recognition.pipeline.FilePayloadStore;
import io.lexiseg.recognition.pipeline.FramePipeline;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.Topics;
import io.lexiseg.vision.image.DecodeLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The processor in one process: frames and vocabulary topology, what they share, health and
 * metrics. Topics and schemas exist before it starts.
 *
 * <p>Frames are read when every known vocabulary has been tried; those of cameras that have none
 * then wait.
 *
 * <p><b>Threads:</b> safe.
 */
public final class ProcessorApplication implements AutoCloseable {
  private static final Duration TOPICS = Duration.ofSeconds(30);
  private static final Duration FIRST_REPORTS = Duration.ofMinutes(1);
  private static final Duration REPORTS = Duration.ofHours(1);

  private final ProcessorConfig config;
  private final SegmentationModel model;
  private final ProcessorMetrics metrics;
  private final String instanceId;
  private final KafkaService service;

  /**
   * Creates a processor that does nothing yet.
   *
   * @param model stays open and the caller's
   */
  public ProcessorApplication(ProcessorConfig config, SegmentationModel model) {
    this(config, model, new ProcessorMetrics());
  }

  /** As the other, and counts where the model's batches are counted already. */
  ProcessorApplication(ProcessorConfig config, SegmentationModel model, ProcessorMetrics metrics) {
    this.config = config;
    this.model = model;
    this.metrics = metrics;
    this.instanceId = config.kafka().instanceId().orElseGet(() -> UUID.randomUUID().toString());
    this.service = new KafkaService("processor", config.kafka(), config.http(), metrics);
  }

  /**
   * Starts; returns when the topologies run, maybe before the first vocabulary is resolved, or when
   * the processor is asked to end. Waits for brokers that do not answer yet.
   *
   * @throws RuntimeException if the port is taken, or a topic is missing; nothing stays open
   */
  public void start() {
    service.start(this::startTopologies);
  }

  private void startTopologies(AvroSerdes serdes, SchemaQuestions questions) {
    StatusPublisher statuses = statuses(serdes);
    OpenParts open = service.open();
    HealthBoard board = service.board();
    Background background = service.background();
    CommandStart start = new CommandStart(config, model, metrics, background);
    VocabularyDirectory directory = start.directory(instanceId, statuses);
    FetchedFrames fetched = new FetchedFrames();
    ClusterReader reader = clusterReader();
    TopicWatch topics = FrameStart.topics(config, reader);
    FramePace pace = FrameStart.pace(config, model, reader);
    Runnable look = () -> topics.lookAgain(pace::partitions);
    StreamFaults faults = new StreamFaults(look, System::nanoTime);
    board.mentions("thread replaced", faults::trouble);
    CameraShares shares = new CameraShares(config.frames().share(), System::nanoTime);
    FrameGuards guards = new FrameGuards(pace, topics.limits(), shares);
    WaitingRoom room = room();
    FrameProcessor.Parts shared = parts(directory, fetched, guards);
    PreviewDesk previews = start.previews(shared, serdes, statuses);
    open.add(previews::close);
    StreamsStart streams = new StreamsStart(topics.limits(), faults, board, service::fail);
    KafkaStreams commands =
        streams.streams(
            "commands",
            start.topology(serdes, previews),
            StreamsSettings.vocabulary(config, metrics),
            new GatedClients(questions));
    KafkaStreams frames =
        streams.streams(
            "frames",
            new SegmentationTopology(serdes, shared, room, tables()).get(),
            StreamsSettings.frames(config, metrics, fetched, instanceId),
            new PacedClients(
                new GatedClients(questions),
                pace,
                config.kafka().applicationId() + Topics.FRAME_GROUP_SUFFIX));
    open.add(() -> commands.close(closing()), () -> frames.close(closing()));
    RunningParts parts =
        new RunningParts(directory, room, start.watch(directory), frames, commands);
    open.add(questions::close); // first, so that nothing that is closed waits for an answer
    parts.watchHealth(board);
    board.requires("topics", topics::trouble);
    background.every(TOPICS, "topic-watch", look);
    background.every(
        FIRST_REPORTS,
        REPORTS,
        "report-cleaning",
        ReportStart.cleaning(config.kafka(), instanceId, reader, statuses, directory::knows));
    service.runs(parts::lives);
    parts.start(background);
  }

  private SegmentationTopology.Tables tables() {
    return new SegmentationTopology.Tables(model.exemplars(), new ZoneTable());
  }

  private CloseOptions closing() {
    return StreamsStart.closing(config.kafka(), KafkaService.CLOSE_TIMEOUT);
  }

  private StatusPublisher statuses(AvroSerdes serdes) {
    StatusPublisher statuses =
        new StatusPublisher(
            StreamsSettings.producer(config.kafka()),
            serdes,
            config.kafka().instanceId().isPresent());
    service.open().add(statuses::close);
    return statuses;
  }

  private ClusterReader clusterReader() {
    ClusterReader reader = new ClusterReader(Admin.create(StreamsSettings.admin(config.kafka())));
    service.open().add(reader::close);
    return reader;
  }

  private FrameProcessor.Parts parts(
      VocabularyDirectory directory, FetchedFrames fetched, FrameGuards guards) {
    FrameSettings frames = config.frames();
    DecodeLimits limits = frames.decodeLimits(Runtime.getRuntime().maxMemory());
    CameraMemories.Budget memories = new CameraMemories.Budget(frames.memoryBytes());
    metrics.remembered(memories::used);
    return new FrameProcessor.Parts(
        new FramePipeline(limits, model.segmenter()),
        new FilePayloadStore(frames.referenceRoots(), frames.maxBytes()),
        directory,
        fetched,
        guards,
        metrics,
        memories,
        Clock.systemUTC());
  }

  private WaitingRoom room() {
    VocabularySettings.Waiting waiting = config.vocabulary().waiting();
    WaitingRoom room = new WaitingRoom(waiting.bytes(), waiting.longest());
    metrics.waiting(room::frames, room::bytes);
    return room;
  }

  /** How the processor does now. */
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
   * Waits until the processor is closed.
   *
   * @throws IllegalStateException if it stopped by itself; the cause says why
   */
  public void awaitEnd() throws InterruptedException {
    service.awaitEnd();
  }

  /**
   * Stops after the frames in work, and closes all but the model; idempotent. Does not wait long
   * for what is away.
   */
  @Override
  public void close() {
    service.close();
  }

  /** Whether nothing was left open when it was closed: else its threads may still use the model. */
  boolean closedWell() {
    return service.closedWell();
  }
}
