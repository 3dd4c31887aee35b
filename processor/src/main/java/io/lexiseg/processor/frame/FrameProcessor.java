package io.lexiseg.processor.frame;

import io.lexiseg.processor.ProcessorMetrics;
import io.lexiseg.processor.RecordException;
import io.lexiseg.processor.vocabulary.ActiveVocabulary;
import io.lexiseg.processor.vocabulary.VocabularyDirectory;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropReason;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.FrameDrop;
import io.lexiseg.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Turns each frame into a mask with its statistics, or into a drop. Blocks until the mask is there,
 * so that offsets, transactions, order and back-pressure are Kafka Streams' own.
 */
public final class FrameProcessor implements Processor<String, Frame, String, SpecificRecord> {
  private static final int MAX_CAMERA_ID_LENGTH = 200;
  private static final int MAX_DROP_BYTES = 2048;
  private static final int MAX_HEADER_BYTES = 64 * 1024;

  private final Parts parts;
  private final Names names;
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
   * @param clock stamps results
   */
  public record Parts(
      FramePipeline pipeline,
      PayloadStore payloads,
      VocabularyDirectory vocabularies,
      FetchedFrames fetched,
      FrameGuards guards,
      ProcessorMetrics metrics,
      Clock clock) {}

  /**
   * Names in the topology.
   *
   * @param masks sink of masks
   * @param statistics sink of statistics
   * @param drops sink of drops
   */
  public record Names(String masks, String statistics, String drops) {}

  /** Creates a processor for one task. */
  public FrameProcessor(Parts parts, Names names) {
    this.parts = parts;
    this.names = names;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
  }

  @Override
  public void process(Record<String, Frame> record) {
    Frame frame = requireFrame(record);
    FrameCoordinates source = coordinates(frame);
    boolean newerWaits =
        parts.fetched().take(source.getPartition(), frame.getCameraId(), source.getOffset());
    ActiveVocabulary active =
        parts.vocabularies().active(frame.getCameraId(), frame.getCapturedAt());
    Optional<DropReason> drop = dropReason(record, active, newerWaits);
    if (drop.isPresent()) {
      drop(record, source, drop.get());
    } else {
      segmentInTime(record, source, active);
    }
  }

  private Optional<DropReason> dropReason(
      Record<String, Frame> record, ActiveVocabulary active, boolean newerWaits) {
    Instant now = parts.clock().instant();
    DropPolicy policy = DropRules.policy(active, record.headers());
    Optional<DropReason> byPolicy = DropRules.reason(policy, record.value(), newerWaits, now);
    if (byPolicy.isPresent()) {
      return byPolicy;
    }
    Duration late = Duration.ofMillis(now.toEpochMilli() - record.timestamp());
    return parts.guards().shares().admits(record.key(), late)
        ? Optional.empty()
        : Optional.of(DropReason.OVER_QUOTA);
  }

  private void segmentInTime(
      Record<String, Frame> record, FrameCoordinates source, ActiveVocabulary active) {
    long start = System.nanoTime();
    try {
      segment(record, source, active);
    } finally {
      parts.guards().shares().used(record.key(), Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private void drop(Record<String, Frame> record, FrameCoordinates source, DropReason reason) {
    parts.guards().limits().require(Topics.FRAME_DROPS, MAX_DROP_BYTES, record.headers());
    Instant now = parts.clock().instant();
    forward(record, new FrameDrop(source, reason, now), names.drops());
    String reasonText = reason.name().toLowerCase(Locale.ROOT);
    parts.metrics().dropped(source.getCameraId(), reasonText);
  }

  private void segment(
      Record<String, Frame> record, FrameCoordinates source, ActiveVocabulary active) {
    Instant capturedAt = source.getCapturedAt();
    SegmentedFrame segmented =
        parts
            .pipeline()
            .segment(
                FramePayload.of(record.value(), parts.payloads()),
                active.vocabulary(),
                taken -> parts.vocabularies().newest(taken, capturedAt));
    MaskRecords.requireFits(segmented, record.headers(), parts.guards().limits());
    Instant now = parts.clock().instant();
    forward(record, MaskRecords.mask(segmented, source, now), names.masks());
    forward(record, MaskRecords.statistics(segmented, source), names.statistics());
    measure(segmented, source, now);
  }

  private void measure(SegmentedFrame segmented, FrameCoordinates source, Instant now) {
    var stages = segmented.segmentation().timings();
    parts.metrics().stage("decode", segmented.timings().decode());
    parts.metrics().stage("superpixels", stages.superpixels());
    parts.metrics().stage("dense", stages.dense());
    parts.metrics().stage("global", stages.global());
    parts.metrics().stage("scoring", stages.scoring());
    parts.metrics().stage("encode", segmented.timings().encode());
    parts.metrics().stage("total", segmented.timings().total());
    parts.metrics().masked(source.getCameraId(), Duration.between(source.getCapturedAt(), now));
  }

  private void forward(Record<String, Frame> cause, SpecificRecord value, String sink) {
    Objects.requireNonNull(context).forward(cause.withValue(value), sink);
  }

  private FrameCoordinates coordinates(Frame frame) {
    RecordMetadata position = Objects.requireNonNull(context).recordMetadata().orElseThrow();
    return FrameCoordinates.newBuilder()
        .setCameraId(frame.getCameraId())
        .setFrameId(frame.getFrameId())
        .setCapturedAt(frame.getCapturedAt())
        .setTopic(position.topic())
        .setPartition(position.partition())
        .setOffset(position.offset())
        .build();
  }

  private static Frame requireFrame(Record<String, Frame> record) {
    Frame frame = record.value();
    if (frame == null || !frame.getCameraId().equals(record.key())) {
      throw new RecordException.Malformed(
          "frame: expected the record key to be its camera id, got key '%s' and %s"
              .formatted(
                  record.key(), frame == null ? "no value" : "'" + frame.getCameraId() + "'"));
    }
    CaptureTime.requireAllowed(frame);
    requireBounded(frame.getCameraId(), record.headers());
    return frame;
  }

  /** Both travel on with the results, which have tighter limits than frames. */
  private static void requireBounded(String cameraId, Headers headers) {
    if (cameraId.length() > MAX_CAMERA_ID_LENGTH) {
      throw new RecordException.Malformed(
          "frame: expected a camera id of at most %d characters, got %d"
              .formatted(MAX_CAMERA_ID_LENGTH, cameraId.length()));
    }
    long bytes = 0;
    for (Header header : headers) {
      bytes += 3L * header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    if (bytes > MAX_HEADER_BYTES) {
      throw new RecordException.OverLimit(
          "frame: expected at most %d bytes of headers, got %d".formatted(MAX_HEADER_BYTES, bytes),
          null);
    }
  }
}
