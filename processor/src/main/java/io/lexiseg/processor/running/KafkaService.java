package io.lexiseg.processor.running;

import io.lexiseg.processor.config.KafkaSettings;
import io.lexiseg.processor.health.ClusterWatch;
import io.lexiseg.processor.health.Health;
import io.lexiseg.processor.health.HealthBoard;
import io.lexiseg.processor.health.TroubleLog;
import io.lexiseg.processor.http.HealthServer;
import io.lexiseg.processor.http.HttpSettings;
import io.lexiseg.processor.intake.SchemaQuestions;
import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.processor.topology.StreamsSettings;
import io.lexiseg.schemas.AvroSerdes;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a service around Kafka Streams: it serves health and metrics, waits for brokers and
 * for the registry, starts its topologies, ends when it is asked to or when a topology fails, and
 * closes what it opened, last first.
 *
 * <p><b>Threads:</b> safe.
 */
public final class KafkaService implements AutoCloseable {
  /** Long enough for a slow frame in work; a container runtime waits longer. */
  public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  private static final Logger LOGGER = LoggerFactory.getLogger(KafkaService.class);

  /** Long enough for a frame, and short where nothing more can be written. */
  private static final Duration CLOSE_TIMEOUT_AWAY = Duration.ofSeconds(5);

  private static final Duration AWAY = Duration.ofSeconds(5);
  private static final Duration HEALTH = Duration.ofSeconds(1);

  private final String name;
  private final KafkaSettings kafka;
  private final HttpSettings http;
  private final ProcessorMetrics metrics;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final OpenParts open = new OpenParts();
  private final Background background = new Background(open, this::fail);
  private final HealthBoard board = new HealthBoard();
  private final ClusterWatch cluster;
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile Optional<HealthServer> server = Optional.empty();
  private volatile Optional<BooleanSupplier> lives = Optional.empty();
  private volatile boolean closedWell = true;

  /**
   * Creates a service that does nothing yet.
   *
   * @param name for messages and threads, such as {@code processor}
   */
  public KafkaService(
      String name, KafkaSettings kafka, HttpSettings http, ProcessorMetrics metrics) {
    this.name = name;
    this.kafka = kafka;
    this.http = http;
    this.metrics = metrics;
    this.cluster =
        new ClusterWatch(
            kafka.bootstrapServers(),
            () -> Admin.create(StreamsSettings.admin(kafka)),
            System::nanoTime);
  }

  /** What is closed with the service, last first. */
  public OpenParts open() {
    return open;
  }

  /** Threads that end with the service, and end it when they fail. */
  public Background background() {
    return background;
  }

  /** What health says. */
  public HealthBoard board() {
    return board;
  }

  /**
   * Starts; returns when the topologies run, or when the service is asked to end. Waits for brokers
   * and a registry that do not answer yet.
   *
   * @param topologies opens and starts them, and calls {@link #runs}
   * @throws RuntimeException if the port is taken, or the topologies cannot be started; nothing
   *     stays open
   */
  public void start(BiConsumer<AvroSerdes, SchemaQuestions> topologies) {
    if (ended.isDone() || started.getAndSet(true)) {
      throw new IllegalStateException("%s: expected to be started once".formatted(name));
    }
    // On a thread of its own: what it waits for may never come, and its caller may be told to end.
    CompletableFuture<Void> starting =
        CompletableFuture.runAsync(
            () -> startParts(topologies),
            task -> Background.named(name + "-start").newThread(task).start());
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

  private void startParts(BiConsumer<AvroSerdes, SchemaQuestions> topologies) {
    HealthServer health =
        HealthServer.start(
            new InetSocketAddress(http.address(), http.port()), this::health, metrics::scrape);
    open.add(health::close);
    server = Optional.of(health);
    awaitCluster();
    if (!ended.isDone()) {
      openSchemas(topologies);
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
          "kafka %s: not let in: %s".formatted(kafka.bootstrapServers(), cause.getMessage()),
          cause);
    }
  }

  private void openSchemas(BiConsumer<AvroSerdes, SchemaQuestions> topologies) {
    AvroSerdes serdes = AvroSerdes.open(kafka.schemaRegistryUrl(), kafka.registry());
    open.add(serdes::close);
    SchemaQuestions questions =
        SchemaQuestions.start(serdes.writerSchemas(), kafka.schemaRegistryUrl());
    open.add(questions::close);
    board.requires("registry away", questions::trouble);
    if (questions.awaitAnswer(serdes::prefetch)) { // else closed meanwhile
      topologies.accept(serdes, questions);
    }
  }

  /**
   * The topologies run.
   *
   * @param live whether they do still; asked for health
   */
  public void runs(BooleanSupplier live) {
    lives = Optional.of(live);
  }

  /** Ends the service because something failed. */
  public void fail(Throwable cause) {
    LOGGER.error("{} stops", name, cause);
    ended.completeExceptionally(cause);
  }

  /** How the service does now. */
  public Health health() {
    if (ended.isDone()) {
      boolean failed = ended.isCompletedExceptionally();
      return new Health(false, false, failed ? "failed, see the log" : "ended");
    }
    Health health = board.health();
    return lives
        .map(live -> new Health(live.getAsBoolean(), health.ready(), health.detail()))
        .orElseGet(() -> new Health(true, false, health.ready() ? "starting" : health.detail()));
  }

  /** Port that health and metrics are served on, once started. */
  public int httpPort() {
    return server.orElseThrow().port();
  }

  /** Lets {@link #awaitEnd} return; whoever waits there closes. */
  public void requestEnd() {
    ended.complete(null);
  }

  /**
   * Waits until the service is closed.
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

  private IllegalStateException stoppedByItself(ExecutionException e) {
    return new IllegalStateException(name + ": stopped by itself", e.getCause());
  }

  /** Closes all that is open; idempotent. Does not wait long for what is away. */
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

  /** Whether nothing was left open when it was closed: else its threads may still run. */
  public boolean closedWell() {
    return closedWell;
  }
}
