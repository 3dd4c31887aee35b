package io.lexiseg.processor;

import io.lexiseg.processor.vocabulary.ResolvedVocabulary;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.vision.encoder.batch.BatchListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what happens to frames and commands.
 *
 * <p><b>Threads:</b> safe.
 */
public final class ProcessorMetrics {
  /** Camera ids come from outside; the ones beyond this many are counted together. */
  private static final int MAX_CAMERAS = 1000;

  private static final int MAX_CAMERA_ID_LENGTH = 200;

  /** Cameras' clocks are wrong by any amount; beyond this the value says nothing more. */
  private static final Duration MAX_LATENCY = Duration.ofDays(1);

  private static final String OTHER_CAMERAS = "(other)";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Set<String> cameras = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicInteger> versions = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> generations = new ConcurrentHashMap<>();

  /** A frame became a mask. */
  public void masked(String cameraId, Duration sinceCapture) {
    outcome(cameraId, "mask", "none");
    timer(Metric.LATENCY, Tags.empty())
        .record(sinceCapture.compareTo(MAX_LATENCY) < 0 ? atLeastZero(sinceCapture) : MAX_LATENCY);
  }

  private static Duration atLeastZero(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  /** A frame was dropped by policy. */
  public void dropped(String cameraId, String reason) {
    outcome(cameraId, "drop", reason);
  }

  /** A frame or command was set aside. */
  public void deadLetter(String topic, String reason) {
    counter(Metric.DEAD_LETTERS, Tags.of("topic", topic, "reason", reason)).increment();
  }

  /** A frame was set aside; a frame without a record key belongs to no camera. */
  public void deadFrame(Optional<String> cameraId, String reason) {
    outcome(cameraId.orElse("(none)"), "dead-letter", reason);
  }

  /** A stage of a frame took its time. */
  public void stage(String stage, Duration duration) {
    timer(Metric.STAGE, Tags.of("stage", stage)).record(duration);
  }

  /** A command was answered. */
  public void command(String answer) {
    counter(Metric.COMMANDS, Tags.of("answer", answer)).increment();
  }

  /** A version was made ready, or not; what is told again of one that serves does not count. */
  public void resolution(VocabularyStatus status) {
    if (status.getState() == VocabularyState.READY && status.getTimings().isEmpty()) {
      return;
    }
    counter(
            Metric.RESOLUTIONS,
            Tags.of("outcome", status.getState().name().toLowerCase(Locale.ROOT)))
        .increment();
    if (status.getTimings().isPresent()) {
      timer(Metric.RESOLUTION, Tags.empty())
          .record(Duration.of(status.getTimings().get().getTotalMicros(), ChronoUnit.MICROS));
      versions
          .computeIfAbsent(
              status.getVocabularyId(), id -> gauge(Metric.VERSION, Tags.of("vocabulary", id)))
          .set(status.getVersion());
    }
  }

  /** The index was asked which generation is published. */
  public void indexLook(String outcome) {
    counter(Metric.INDEX_LOOKS, Tags.of("outcome", outcome)).increment();
  }

  /** Another generation of the index is in use. */
  public void indexGeneration(ResolvedVocabulary.Origin origin) {
    generations
        .computeIfAbsent(
            origin.indexName(), name -> gauge(Metric.INDEX_GENERATION, Tags.of("index", name)))
        .set(origin.indexGeneration());
  }

  /** Counts the batches of the networks. */
  public BatchListener batches() {
    return new BatchListener() {
      @Override
      public void completed(String network, int size, Duration waited, Duration ran) {
        Tags tags = Tags.of("network", network);
        summary(Metric.BATCH_SIZE, tags).record(size);
        timer(Metric.BATCH_WAIT, tags).record(waited);
        timer(Metric.BATCH_RUN, tags).record(ran);
      }
    };
  }

  /** Everything measured so far, in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }

  private AtomicInteger gauge(Metric metric, Tags tags) {
    AtomicInteger value = new AtomicInteger();
    Gauge.builder(metric.id(), value, AtomicInteger::get)
        .tags(tags)
        .description(metric.description())
        .register(registry);
    return value;
  }

  private void outcome(String cameraId, String outcome, String reason) {
    Tags tags = Tags.of("camera", camera(cameraId), "outcome", outcome, "reason", reason);
    counter(Metric.FRAMES, tags).increment();
  }

  private String camera(String cameraId) {
    if (cameras.contains(cameraId)) {
      return cameraId;
    }
    if (cameras.size() >= MAX_CAMERAS || cameraId.length() > MAX_CAMERA_ID_LENGTH) {
      return OTHER_CAMERAS;
    }
    cameras.add(cameraId);
    return cameraId;
  }

  private Counter counter(Metric metric, Tags tags) {
    return Counter.builder(metric.id())
        .tags(tags)
        .description(metric.description())
        .register(registry);
  }

  private DistributionSummary summary(Metric metric, Tags tags) {
    return DistributionSummary.builder(metric.id())
        .tags(tags)
        .description(metric.description())
        .register(registry);
  }

  private Timer timer(Metric metric, Tags tags) {
    return Timer.builder(metric.id())
        .tags(tags)
        .description(metric.description())
        .publishPercentiles(0.5, 0.95, 0.99)
        .register(registry);
  }
}
