package io.lexiseg.processor.waiting;

import io.lexiseg.processor.frame.FrameProcessor;
import io.lexiseg.processor.frame.JudgedFrame;
import io.lexiseg.processor.frame.Verdict;
import io.lexiseg.processor.serving.CameraVocabulary;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropReason;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.connection.RegistryUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Lets frames on that have something to be segmented with. The others wait in a store, each camera
 * for itself and in its order, until there is something, or they have waited too long.
 */
public final class FrameAdmission implements Processor<String, ReceivedFrame, String, JudgedFrame> {
  private static final Duration LOOK = Duration.ofMillis(100);

  /**
   * What is let on in one go, at least one frame. Between two commits a task takes one slow frame,
   * as Kafka's patience is reckoned, or quick ones within this time.
   */
  private static final Duration TURN = Duration.ofMillis(250);

  private final FrameProcessor.Parts parts;
  private final WaitingRoom room;
  private final Judgement judgement;
  private final String storeName;
  private @Nullable ProcessorContext<String, JudgedFrame> context;
  private @Nullable WaitingFrames waiting;
  private Optional<Cancellable> looking = Optional.empty();
  private Duration lastFrame = Duration.ZERO;

  /** Whether a frame was let on since the last look. */
  private boolean busy;

  /** Whether the last look let nothing on because it was busy. */
  private boolean owing;

  /**
   * Creates a processor for one task.
   *
   * @param frames reads again what waited
   * @param storeName where they wait
   */
  public FrameAdmission(
      FrameProcessor.Parts parts, WaitingRoom room, Deserializer<Frame> frames, String storeName) {
    this.parts = parts;
    this.room = room;
    this.judgement = new Judgement(parts.clock(), room, frames);
    this.storeName = storeName;
  }

  @Override
  public void init(ProcessorContext<String, JudgedFrame> processorContext) {
    context = processorContext;
    waiting =
        new WaitingFrames(processorContext.getStateStore(storeName), room, kept(processorContext));
    lookWhileAnyWaits();
  }

  /** Without transactions, until results are committed for sure. */
  private static Duration kept(ProcessorContext<?, ?> context) {
    StreamsConfig config = new StreamsConfig(context.appConfigs());
    boolean transactions =
        StreamsConfig.EXACTLY_ONCE_V2.equals(
            config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    return transactions
        ? Duration.ZERO
        : Duration.ofMillis(
            Math.max(1, 2 * config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)));
  }

  @Override
  public void process(Record<String, ReceivedFrame> record) {
    ReceivedFrame received = FrameChecks.require(record);
    FrameCoordinates source = coordinates(received.frame());
    Arrival arrival =
        new Arrival(
            record,
            source,
            parts.fetched().take(source.getPartition(), source.getCameraId(), source.getOffset()));
    // One in, one out: a camera that is behind does not fall back.
    boolean another = owing ? letOn(Duration.ZERO) : letFirstOn(source.getCameraId());
    owing = false;
    CameraVocabulary vocabulary = vocabulary(source);
    if (another
        || frames().any(source.getCameraId())
        || vocabulary instanceof CameraVocabulary.Pending) {
      keep(arrival, vocabulary);
      lookWhileAnyWaits();
    } else {
      forward(arrival, within(arrival, judged(arrival, vocabulary)));
    }
  }

  /**
   * A frame that has just come in.
   *
   * @param newerWaits whether a newer one of its camera was fetched already
   */
  private record Arrival(
      Record<String, ReceivedFrame> record, FrameCoordinates source, boolean newerWaits) {}

  private Verdict judged(Arrival arrival, CameraVocabulary vocabulary) {
    Record<String, ReceivedFrame> record = arrival.record();
    return judgement.of(
        vocabulary,
        arrival.source(),
        record.headers(),
        record.value()::frame,
        arrival.newerWaits());
  }

  /** A camera that floods is held to its share. Frames that waited have been held back enough. */
  private Verdict within(Arrival arrival, Verdict verdict) {
    if (!(verdict instanceof Verdict.Segment)) {
      return verdict;
    }
    Instant sent = Instant.ofEpochMilli(arrival.record().timestamp());
    Duration late = Duration.between(sent, parts.clock().instant());
    FrameCoordinates source = arrival.source();
    return parts
            .guards()
            .shares()
            .admits(source.getPartition(), source.getCameraId(), late, parts.fetched()::waits)
        ? verdict
        : new Verdict.Drop(DropReason.OVER_QUOTA);
  }

  private CameraVocabulary vocabulary(FrameCoordinates source) {
    return parts.vocabularies().active(source.getCameraId(), source.getCapturedAt());
  }

  private void keep(Arrival arrival, CameraVocabulary vocabulary) {
    FrameCoordinates source = arrival.source();
    DropPolicy policy = Judgement.policy(vocabulary, arrival.record().headers());
    while (policy.getRule() == DropRule.LATEST && frames().any(source.getCameraId())) {
      WaitingFrame older = frames().content(frames().first(source.getCameraId()));
      forwardFirst(older, new Verdict.Drop(DropReason.SUPERSEDED), "dropped");
    }
    Optional<Verdict> drop = judgement.drop(policy, source, arrival.newerWaits());
    if (drop.isPresent()) {
      forward(arrival, drop.get());
    } else if (vocabulary instanceof CameraVocabulary.Pending && !room.isOpen()) {
      forward(arrival, judgement.noRoom(vocabulary, source));
    } else {
      takeIn(arrival);
    }
  }

