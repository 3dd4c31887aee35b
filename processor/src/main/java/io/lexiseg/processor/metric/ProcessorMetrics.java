package io.lexiseg.processor.metric;

import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.schemas.ZoneEventKind;
import io.lexiseg.vision.encoder.batch.BatchListener;
import io.lexiseg.vision.segmentation.Segmentation;
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
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Counts what happens to frames and commands.
 *
 * <p><b>Threads:</b> safe.
 */
public final class ProcessorMetrics {
  /** Names come from outside: of more than so many, those used longest ago are forgotten. */
  private static final int MAX_CAMERAS = 1000;

  private static final int MAX_VOCABULARIES = 1000;
  private static final int MAX_INDEXES = 20;

  /** Cameras' clocks are wrong by any amount; beyond this the value says nothing more. */
  private static final Duration MAX_LATENCY = Duration.ofDays(1);

  /** Of frames set aside, those whose camera has had no good frame lately. */
  private static final String UNKNOWN_CAMERAS = "(unknown)";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final RecentSeries cameras = new RecentSeries(registry, MAX_CAMERAS);
  private final RecentSeries vocabularies = new RecentSeries(registry, MAX_VOCABULARIES);
  private final RecentSeries indexes = new RecentSeries(registry, MAX_INDEXES);

  /** A frame became a mask. */
  public void masked(String cameraId, Duration sinceCapture) {
    outcome(cameraId, "mask", "none");
    timer(Metric.LATENCY, Tags.empty())
        .record(sinceCapture.compareTo(MAX_LATENCY) < 0 ? atLeastZero(sinceCapture) : MAX_LATENCY);
  }

  private static Duration atLeastZero(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  /** How much of a mask was made anew, and what that said of what had been kept. */
  public void fresh(Segmentation.Freshness freshness) {
    summary(Metric.ANEW).record(freshness.anew());
    freshness.disagreement().ifPresent(summary(Metric.DISAGREEMENT)::record);
  }

  private DistributionSummary summary(Metric metric) {
    return DistributionSummary.builder(metric.id())
        .description(metric.description())
        .register(registry);
  }

  /** Measures what is remembered of cameras. */
  public void remembered(LongSupplier bytes) {
    gauge(Metric.REMEMBERED_BYTES, bytes::getAsLong);
  }

  /** A frame was dropped by policy. */
  public void dropped(String cameraId, String reason) {
    outcome(cameraId, "drop", reason);
  }

  /** A frame or command was set aside. */
  public void deadLetter(String topic, String reason) {
    counter(Metric.DEAD_LETTERS, Tags.of("topic", topic, "reason", reason)).increment();
  }

  /**
   * A frame was set aside. What is broken may say anything about its camera: only one that has had
   * good frames lately is named.
   */
  public void deadFrame(Optional<String> cameraId, String reason) {
    Optional<String> known = cameraId.filter(cameras::knows);
    if (known.isPresent()) {
      outcome(known.get(), "dead-letter", reason);
    } else {
      counter(Metric.FRAMES, frame(UNKNOWN_CAMERAS, "dead-letter", reason)).increment();
    }
  }

  /** A frame waited for a vocabulary, or found no room to wait. */
  public void waited(String outcome) {
    counter(Metric.WAITED, Tags.of("outcome", outcome)).increment();
  }

  /** Measures the frames that wait. */
  public void waiting(LongSupplier frames, LongSupplier bytes) {
    gauge(Metric.WAITING_FRAMES, frames::getAsLong);
    gauge(Metric.WAITING_BYTES, bytes::getAsLong);
  }

  private void gauge(Metric metric, Supplier<Number> value) {
    Gauge.builder(metric.id(), value).description(metric.description()).register(registry);
  }

  /** A stage of a frame took its time. */
  public void stage(String stage, Duration duration) {
    timer(Metric.STAGE, Tags.of("stage", stage)).record(duration);
  }

  /** A command was answered. */
  public void command(String answer) {
    counter(Metric.COMMANDS, Tags.of("answer", answer)).increment();
  }

  /** A zone command was answered. */
  public void zoneCommand(String answer) {
    counter(Metric.ZONE_COMMANDS, Tags.of("answer", answer)).increment();
  }

  /** Something happened in a zone. */
  public void zoneEvent(ZoneEventKind kind) {
    counter(Metric.ZONE_EVENTS, Tags.of("kind", kind.name().toLowerCase(Locale.ROOT))).increment();
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
      String id = status.getVocabularyId();
      show(vocabularies, Metric.VERSION, "vocabulary", id, status.getVersion());
    }
  }

  /** A vocabulary is deleted. */
  public void vocabularyGone(String vocabularyId) {
    vocabularies.forget(vocabularyId);
  }

  /** The index was asked which generation is published. */
  public void indexLook(String outcome) {
    counter(Metric.INDEX_LOOKS, Tags.of("outcome", outcome)).increment();
  }

  /** Another generation of the index is in use. */
  public void indexGeneration(ResolvedVocabulary.Origin origin) {
    show(indexes, Metric.INDEX_GENERATION, "index", origin.indexName(), origin.indexGeneration());
  }

  /** A request for prototypes ended. */
  public void prototypeRequest(String outcome, String reason, int prototypes) {
    counter(Metric.PROTOTYPE_REQUESTS, Tags.of("outcome", outcome, "reason", reason)).increment();
    counter(Metric.PROTOTYPES, Tags.empty()).increment(prototypes);
  }

  /** Requests for prototypes ran together. */
  public void prototypeBatch(Duration ran) {
    timer(Metric.PROTOTYPE_BATCH, Tags.empty()).record(ran);
  }

  /** A request set ended. */
  public void requestSet(String outcome) {
    counter(Metric.REQUEST_SETS, Tags.of("outcome", outcome)).increment();
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

  /** Shows a number until another one is shown for the same name, or the name is forgotten. */
  private void show(RecentSeries series, Metric metric, String label, String name, int number) {
    series.forget(name);
    series.meter(
        name,
        () ->
            Gauge.builder(metric.id(), () -> number)
                .tags(label, name)
                .description(metric.description())
                .register(registry));
  }

  private void outcome(String cameraId, String outcome, String reason) {
    cameras
        .meter(cameraId, () -> counter(Metric.FRAMES, frame(cameraId, outcome, reason)))
        .increment();
  }

  private static Tags frame(String camera, String outcome, String reason) {
    return Tags.of("camera", camera, "outcome", outcome, "reason", reason);
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
