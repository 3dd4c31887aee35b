package io.lexiseg.processor.zone.command;

import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.recognition.pipeline.RecordException;
import io.lexiseg.schemas.CameraZones;
import io.lexiseg.schemas.ZoneCommand;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Lets each command decide on the zones of its camera and sends out what follows. */
public final class ZoneCommandProcessor
    implements Processor<String, ZoneCommand, String, SpecificRecord> {
  /** Ids longer than this cannot even be repeated in an answer. */
  private static final int MAX_ANSWERED_LENGTH = 10_000;

  /** How commands are counted that were decided before the state was taken over. */
  private static final String DECIDED_BEFORE = "decided-before";

  private final ZoneAggregate aggregate;
  private final ToldZones told;
  private final ProcessorMetrics metrics;
  private final Names names;
  private boolean seeded;
  private @Nullable ProcessorContext<String, SpecificRecord> context;
  private @Nullable KeyValueStore<String, CameraZones> store;

  /**
   * Names in the topology.
   *
   * @param store zones by camera
   * @param zones sink of versions
   * @param answers sink of answers
   */
  public record Names(String store, String zones, String answers) {}

  /**
   * Creates a processor for one task.
   *
   * @param told is read before the first command
   */
  public ZoneCommandProcessor(
      ZoneAggregate aggregate, ToldZones told, ProcessorMetrics metrics, Names names) {
    this.aggregate = aggregate;
    this.told = told;
    this.metrics = metrics;
    this.names = names;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
    store = processorContext.getStateStore(names.store());
    seeded = false; // what the store lost with a transaction is taken over again
  }

  @Override
  public void process(Record<String, ZoneCommand> record) {
    requireKey(record);
    KeyValueStore<String, CameraZones> zones = seeded();
    Optional<CameraZones> current = Optional.ofNullable(zones.get(record.key()));
    Instant at = Instant.ofEpochMilli(record.timestamp());
    if (current.filter(known -> ZoneSeed.isDecided(known, offset(), at)).isPresent()) {
      metrics.zoneCommand(DECIDED_BEFORE);
      return;
    }
    ZoneDecision decision = aggregate.decide(current, record.value(), at);
    decision
        .told()
        .ifPresent(
            version -> {
              zones.put(record.key(), version);
              forward(record, version, names.zones());
            });
    forward(record, decision.answer(), names.answers());
    metrics.zoneCommand(decision.answer().getVerdict().name().toLowerCase(Locale.ROOT));
  }

  /** In the transaction of a command, which is committed in any case. */
  private KeyValueStore<String, CameraZones> seeded() {
    KeyValueStore<String, CameraZones> zones = Objects.requireNonNull(store);
    if (!seeded) {
      ZoneSeed.fill(told, zones);
      seeded = true;
    }
    return zones;
  }

  private long offset() {
    return Objects.requireNonNull(context)
        .recordMetadata()
        .map(RecordMetadata::offset)
        .orElse(Long.MAX_VALUE);
  }

  private void forward(Record<String, ZoneCommand> cause, SpecificRecord value, String sink) {
    Objects.requireNonNull(context)
        .forward(new Record<>(cause.key(), value, cause.timestamp()), sink);
  }

  private static void requireKey(Record<String, ZoneCommand> record) {
    if (record.value() == null || !record.value().getCameraId().equals(record.key())) {
      throw new RecordException.Malformed(
          "zone command: expected the record key to be its camera id, got key '%s' and %s"
              .formatted(
                  record.key(),
                  record.value() == null ? "no value" : "'" + record.value().getCameraId() + "'"));
    }
    int longest =
        Math.max(record.value().getCameraId().length(), record.value().getCommandId().length());
    if (longest > MAX_ANSWERED_LENGTH) {
      throw new RecordException.Malformed(
          "zone command: expected ids of at most %d characters, got %d"
              .formatted(MAX_ANSWERED_LENGTH, longest));
    }
  }
}
