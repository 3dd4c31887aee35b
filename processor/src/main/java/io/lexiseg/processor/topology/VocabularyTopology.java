package io.lexiseg.processor.topology;

import io.lexiseg.processor.command.VocabularyAggregate;
import io.lexiseg.processor.command.stream.CommandProcessor;
import io.lexiseg.processor.command.stream.Previews;
import io.lexiseg.processor.command.stream.ToldTopics;
import io.lexiseg.processor.generation.GenerationProcessor;
import io.lexiseg.processor.generation.GenerationRules;
import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.processor.zone.command.ZoneAggregate;
import io.lexiseg.processor.zone.command.ZoneCommandProcessor;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.CameraZones;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.PrototypeRequest;
import io.lexiseg.schemas.RequestSetStatus;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.schemas.ZoneAnswer;
import io.lexiseg.schemas.ZoneCommand;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** From commands to vocabularies, bindings, zones and answers. */
public final class VocabularyTopology implements Supplier<Topology> {
  private static final String COMMANDS = "commands-source";
  private static final String DECIDE = "decide";
  private static final String STORE = "vocabulary-aggregates";
  private static final String BOUND = "bound-cameras";
  private static final String VOCABULARIES = "vocabularies-sink";
  private static final String EXEMPLARS = "exemplars-sink";
  private static final String BINDINGS = "camera-bindings-sink";
  private static final String ANSWERS = "vocabulary-status-sink";
  private static final String REPORTS = "reports-source";
  private static final String SETS = "prototype-status-source";
  private static final String GENERATE = "generate";
  private static final String REQUESTS = "prototype-requests-sink";
  private static final String GENERATIONS = "generation-status-sink";
  private static final String KNOWN_SETS = "known-request-sets";
  private static final String TOLD = "told-generations";
  private static final String ZONE_COMMANDS = "zone-commands-source";
  private static final String DECIDE_ZONES = "decide-zones";
  private static final String ZONE_STORE = "zone-aggregates";
  private static final String ZONES = "camera-zones-sink";
  private static final String ZONE_ANSWERS = "zone-answers-sink";

  /** What fits into the topic of vocabularies fits into the changelog, whatever brokers allow. */
  private static final Map<String, String> CHANGELOG =
      Map.of("max.message.bytes", String.valueOf(Topics.MAX_VOCABULARY_BYTES));

  private final AvroSerdes serdes;
  private final VocabularyAggregate aggregate;
  private final Previews previews;
  private final ProcessorMetrics metrics;
  private final ToldTopics told;
  private final GenerationRules generation;

  /** As the other, of processors that told nothing so far, and ask for no prototypes. */
  VocabularyTopology(
      AvroSerdes serdes,
      VocabularyAggregate aggregate,
      Previews previews,
      ProcessorMetrics metrics) {
    this(serdes, aggregate, previews, metrics, ToldTopics.NONE, GenerationRules.none());
  }

  /**
   * Creates the topology.
   *
   * @param serdes stays open as long as the topology runs
   * @param aggregate rules of commands
   * @param previews tries proposed categories
   * @param metrics counts answers
   * @param told what processors told so far, for one that lacks it
   * @param generation which prototypes categories want
   */
  public VocabularyTopology(
      AvroSerdes serdes,
      VocabularyAggregate aggregate,
      Previews previews,
      ProcessorMetrics metrics,
      ToldTopics told,
      GenerationRules generation) {
    this.serdes = serdes;
    this.aggregate = aggregate;
    this.previews = previews;
    this.metrics = metrics;
    this.told = told;
    this.generation = generation;
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
    addGeneration(topology);
    store(topology, STORE, Topics.VOCABULARIES, Vocabulary.class, DECIDE, GENERATE);
    store(topology, BOUND, Topics.CAMERA_BINDINGS, CameraBinding.class, DECIDE);
    sink(topology, DECIDE, VOCABULARIES, Topics.VOCABULARIES, Vocabulary.class);
    sink(topology, DECIDE, EXEMPLARS, Topics.EXEMPLARS, Exemplar.class);
    sink(topology, DECIDE, BINDINGS, Topics.CAMERA_BINDINGS, CameraBinding.class);
    sink(topology, DECIDE, ANSWERS, Topics.VOCABULARY_STATUS, VocabularyStatus.class);
    addZones(topology); // last, so that it does not renumber the task of vocabularies
  }

  private void addZones(Topology topology) {
    source(topology, ZONE_COMMANDS, Topics.ZONE_COMMANDS, ZoneCommand.class);
    var names = new ZoneCommandProcessor.Names(ZONE_STORE, ZONES, ZONE_ANSWERS);
    topology.addProcessor(
        DECIDE_ZONES,
        () -> new ZoneCommandProcessor(new ZoneAggregate(), told, metrics, names),
        ZONE_COMMANDS);
    store(topology, ZONE_STORE, Topics.CAMERA_ZONES, CameraZones.class, DECIDE_ZONES);
    sink(topology, DECIDE_ZONES, ZONES, Topics.CAMERA_ZONES, CameraZones.class);
    sink(topology, DECIDE_ZONES, ZONE_ANSWERS, Topics.ZONE_ANSWERS, ZoneAnswer.class);
  }

  /** All its topics have one partition: what is asked for is asked for by one task. */
  private void addGeneration(Topology topology) {
    source(topology, REPORTS, Topics.VOCABULARY_STATUS, VocabularyStatus.class);
    source(topology, SETS, Topics.PROTOTYPE_STATUS, RequestSetStatus.class);
    var names = new GenerationProcessor.Names(STORE, KNOWN_SETS, TOLD, REQUESTS, GENERATIONS);
    topology.addProcessor(
        GENERATE, () -> new GenerationProcessor(generation, names), REPORTS, SETS);
    store(topology, KNOWN_SETS, Topics.PROTOTYPE_STATUS, RequestSetStatus.class, GENERATE);
    store(topology, TOLD, Topics.VOCABULARY_STATUS, VocabularyStatus.class, GENERATE);
    sink(topology, GENERATE, REQUESTS, Topics.URGENT_PROTOTYPE_REQUESTS, PrototypeRequest.class);
    sink(topology, GENERATE, GENERATIONS, Topics.VOCABULARY_STATUS, VocabularyStatus.class);
  }

  private <T extends SpecificRecord> void source(
      Topology topology, String name, String topic, Class<T> type) {
    topology.addSource(
        name, Serdes.String().deserializer(), serdes.serde(type).deserializer(), topic);
  }

  private <T extends SpecificRecord> void store(
      Topology topology, String name, String topic, Class<T> type, String... processors) {
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name),
                Serdes.String(),
                FixedTopicSerde.of(topic, serdes.serde(type)))
            .withLoggingEnabled(CHANGELOG),
        processors);
  }

  private <T extends SpecificRecord> void sink(
      Topology topology, String parent, String name, String topic, Class<T> type) {
    topology.addSink(
        name, topic, Serdes.String().serializer(), serdes.serde(type).serializer(), parent);
  }
}
