package io.lexiseg.lab.fuzz;

import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.lab.system.LogReader;
import io.lexiseg.schemas.DeadLetterHeaders;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.FrameDrop;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Holds the frames of a log against what became of them. Nothing is decoded of the frames: where
 * they lie is all that counts.
 */
final class FuzzLedger {
  private static final int KEPT = 20;

  private final KafkaConnection connection;
  private final Map<Place, Integer> outcomes = new HashMap<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  private record Place(int partition, long offset) {}

  private FuzzLedger(KafkaConnection connection) {
    this.connection = connection;
  }

  /** Reads the whole log. */
  static FuzzLedger read(KafkaConnection connection) {
    FuzzLedger ledger = new FuzzLedger(connection);
    LogReader.read(
        connection,
        Topics.FRAMES,
        one -> ledger.outcomes.put(new Place(one.partition(), one.offset()), 0));
    ledger.results(Topics.MASKS, SegmentationMask.class);
    ledger.results(Topics.FRAME_DROPS, FrameDrop.class);
    LogReader.read(connection, Topics.DEAD_LETTERS, ledger::deadLetter);
    ledger.outcomes.forEach(
        (place, count) -> {
          if (count != 1) {
            ledger.fault("%s has %d outcomes".formatted(place, count));
          }
        });
    return ledger;
  }

  private <T extends SpecificRecord> void results(String topic, Class<T> type) {
    LogReader.read(
        connection,
        topic,
        one -> {
          T result = connection.deserializer(type).deserialize(topic, one.value());
          FrameCoordinates source =
              result instanceof SegmentationMask mask
                  ? mask.getSource()
                  : ((FrameDrop) result).getSource();
          outcome(topic, source.getPartition(), source.getOffset());
        });
  }

  private void deadLetter(ConsumerRecord<String, byte[]> letter) {
    if (header(letter, DeadLetterHeaders.TOPIC).equals(Topics.FRAMES)) {
      outcome(
          "dead-letters (%s)".formatted(header(letter, DeadLetterHeaders.REASON)),
          Integer.parseInt(header(letter, DeadLetterHeaders.PARTITION)),
          Long.parseLong(header(letter, DeadLetterHeaders.OFFSET)));
    }
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private void outcome(String kind, int partition, long offset) {
    counts.merge(kind, 1L, Long::sum);
    Place place = new Place(partition, offset);
    if (outcomes.computeIfPresent(place, (same, count) -> count + 1) == null) {
      fault("%s has an outcome, but there is no such frame".formatted(place));
    }
  }

  private void fault(String text) {
    if (faults.size() < KEPT) {
      faults.add(text);
    }
  }

  /** What breaks the law of conservation, the first few. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /** The law with its numbers. */
  @Override
  public String toString() {
    return "%d frames = %s".formatted(outcomes.size(), counts);
  }
}
