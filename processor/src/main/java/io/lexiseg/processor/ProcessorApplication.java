package io.lexiseg.processor;

import io.lexiseg.processor.command.ExemplarRules;
import io.lexiseg.processor.command.VocabularyAggregate;
import io.lexiseg.processor.command.stream.KafkaToldTopics;
import io.lexiseg.processor.command.stream.Previews;
import io.lexiseg.processor.command.stream.ToldTopics;
import io.lexiseg.processor.config.FrameSettings;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.processor.config.VocabularySettings;
import io.lexiseg.processor.deadletter.DeadLetterHandler;
import io.lexiseg.processor.frame.CameraShares;
import io.lexiseg.processor.frame.FetchedFrames;
import io.lexiseg.processor.frame.FrameGuards;
import io.lexiseg.processor.frame.FrameProcessor;
import io.lexiseg.processor.health.ClusterWatch;
import io.lexiseg.processor.health.Health;
import io.lexiseg.processor.health.HealthBoard;
import io.lexiseg.processor.health.StreamsWatch;
import io.lexiseg.processor.health.TroubleLog;
import io.lexiseg.processor.http.HealthServer;
import io.lexiseg.processor.intake.GatedClients;
import io.lexiseg.processor.intake.SchemaQuestions;
import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.processor.pace.FramePace;
import io.lexiseg.processor.pace.PacedClients;
import io.lexiseg.processor.preview.PreviewDesk;
import io.lexiseg.processor.report.StatusPublisher;
import io.lexiseg.processor.serving.IndexWatch;
import io.lexiseg.processor.serving.VocabularyDirectory;
import io.lexiseg.processor.serving.VocabularyReports;
import io.lexiseg.processor.serving.resolution.ResolutionLanes;
import io.lexiseg.processor.topic.ClusterReader;
import io.lexiseg.processor.topic.TopicLimits;
import io.lexiseg.processor.topic.TopicWatch;
import io.lexiseg.processor.topology.SegmentationTopology;
import io.lexiseg.processor.topology.StreamFaults;
import io.lexiseg.processor.topology.StreamsSettings;
import io.lexiseg.processor.topology.VocabularyTopology;
import io.lexiseg.processor.waiting.WaitingRoom;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.recognition.pipeline.FilePayloadStore;
import io.lexiseg.recognition.pipeline.FramePipeline;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.vision.image.DecodeLimits;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
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

  private static final String FIRST_STEP =
      "./lexiseg vocabulary define \"road, person, sky\" --bootstrap ... --registry ...";

  /** Long enough for a slow frame in work; a container runtime waits longer. */
  static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  /** Long enough for a frame, and short where nothing more can be written. */
  private static final Duration CLOSE_TIMEOUT_AWAY = Duration.ofSeconds(5);

  private static final Duration AWAY = Duration.ofSeconds(5);
  private static final int TOPICS = 30;
  private static final int REPORTS = 60;

  /** What is not resolved after that long waits without stopping others. */
  private static final Duration FIRST_ATTEMPTS = Duration.ofSeconds(10);

  private final ProcessorConfig config;
  private final SegmentationModel model;
  private final ProcessorMetrics metrics;
  private final String instanceId;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final OpenParts open = new OpenParts();
  private final HealthBoard board = new HealthBoard();
  private final ClusterWatch cluster;
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile Optional<HealthServer> http = Optional.empty();
  private volatile Optional<Running> running = Optional.empty();
  private volatile boolean closedWell = true;

  private record Running(
      VocabularyDirectory directory,
      WaitingRoom room,
      IndexWatch index,
      KafkaStreams frames,
      KafkaStreams commands) {
    boolean lives() {
      return !frames.state().hasCompletedShutdown() && !commands.state().hasCompletedShutdown();
    }
  }

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
            this::startParts, task -> named("processor-start").newThread(task).start());
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
      startTopologies();
    }
  }

  private void awaitCluster() {
    cluster.start();
    open.add(cluster::close);
    board.requires("Kafka away", cluster::trouble);
    board.mentions("broker away", cluster::lostBrokers);
    logTroubles();
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

  private void startTopologies() {
    AvroSerdes serdes =
        AvroSerdes.open(config.kafka().schemaRegistryUrl(), config.kafka().registry());
    open.add(serdes::close);
    SchemaQuestions questions =
        SchemaQuestions.start(serdes.writerSchemas(), config.kafka().schemaRegistryUrl());
    open.add(questions::close);
    board.requires("registry away", questions::trouble);
    if (!questions.awaitAnswer(serdes::prefetch)) {
      return; // closed meanwhile
    }
    StatusPublisher statuses =
        new StatusPublisher(
            StreamsSettings.producer(config.kafka()),
            serdes,
            config.kafka().instanceId().isPresent());
    open.add(statuses::close);
    VocabularyDirectory directory = directory(statuses);
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
    PreviewDesk previews = previews(shared, serdes, statuses);
    KafkaStreams commands =
        streams(
            "commands",
            commandTopology(serdes, previews),
            StreamsSettings.vocabulary(config, metrics),
            topics.limits(),
            faults,
            new GatedClients(questions));
    KafkaStreams frames =
        streams(
            "frames",
            new SegmentationTopology(serdes, shared, room, model.exemplars()).get(),
            StreamsSettings.frames(config, metrics, fetched, instanceId),
            topics.limits(),
            faults,
            new PacedClients(new GatedClients(questions), pace));
    open.add(() -> commands.close(closing()), () -> frames.close(closing()));
    Running parts = new Running(directory, room, watch(directory), frames, commands);
    open.add(questions::close); // first, so that nothing that is closed waits for an answer
    watchHealth(parts);
    watchTopics(topics, look);
    cleanReports(reader, statuses, directory);
    running = Optional.of(parts);
    commands.start();
    frames.pause(); // until the vocabularies of the tables are resolved, as far as possible
    directory.tablesLoading();
    frames.start(); // returns when the tables are read
    directory.tablesLoaded();
    resumeWhenReady(directory, frames);
  }

  private Topology commandTopology(AvroSerdes serdes, Previews previews) {
    var aggregate =
        new VocabularyAggregate(
            config.vocabulary().limits(model.exemplars()),
            config.vocabulary().defaultVocabulary(),
            model.profiles().names(),
            new ExemplarRules(config.model().references()));
    ToldTopics told =
        new KafkaToldTopics(
            () ->
                new KafkaConsumer<>(
                    StreamsSettings.vocabularyReader(config.kafka()),
                    new StringDeserializer(),
                    new ByteArrayDeserializer()),
            serdes);
    return new VocabularyTopology(serdes, aggregate, previews, metrics, told).get();
  }

  private PreviewDesk previews(
      FrameProcessor.Parts parts, AvroSerdes serdes, StatusPublisher statuses) {
    var previewing = new WatchedExecutor(named("vocabulary-preview"), this::fail);
    var desk =
        new PreviewDesk(
            new PreviewDesk.Model(
                parts.vocabularies()::profiles,
                parts.pipeline(),
                model.segmenter(),
                parts.payloads()),
            new PreviewDesk.Topics(
                StreamsSettings.consumer(config.kafka()),
                StreamsSettings.producer(config.kafka()),
                serdes,
                statuses),
            previewing);
    open.add(desk::close);
    return desk;
  }

  private VocabularyDirectory directory(StatusPublisher publisher) {
    Consumer<VocabularyStatus> counted =
        status -> {
          metrics.resolution(status);
          publisher.accept(status);
        };
    ResolutionLanes lanes =
        new ResolutionLanes(
            lane("vocabulary-resolver"),
            lane("vocabulary-resolver-few"),
            lane("vocabulary-resolver-many"));
    return new VocabularyDirectory(
        model.profiles(),
        config.vocabulary().defaultVocabulary(),
        new VocabularyReports(instanceId, Clock.systemUTC(), counted),
        lanes);
  }

  /** Without its threads no vocabulary would ever become ready. */
  private ScheduledExecutorService lane(String name) {
    ScheduledExecutorService lane = new WatchedExecutor(named(name), this::fail);
    open.add(lane::shutdownNow);
    return lane;
  }

  private IndexWatch watch(VocabularyDirectory directory) {
    Duration interval = config.vocabulary().followIndex();
    IndexWatch watch = new IndexWatch(model.generations(), directory, metrics, interval);
    if (!interval.isZero()) {
      ScheduledExecutorService looking = new WatchedExecutor(named("index-watch"), this::fail);
      open.add(looking::shutdownNow);
      watch.start(looking);
    }
    return watch;
  }

  private ClusterReader clusterReader() {
    ClusterReader reader = new ClusterReader(Admin.create(StreamsSettings.admin(config.kafka())));
    open.add(reader::close);
    return reader;
  }

  private void watchTopics(TopicWatch topics, Runnable look) {
    board.requires("topics", topics::trouble);
    ScheduledExecutorService looking = new WatchedExecutor(named("topic-watch"), this::fail);
    open.add(looking::shutdownNow);
    var unused = looking.scheduleWithFixedDelay(look, TOPICS, TOPICS, TimeUnit.SECONDS);
  }

  private void cleanReports(
      ClusterReader reader, StatusPublisher statuses, VocabularyDirectory directory) {
    ScheduledExecutorService cleaning = new WatchedExecutor(named("report-cleaning"), this::fail);
    open.add(cleaning::shutdownNow);
    var unused =
        cleaning.scheduleWithFixedDelay(
            ReportStart.cleaning(config.kafka(), instanceId, reader, statuses, directory::knows),
            1,
            REPORTS,
            TimeUnit.MINUTES);
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

  private KafkaStreams streams(
      String name,
      Topology topology,
      Properties settings,
      TopicLimits limits,
      StreamFaults faults,
      KafkaClientSupplier clients) {
    settings.put(DeadLetterHandler.LIMITS, limits);
    KafkaStreams streams = new KafkaStreams(topology, settings, clients);
    StreamsWatch watch = new StreamsWatch(name, System::nanoTime);
    streams.setStateListener(watch);
    board.awaits("starting", watch::starting);
    board.awaits(name + " not running", watch::trouble);
    streams.setUncaughtExceptionHandler(
        cause -> {
          if (faults.heals(cause)) {
            return StreamThreadExceptionResponse.REPLACE_THREAD;
          }
          fail(cause);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    return streams;
  }

  /** Who keeps its name comes back for its partitions; of others they are free at once. */
  private CloseOptions closing() {
    return CloseOptions.timeout(CLOSE_TIMEOUT)
        .withGroupMembershipOperation(
            config.kafka().instanceId().isPresent()
                ? GroupMembershipOperation.REMAIN_IN_GROUP
                : GroupMembershipOperation.LEAVE_GROUP);
  }

  private void resumeWhenReady(VocabularyDirectory directory, KafkaStreams frames) {
    Thread gate =
        named("vocabulary-gate")
            .newThread(
                () -> {
                  try {
                    directory.awaitTried(FIRST_ATTEMPTS);
                    frames.resume();
                    LOGGER.info("frames are segmented from now on");
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    gate.start();
    open.add(gate::interrupt);
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

  private void watchHealth(Running parts) {
    VocabularyDirectory directory = parts.directory();
    board.awaits("no vocabulary serves", directory::servesNothing);
    board.mentions("no vocabulary yet", () -> textIf(directory.isEmpty(), FIRST_STEP));
    board.mentions("vocabularies wait", () -> waiting(parts));
    board.mentions("prototype index", parts.index()::trouble);
    board.mentions("version fell", parts.directory()::fallen);
  }

  private static Optional<String> waiting(Running parts) {
    List<String> texts =
        Stream.of(parts.directory().waiting(), parts.room().text())
            .flatMap(Optional::stream)
            .toList();
    return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", texts));
  }

  private static Optional<String> textIf(boolean condition, String text) {
    return condition ? Optional.of(text) : Optional.empty();
  }

  private void logTroubles() {
    TroubleLog log = new TroubleLog(board, Clock.systemUTC());
    ScheduledExecutorService looking = new WatchedExecutor(named("health-watch"), this::fail);
    open.add(looking::shutdownNow);
    var unused = looking.scheduleWithFixedDelay(log::look, 1, 1, TimeUnit.SECONDS);
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

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
