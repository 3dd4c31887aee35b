package io.lexiseg.processor;

import io.lexiseg.processor.config.FrameSettings;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.processor.config.VocabularySettings;
import io.lexiseg.processor.frame.CameraShares;
import io.lexiseg.processor.frame.FetchedFrames;
import io.lexiseg.processor.frame.FrameGuards;
import io.lexiseg.processor.frame.FrameProcessor;
import io.lexiseg.processor.health.ClusterWatch;
import io.lexiseg.processor.health.Health;
import io.lexiseg.processor.health.HealthBoard;
import io.lexiseg.processor.health.TroubleLog;
import io.lexiseg.processor.http.HealthServer;
import io.lexiseg.processor.intake.GatedClients;
import io.lexiseg.processor.intake.SchemaQuestions;
import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.processor.pace.FramePace;
import io.lexiseg.processor.pace.PacedClients;
import io.lexiseg.processor.preview.PreviewDesk;
import io.lexiseg.processor.report.StatusPublisher;
import io.lexiseg.processor.running.Background;
import io.lexiseg.processor.running.OpenParts;
import io.lexiseg.processor.running.StreamsStart;
import io.lexiseg.processor.serving.VocabularyDirectory;
import io.lexiseg.processor.topic.ClusterReader;
import io.lexiseg.processor.topic.TopicWatch;
import io.lexiseg.processor.topology.SegmentationTopology;
import io.lexiseg.processor.topology.StreamFaults;
import io.lexiseg.processor.topology.StreamsSettings;
import io.lexiseg.processor.waiting.WaitingRoom;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.recognition.pipeline.FilePayloadStore;
import io.lexiseg.recognition.pipeline.FramePipeline;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.Topics;
import io.lexiseg.vision.image.DecodeLimits;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
  private static final Logger LOGGER = LoggerFactory.getLogger(ProcessorApplication.class);

  /** Long enough for a slow frame in work; a container runtime waits longer. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  /** Long enough for a frame, and short where nothing more can be written. */
  private static final Duration CLOSE_TIMEOUT_AWAY = Duration.ofSeconds(5);

  private static final Duration AWAY = Duration.ofSeconds(5);
  private static final Duration HEALTH = Duration.ofSeconds(1);
  private static final Duration TOPICS = Duration.ofSeconds(30);
  private static final Duration FIRST_REPORTS = Duration.ofMinutes(1);
  private static final Duration REPORTS = Duration.ofHours(1);

  private final ProcessorConfig config;
  private final SegmentationModel model;
  private final ProcessorMetrics metrics;
  private final String instanceId;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final OpenParts open = new OpenParts();
  private final Background background = new Background(open, this::fail);
  private final HealthBoard board = new HealthBoard();
  private final ClusterWatch cluster;
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile Optional<HealthServer> http = Optional.empty();
  private volatile Optional<RunningParts> running = Optional.empty();
  private volatile boolean closedWell = true;

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
    this.cluster =
        new ClusterWatch(
            config.kafka().bootstrapServers(),
            () -> Admin.create(StreamsSettings.admin(config.kafka())),
            System::nanoTime);
  }

  /**
   * Starts; returns when the topologies run, maybe before the first vocabulary is resolved, or when
   * the processor is asked to end. Waits for brokers that do not answer yet.
   *
   * @throws RuntimeException if the port is taken, or a topic is missing; nothing stays open
   */
  public void start() {
    if (ended.isDone() || started.getAndSet(true)) {
      throw new IllegalStateException("processor: expected to be started once");
    }
    // On a thread of its own: what it waits for may never come, and its caller may be told to end.
    CompletableFuture<Void> starting =
        CompletableFuture.runAsync(
            this::startParts, task -> Background.named("processor-start").newThread(task).start());
    try {
      CompletableFuture.anyOf(starting, ended).get();
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      close();
      throw e.getCause() instanceof RuntimeException failure ? failure : stoppedByItself(e);
    }
  }

  private void startParts() {
    InetSocketAddress address =
        new InetSocketAddress(config.http().address(), config.http().port());
    HealthServer server = HealthServer.start(address, this::health, metrics::scrape);
    open.add(server::close);
    http = Optional.of(server);
    awaitCluster();
    if (!ended.isDone()) {
      openSchemas();
    }
  }

  private void awaitCluster() {
    cluster.start();
    open.add(cluster::close);
    board.requires("Kafka away", cluster::trouble);
    board.mentions("broker away", cluster::lostBrokers);
    background.every(HEALTH, "health-watch", new TroubleLog(board, Clock.systemUTC())::look);
    try {
      CompletableFuture.anyOf(cluster.answered(), ended).join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(
          "kafka %s: not let in: %s"
              .formatted(config.kafka().bootstrapServers(), cause.getMessage()),
          cause);
    }
  }

  private void openSchemas() {
    AvroSerdes serdes =
        AvroSerdes.open(config.kafka().schemaRegistryUrl(), config.kafka().registry());
    open.add(serdes::close);
    SchemaQuestions questions =
        SchemaQuestions.start(serdes.writerSchemas(), config.kafka().schemaRegistryUrl());
    open.add(questions::close);
    board.requires("registry away", questions::trouble);
    if (questions.awaitAnswer(serdes::prefetch)) { // else closed meanwhile
      startTopologies(serdes, questions);
    }
  }

  private void startTopologies(AvroSerdes serdes, SchemaQuestions questions) {
    StatusPublisher statuses = statuses(serdes);
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
    StreamsStart streams = new StreamsStart(topics.limits(), faults, board, this::fail);
    KafkaStreams commands =
        streams.streams(
            "commands",
            start.topology(serdes, previews),
            StreamsSettings.vocabulary(config, metrics),
            new GatedClients(questions));
    KafkaStreams frames =
        streams.streams(
            "frames",
            new SegmentationTopology(serdes, shared, room, model.exemplars()).get(),
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
    running = Optional.of(parts);
    parts.start(background);
  }

  private CloseOptions closing() {
    return StreamsStart.closing(config.kafka(), CLOSE_TIMEOUT);
  }

  private StatusPublisher statuses(AvroSerdes serdes) {
    StatusPublisher statuses =
        new StatusPublisher(
            StreamsSettings.producer(config.kafka()),
            serdes,
            config.kafka().instanceId().isPresent());
    open.add(statuses::close);
    return statuses;
  }

  private ClusterReader clusterReader() {
    ClusterReader reader = new ClusterReader(Admin.create(StreamsSettings.admin(config.kafka())));
    open.add(reader::close);
    return reader;
  }

  private FrameProcessor.Parts parts(
      VocabularyDirectory directory, FetchedFrames fetched, FrameGuards guards) {
    FrameSettings frames = config.frames();
    DecodeLimits limits = frames.decodeLimits(Runtime.getRuntime().maxMemory());
    return new FrameProcessor.Parts(
        new FramePipeline(limits, model.segmenter()),
        new FilePayloadStore(frames.referenceRoots(), frames.maxBytes()),
        directory,
        fetched,
        guards,
        metrics,
        Clock.systemUTC());
  }

  private WaitingRoom room() {
    VocabularySettings.Waiting waiting = config.vocabulary().waiting();
    WaitingRoom room = new WaitingRoom(waiting.bytes(), waiting.longest());
    metrics.waiting(room::frames, room::bytes);
    return room;
  }

  private void fail(Throwable cause) {
    LOGGER.error("processor stops", cause);
    ended.completeExceptionally(cause);
  }

  /** How the processor does now. */
  public Health health() {
    if (ended.isDone()) {
      boolean failed = ended.isCompletedExceptionally();
      return new Health(false, false, failed ? "failed, see the log" : "ended");
    }
    Health health = board.health();
    return running.isPresent()
        ? new Health(running.get().lives(), health.ready(), health.detail())
        : new Health(true, false, health.ready() ? "starting" : health.detail());
  }

  /** Port that health and metrics are served on, once started. */
  public int httpPort() {
    return http.orElseThrow().port();
  }

  /** What has been counted so far, in Prometheus' text format. */
  public String metrics() {
    return metrics.scrape();
  }

  /** Lets {@link #awaitEnd} return; whoever waits there closes. */
  void requestEnd() {
    ended.complete(null);
  }

  /**
   * Waits until the processor is closed.
   *
   * @throws IllegalStateException if it stopped by itself; the cause says why
   */
  public void awaitEnd() throws InterruptedException {
    try {
      ended.get();
    } catch (ExecutionException e) {
      throw stoppedByItself(e);
    }
  }

  private static IllegalStateException stoppedByItself(ExecutionException e) {
    return new IllegalStateException("processor: stopped by itself", e.getCause());
  }

  /**
   * Stops after the frames in work, and closes all but the model; idempotent. Does not wait long
   * for what is away.
   */
  @Override
  public synchronized void close() {
    ended.complete(null);
    boolean troubled = board.troubles().stream().anyMatch(HealthBoard.Trouble::isOutside);
    closedWell &=
        open.close(
            new OpenParts.Patience(
                CLOSE_TIMEOUT,
                CLOSE_TIMEOUT_AWAY,
                () -> troubled || cluster.silence().compareTo(AWAY) > 0));
  }

  /** Whether nothing was left open when it was closed: else its threads may still use the model. */
  boolean closedWell() {
    return closedWell;
  }
}
