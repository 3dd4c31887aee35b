package io.lexiseg.indexbuilder.service;

import io.lexiseg.indexbuilder.service.making.RequestProcessor;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.MadePrototype;
import io.lexiseg.schemas.PrototypeOutcome;
import io.lexiseg.schemas.PrototypeRequest;
import io.lexiseg.schemas.Topics;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.state.Stores;

/**
 * From requests to prototypes, outcomes and dead letters. Urgent requests have tasks of their own:
 * Kafka Streams takes turns among tasks, so once fetched they wait for one request of each other
 * partition at most, however many wait there.
 */
final class MakingTopology implements Supplier<Topology> {
  private static final String URGENT = "urgent-";
  private static final Map<String, String> CHANGELOG =
      Map.of("max.message.bytes", String.valueOf(Topics.MAX_VOCABULARY_BYTES));

  private final AvroSerdes serdes;
  private final Function<
          RequestProcessor.Names, Processor<String, PrototypeRequest, String, SpecificRecord>>
      making;

  /**
   * Creates the topology.
   *
   * @param serdes stays open as long as the topology runs
   * @param making makes the processor of a task
   */
  MakingTopology(
      AvroSerdes serdes,
      Function<RequestProcessor.Names, Processor<String, PrototypeRequest, String, SpecificRecord>>
          making) {
    this.serdes = serdes;
    this.making = making;
  }

  @Override
  public Topology get() {
    Topology topology = new Topology();
    addTo(topology);
    return topology;
  }

  void addTo(Topology topology) {
    addLane(topology, "", Topics.PROTOTYPE_REQUESTS);
    addLane(topology, URGENT, Topics.URGENT_PROTOTYPE_REQUESTS);
  }

  private void addLane(Topology topology, String lane, String topic) {
    String source = lane + "requests-source";
    String make = lane + "make";
    String store = lane + "made-requests";
    var names = new RequestProcessor.Names(store, lane + "prototypes-sink", lane + "outcomes-sink");
    topology.addSource(
        source,
        Serdes.String().deserializer(),
        serdes.serde(PrototypeRequest.class).deserializer(),
        topic);
    topology.addProcessor(make, () -> making.apply(names), source);
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(store), Serdes.String(), Serdes.ByteArray())
            .withLoggingEnabled(CHANGELOG),
        make);
    sink(topology, make, names.prototypes(), Topics.PROTOTYPES, MadePrototype.class);
    sink(topology, make, names.outcomes(), Topics.PROTOTYPE_OUTCOMES, PrototypeOutcome.class);
  }

  private <T extends SpecificRecord> void sink(
      Topology topology, String parent, String name, String topic, Class<T> type) {
    topology.addSink(
        name, topic, Serdes.String().serializer(), serdes.serde(type).serializer(), parent);
  }
}