  private void takeIn(Arrival arrival) {
    FrameCoordinates source = arrival.source();
    Record<String, ReceivedFrame> record = arrival.record();
    WaitingFrame frame =
        new WaitingFrame(
            source,
            record.timestamp(),
            record.headers(),
            parts.clock().instant(),
            record.value().raw());
    while (!frames().add(frame)) {
      if (!letFirstOn(source.getCameraId())) {
        passBy(arrival);
        return;
      }
    }
  }

  /** There is no room although no frame of the camera can be let on. */
  private void passBy(Arrival arrival) {
    FrameCoordinates source = arrival.source();
    CameraVocabulary vocabulary = vocabulary(source);
    if (frames().any(source.getCameraId()) || vocabulary instanceof CameraVocabulary.Pending) {
      parts.metrics().waited("no-room");
      forward(arrival, judgement.noRoom(vocabulary, source));
    } else {
      forward(arrival, within(arrival, judged(arrival, vocabulary)));
    }
  }

  private void look(long nowMillis) {
    frames().tick(nowMillis);
    owing = busy && lastFrame.compareTo(TURN) > 0;
    busy = false;
    if (!owing) {
      letOn(TURN);
      busy = false;
    }
    lookWhileAnyWaits();
  }

  /** Lets on one frame that can be let on, and more as time allows, the oldest first. */
  private boolean letOn(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    Comparator<String> oldest =
        Comparator.comparingLong(cameraId -> frames().first(cameraId).source().getOffset());
    Queue<String> cameras = new PriorityQueue<>(oldest);
    cameras.addAll(frames().cameras());
    boolean any = false;
    while (!cameras.isEmpty()) {
      String cameraId = cameras.remove();
      boolean one = letFirstOn(cameraId);
      any |= one;
      if (one && frames().any(cameraId)) {
        cameras.add(cameraId);
      }
      if (one && System.nanoTime() + lastFrame.toNanos() - end >= 0) {
        break;
      }
    }
    return any;
  }

  /** A task that looks commits each time, so it does not look without need. */
  private void lookWhileAnyWaits() {
    if (frames().isEmpty()) {
      looking.ifPresent(Cancellable::cancel);
      looking = Optional.empty();
    } else if (looking.isEmpty()) {
      looking = Optional.of(context().schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::look));
    }
  }

  /** Whether the first frame of a camera had waited long enough. */
  private boolean letFirstOn(String cameraId) {
    if (!frames().any(cameraId)) {
      return false;
    }
    WaitingFrames.Place first = frames().first(cameraId);
    CameraVocabulary vocabulary = vocabulary(first.source());
    if (vocabulary instanceof CameraVocabulary.Pending pending) {
      Optional<Verdict> late = judgement.late(pending, first);
      late.ifPresent(verdict -> forwardFirst(frames().content(first), verdict, "expired"));
      return late.isPresent();
    }
    WaitingFrame frame = frames().content(first);
    Verdict verdict;
    try {
      verdict = judgement.of(vocabulary, frame, frames().several(cameraId));
    } catch (RegistryUnavailableException e) {
      return false; // asked again soon
    }
    forwardFirst(frame, verdict, outcome(verdict));
    return true;
  }

  private static String outcome(Verdict verdict) {
    return verdict instanceof Verdict.Segment
        ? "segmented"
        : verdict instanceof Verdict.Drop ? "dropped" : "refused";
  }

  private void forward(Arrival arrival, Verdict verdict) {
    byte[] raw = arrival.record().value().raw();
    forward(arrival.record().withValue(new JudgedFrame(arrival.source(), raw, verdict)));
  }

  private void forward(Record<String, JudgedFrame> record) {
    long start = System.nanoTime();
    context().forward(record);
    lastFrame = Duration.ofNanos(System.nanoTime() - start);
    busy = true;
  }

  /** The result first: if sending it fails, the frame still waits. */
  private void forwardFirst(WaitingFrame frame, Verdict verdict, String outcome) {
    String cameraId = frame.source().getCameraId();
    JudgedFrame judged = new JudgedFrame(frame.source(), frame.raw(), verdict);
    forward(new Record<>(cameraId, judged, frame.timestamp(), frame.headers()));
    frames().removeFirst(cameraId);
    parts.metrics().waited(outcome);
  }

  private FrameCoordinates coordinates(Frame frame) {
    RecordMetadata position = context().recordMetadata().orElseThrow();
    return FrameCoordinates.newBuilder()
        .setCameraId(frame.getCameraId())
        .setFrameId(frame.getFrameId())
        .setCapturedAt(frame.getCapturedAt())
        .setTopic(position.topic())
        .setPartition(position.partition())
        .setOffset(position.offset())
        .build();
  }

  private ProcessorContext<String, JudgedFrame> context() {
    return Objects.requireNonNull(context);
  }

  private WaitingFrames frames() {
    return Objects.requireNonNull(waiting);
  }

  @Override
  public void close() {
    frames().close();
  }
}
