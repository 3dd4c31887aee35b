package io.lexiseg.processor.zone.command;

import static io.lexiseg.processor.zone.TestZones.define;
import static io.lexiseg.processor.zone.TestZones.remove;
import static io.lexiseg.processor.zone.TestZones.whole;
import static io.lexiseg.recognition.category.TestRecords.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.CameraZones;
import io.lexiseg.schemas.ZoneAnswer;
import io.lexiseg.schemas.ZoneCommand;
import io.lexiseg.schemas.ZoneVerdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A processor that lost its store, or has another application id. */
class ZoneTakeoverTest {
  private static final List<ZoneCommand> COMMANDS =
      List.of(
          define("c-0", "gate", whole("door").build()).build(),
          define("c-1", "gate", whole("lane").build()).build(),
          remove("c-2", "gate", "none").build(),
          remove("c-3", "gate", "door").build());

  private final AvroSerdes serdes = AvroSerdes.open("mock://" + UUID.randomUUID());
  private final ProcessorMetrics metrics = new ProcessorMetrics();
  private final Map<String, CameraZones> topic = new HashMap<>();
  private long replayed;
  private MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>();
  private ZoneCommandProcessor processor = started();

  @AfterEach
  void close() {
    serdes.close();
  }

  /** A processor with an empty store. */
  private ZoneCommandProcessor started() {
    context = new MockProcessorContext<>();
    KeyValueStore<String, CameraZones> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("zones"),
                Serdes.String(),
                serdes.serde(CameraZones.class))
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    var started =
        new ZoneCommandProcessor(
            new ZoneAggregate(),
            new ToldZones() {
              @Override
              public Map<String, CameraZones> zones() {
                return Map.copyOf(topic);
              }

              @Override
              public long replayedZoneCommands() {
                return replayed;
              }
            },
            metrics,
            new ZoneCommandProcessor.Names("zones", "zones-sink", "answers-sink"));
    started.init(context);
    return started;
  }

  /** Processes the commands of these offsets, each a second behind the one before. */
  private List<ZoneAnswer> send(int from, int to) {
    context.resetForwards();
    for (int offset = from; offset < to; offset++) {
      ZoneCommand command = COMMANDS.get(offset);
      context.setRecordMetadata("zone-commands", 0, offset);
      processor.process(
          new Record<>(command.getCameraId(), command, NOW.plusSeconds(offset).toEpochMilli()));
    }
    context
        .forwarded("zones-sink")
        .forEach(told -> topic.put("gate", (CameraZones) told.record().value()));
    return context.forwarded("answers-sink").stream()
        .map(answer -> (ZoneAnswer) answer.record().value())
        .toList();
  }

  private CameraZones told() {
    return Objects.requireNonNull(topic.get("gate"));
  }

  @Test
  void shouldGoOnWhereTheTopicStandsWhenTheStoreIsLost() {
    // given
    send(0, 3);

    // when
    processor = started();
    List<ZoneAnswer> answers = send(3, 4);

    // then
    assertThat(answers).extracting(ZoneAnswer::getVersion).containsExactly(3);
    assertThat(told().getTakeover()).isEmpty();
  }

  @Test
  void shouldNotDecideAgainWhatAnotherApplicationDecided() {
    // given
    send(0, 3);
    CameraZones before = told();
    replayed = 3;

    // when
    processor = started();
    List<ZoneAnswer> again = send(0, 3);
    List<ZoneAnswer> next = send(3, 4);

    // then
    assertThat(again) // that one was refused, and is once more
        .extracting(ZoneAnswer::getCommandId, ZoneAnswer::getVerdict)
        .containsExactly(tuple("c-2", ZoneVerdict.REFUSED));
    assertThat(next).extracting(ZoneAnswer::getVersion).containsExactly(before.getVersion() + 1);
    assertThat(metrics.scrape())
        .contains("lexiseg_zone_commands_total{answer=\"decided-before\"} 2.0");
  }
}
