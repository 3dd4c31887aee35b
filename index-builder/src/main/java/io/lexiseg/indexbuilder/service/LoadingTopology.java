package io.lexiseg.indexbuilder.service;

import io.lexiseg.processor.topology.FixedTopicSerde;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.PrototypeOutcome;
import io.lexiseg.schemas.RequestSetStatus;
import io.lexiseg.schemas.Topics;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.state.Stores;

/** From outcomes to the status of request sets, and generations beside it. */
final class LoadingTopology implements Supplier<Topology> {
  private static final String OUTCOMES = "outcomes-source";
  private static final String COUNT = "count";
  private static final String STORE = "request-sets";
  private static final String STATUS = "prototype-status-sink";
  private static final Map<String, String> CHANGELOG =
      Map.of("max.message.bytes", String.valueOf(Topics.MAX_VOCABULARY_BYTES));

  private final AvroSerdes serdes;
  private final Function<String, Processor<String, PrototypeOutcome, String, RequestSetStatus>>
      counting;

  /**
   * Creates the topology.
   *
   * @param serdes stays open as long as the topology runs
   * @param counting makes the processor of a task, given the name of its store
   */
  LoadingTopology(
      AvroSerdes serdes,
      Function<String, Processor<String, PrototypeOutcome, String, RequestSetStatus>> counting) {
    this.serdes = serdes;
    this.counting = counting;
  }

  @Override
  public Topology get() {
    Topology topology = new Topology();
    addTo(topology);
    return topology;
  }

  void addTo(Topology topology) {
    topology.addSource(
        OUTCOMES,
        Serdes.String().deserializer(),
        serdes.serde(PrototypeOutcome.class).deserializer(),
        Topics.PROTOTYPE_OUTCOMES);
    topology.addProcessor(COUNT, () -> counting.apply(STORE), OUTCOMES);
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(STORE),
                Serdes.String(),
                FixedTopicSerde.of(Topics.PROTOTYPE_STATUS, serdes.serde(RequestSetStatus.class)))
            .withCachingEnabled()
            .withLoggingEnabled(CHANGELOG),
        COUNT);
    topology.addSink(
        STATUS,
        Topics.PROTOTYPE_STATUS,
        Serdes.String().serializer(),
        serdes.serde(RequestSetStatus.class).serializer(),
        COUNT);
  }
}
