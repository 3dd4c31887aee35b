package io.lexiseg.processor.topology;

import io.lexiseg.processor.command.VocabularyAggregate;
import io.lexiseg.processor.command.stream.CommandProcessor;
import io.lexiseg.processor.command.stream.Previews;
import io.lexiseg.processor.command.stream.ToldTopics;
import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyStatus;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** From commands to vocabularies, bindings and answers. */
public final class VocabularyTopology implements Supplier<Topology> {
  private static final String COMMANDS = "commands-source";
  private static final String DECIDE = "decide";
  private static final String STORE = "vocabulary-aggregates";
  private static final String BOUND = "bound-cameras";
  private static final String VOCABULARIES = "vocabularies-sink";
  private static final String EXEMPLARS = "exemplars-sink";
  private static final String BINDINGS = "camera-bindings-sink";
  private static final String ANSWERS = "vocabulary-status-sink";

  /** What fits into the topic of vocabularies fits into the changelog, whatever brokers allow. */
  private static final Map<String, String> CHANGELOG =
      Map.of("max.message.bytes", String.valueOf(Topics.MAX_VOCABULARY_BYTES));

  private final AvroSerdes serdes;
  private final VocabularyAggregate aggregate;
  private final Previews previews;
  private final ProcessorMetrics metrics;
  private final ToldTopics told;

  /** As the other, of processors that told nothing so far. */
  VocabularyTopology(
      AvroSerdes serdes,
      VocabularyAggregate aggregate,
      Previews previews,
      ProcessorMetrics metrics) {
    this(serdes, aggregate, previews, metrics, ToldTopics.NONE);
  }

  /**
   * Creates the topology.
   *
   * @param serdes stays open as long as the topology runs
   * @param aggregate rules of commands
   * @param previews tries proposed categories
   * @param metrics counts answers
   * @param told what processors told so far, for one that lacks it
   */
  public VocabularyTopology(
      AvroSerdes serdes,
      VocabularyAggregate aggregate,
      Previews previews,
      ProcessorMetrics metrics,
      ToldTopics told) {
    this.serdes = serdes;
    this.aggregate = aggregate;
    this.previews = previews;
    this.metrics = metrics;
    this.told = told;
  }

  @Override
  public Topology get() {
    Topology topology = new Topology();
    addTo(topology);
    return topology;
  }

  void addTo(Topology topology) {
    topology.addSource(
        COMMANDS,
        Serdes.String().deserializer(),
        serdes.serde(VocabularyCommand.class).deserializer(),
        Topics.VOCABULARY_COMMANDS);
    var names =
        new CommandProcessor.Names(STORE, BOUND, VOCABULARIES, EXEMPLARS, BINDINGS, ANSWERS);
    topology.addProcessor(
        DECIDE, () -> new CommandProcessor(aggregate, previews, metrics, told, names), COMMANDS);
    store(topology, STORE, Topics.VOCABULARIES, Vocabulary.class);
    store(topology, BOUND, Topics.CAMERA_BINDINGS, CameraBinding.class);
    sink(topology, VOCABULARIES, Topics.VOCABULARIES, Vocabulary.class);
    sink(topology, EXEMPLARS, Topics.EXEMPLARS, Exemplar.class);
    sink(topology, BINDINGS, Topics.CAMERA_BINDINGS, CameraBinding.class);
    sink(topology, ANSWERS, Topics.VOCABULARY_STATUS, VocabularyStatus.class);
  }

  private <T extends SpecificRecord> void store(
      Topology topology, String name, String topic, Class<T> type) {
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name),
                Serdes.String(),
                FixedTopicSerde.of(topic, serdes.serde(type)))
            .withLoggingEnabled(CHANGELOG),
        DECIDE);
  }

  private <T extends SpecificRecord> void sink(
      Topology topology, String name, String topic, Class<T> type) {
    topology.addSink(
        name, topic, Serdes.String().serializer(), serdes.serde(type).serializer(), DECIDE);
  }
}
