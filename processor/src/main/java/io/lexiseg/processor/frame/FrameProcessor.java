package io.lexiseg.processor.frame;

import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.processor.serving.VocabularyDirectory;
import io.lexiseg.processor.zone.ZoneObserver;
import io.lexiseg.processor.zone.ZoneReport;
import io.lexiseg.recognition.form.MaskWish;
import io.lexiseg.recognition.pipeline.FrameOrder;
import io.lexiseg.recognition.pipeline.FramePayload;
import io.lexiseg.recognition.pipeline.FramePipeline;
import io.lexiseg.recognition.pipeline.PayloadStore;
import io.lexiseg.recognition.pipeline.SegmentedFrame;
import io.lexiseg.schemas.DropReason;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.FrameDrop;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.ZoneEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Turns each frame into what was decided: a mask with its statistics and what happened in zones, a
 * drop, or a dead letter. Blocks until the mask is there, so that offsets, transactions, order and
 * back-pressure are Kafka Streams' own.
 */
public final class FrameProcessor
    implements Processor<String, JudgedFrame, String, SpecificRecord> {
  private static final int MAX_DROP_BYTES = 2048;

  private final Parts parts;
  private final ZoneObserver zones;
  private final Names names;
  private final CameraMemories memories;
  private @Nullable ProcessorContext<String, SpecificRecord> context;

  /**
   * What the tasks of one process share; all of it is safe for many threads.
   *
   * @param pipeline from payload to mask
   * @param payloads where references lead
   * @param vocabularies what holds for a camera, and what of it is newest
   * @param fetched which frames wait
   * @param guards of other frames' time and of topics
   * @param metrics counts and times
   * @param memories what may be remembered of cameras
   * @param clock stamps results
   */
  public record Parts(
      FramePipeline pipeline,
      PayloadStore payloads,
      VocabularyDirectory vocabularies,
      FetchedFrames fetched,
      FrameGuards guards,
      ProcessorMetrics metrics,
      CameraMemories.Budget memories,
      Clock clock) {}

  /**
   * Names in the topology.
   *
   * @param masks sink of masks
   * @param statistics sink of statistics
   * @param events sink of what happens in zones
   * @param drops sink of drops
   */
  public record Names(String masks, String statistics, String events, String drops) {}

  /**
   * Creates a processor for one task.
   *
   * @param zones of the same task
   */
  public FrameProcessor(Parts parts, ZoneObserver zones, Names names) {
    this.parts = parts;
    this.zones = zones;
    this.names = names;
    this.memories = new CameraMemories(parts.memories());
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
    memories.clear();
    zones.init(processorContext);
  }

  @Override
  public void close() {
    memories.clear();
  }

  @Override
  public void process(Record<String, JudgedFrame> record) {
    FrameCoordinates source = record.value().source();
    Verdict verdict = record.value().verdict();
    if (verdict instanceof Verdict.Refuse refuse) {
      throw refuse.fault();
    } else if (verdict instanceof Verdict.Drop drop) {
      drop(record, source, drop.reason());
    } else {
      segmentInTime(record, source, (Verdict.Segment) verdict);
    }
  }

  private void segmentInTime(
      Record<String, JudgedFrame> record, FrameCoordinates source, Verdict.Segment verdict) {
    long start = System.nanoTime();
    try {
      segment(record, source, verdict);
    } finally {
      memories.settle();
      parts.guards().shares().used(record.key(), Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private void drop(
      Record<String, JudgedFrame> record, FrameCoordinates source, DropReason reason) {
    parts.guards().limits().require(Topics.FRAME_DROPS, MAX_DROP_BYTES, record.headers());
    Instant now = parts.clock().instant();
    forward(record, new FrameDrop(source, reason, now), names.drops());
    String reasonText = reason.name().toLowerCase(Locale.ROOT);
    parts.metrics().dropped(source.getCameraId(), reasonText);
  }

  private void segment(
      Record<String, JudgedFrame> record, FrameCoordinates source, Verdict.Segment verdict) {
    FramePayload payload = FramePayload.of(verdict.frame(), parts.payloads());
    SegmentedFrame segmented = parts.pipeline().segment(payload, order(record, source, verdict));
    ZoneReport seen = zones.look(segmented, source);
    MaskRecords.requireFits(segmented, seen, record.headers(), parts.guards().limits());
    Instant now = parts.clock().instant();
    forward(record, MaskRecords.mask(segmented, source, now), names.masks());
    forward(record, MaskRecords.statistics(segmented, seen), names.statistics());
    for (ZoneEvent event : zones.events(seen)) {
      forward(record, event, names.events());
      parts.metrics().zoneEvent(event.getKind());
    }
    measure(segmented, source, now);
  }

  private FrameOrder order(
      Record<String, JudgedFrame> record, FrameCoordinates source, Verdict.Segment verdict) {
    long room = MaskRecords.room(record.headers(), parts.guards().limits());
    return new FrameOrder(
        verdict.active().vocabulary(),
        taken -> parts.vocabularies().newest(taken, source.getCapturedAt()),
        verdict.active().settings(),
        memories.of(record.key()),
        new MaskWish(verdict.active().forms(), room, source.getOffset()));
  }

  private void measure(SegmentedFrame segmented, FrameCoordinates source, Instant now) {
    var stages = segmented.segmentation().timings();
    parts.metrics().stage("decode", segmented.timings().decode());
    parts.metrics().stage("superpixels", stages.superpixels());
    parts.metrics().stage("dense", stages.dense());
    parts.metrics().stage("global", stages.global());
    parts.metrics().stage("scoring", stages.scoring());
    parts.metrics().stage("encode", segmented.timings().encode());
    parts.metrics().fresh(segmented.segmentation().freshness());
    parts.metrics().stage("total", segmented.timings().total());
    parts.metrics().masked(source.getCameraId(), Duration.between(source.getCapturedAt(), now));
  }

  private void forward(Record<String, JudgedFrame> cause, SpecificRecord value, String sink) {
    Objects.requireNonNull(context).forward(cause.withValue(value), sink);
  }
}
