package io.lexiseg.indexbuilder.service;

import io.lexiseg.indexbuilder.service.loading.CountingProcessor;
import io.lexiseg.indexbuilder.service.loading.LoadingDesk;
import io.lexiseg.indexbuilder.service.loading.PrototypeSource;
import io.lexiseg.indexbuilder.service.loading.SetLoader;
import io.lexiseg.indexbuilder.service.making.RequestChecks;
import io.lexiseg.indexbuilder.service.making.RequestProcessor;
import io.lexiseg.indexbuilder.service.making.SharedMaker;
import io.lexiseg.indexbuilder.service.target.TargetIndexes;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.processor.topology.StreamsSettings;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.DeadLetterHeaders;
import io.lexiseg.schemas.MadePrototype;
import io.lexiseg.schemas.PrototypeOutcome;
import io.lexiseg.schemas.PrototypeRequest;
import io.lexiseg.schemas.RequestSetStatus;
import io.lexiseg.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** Both topologies of a builder without a broker: what one writes, the other is given. */
public final class BuilderBench implements AutoCloseable {
  private final AvroSerdes serdes = AvroSerdes.open("mock://" + UUID.randomUUID());
  private final ProcessorMetrics metrics = new ProcessorMetrics();
  private final List<MadePrototype> prototypes = new ArrayList<>();
  private final List<PrototypeOutcome> outcomes = new ArrayList<>();
  private final List<RequestSetStatus> statuses = new ArrayList<>();
  private final TargetIndexes indexes;
  private final TopologyTestDriver making;
  private TopologyTestDriver loading;
  private PrototypeSource source = (since, consumer) -> List.copyOf(prototypes).forEach(consumer);

  /** Indexes lie in a folder. */
  public BuilderBench(Path folder, FakeMaker maker) {
    indexes = TargetIndexes.at(folder + "/{index}");
    var parts =
        new RequestProcessor.Parts(
            new SharedMaker(maker, ran -> {}),
            new RequestChecks(FakeMaker.GENERATOR, FakeMaker.BACKBONE, indexes),
            metrics);
    making =
        new TopologyTestDriver(
            new MakingTopology(serdes, names -> new RequestProcessor(parts, names)).get(),
            settings(Topics.PROTOTYPE_REQUESTS, Topics.URGENT_PROTOTYPE_REQUESTS));
    loading = loadingDriver();
  }

  private TopologyTestDriver loadingDriver() {
    LoadingDesk desk =
        new LoadingDesk(
            new SetLoader(
                (since, consumer) -> source.read(since, consumer), indexes, FakeMaker.BACKBONE),
            Runnable::run);
    return new TopologyTestDriver(
        new LoadingTopology(serdes, store -> new CountingProcessor(desk, metrics, store)).get(),
        settings(Topics.PROTOTYPE_OUTCOMES));
  }

  private Properties settings(String... sources) {
    var config =
        ProcessorConfig.from(
            Map.of("bootstrap.servers", "none:1", "schema.registry.url", "mock://none"));
    return StreamsSettings.service(config.kafka(), "-test", 1, Set.of(sources), metrics);
  }

  /** What is read of the topic of prototypes is this from now on. */
  public void readFrom(PrototypeSource other) {
    source = other;
  }

  /** Sends requests, and takes what becomes of them. */
  public void send(List<PrototypeRequest> requests) {
    requests.forEach(request -> send(Topics.PROTOTYPE_REQUESTS, request));
  }

  /** Sends one request under the key that it should have. */
  public void send(String topic, PrototypeRequest request) {
    send(topic, Topics.requestKey(request), request);
  }

  /** Sends one request under any key. */
  public void send(String topic, String key, @Nullable PrototypeRequest request) {
    making
        .createInputTopic(
            topic, new StringSerializer(), serdes.serde(PrototypeRequest.class).serializer())
        .pipeInput(new TestRecord<>(key, request, Requests.NOW));
    take();
  }

  /** Sends bytes that are no request. */
  public void sendBytes(String key, byte[] value) {
    making
        .createInputTopic(
            Topics.PROTOTYPE_REQUESTS, new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, value, Requests.NOW);
    take();
  }

  private void take() {
    prototypes.addAll(output(making, Topics.PROTOTYPES, MadePrototype.class).readValuesToList());
    outcomes.addAll(
        output(making, Topics.PROTOTYPE_OUTCOMES, PrototypeOutcome.class).readValuesToList());
  }

  /** Prototypes so far. */
  public List<MadePrototype> prototypes() {
    return prototypes;
  }

  /** Outcomes so far that are not counted yet. */
  public List<PrototypeOutcome> outcomes() {
    return outcomes;
  }

  /** Reasons of dead letters since this was asked last. */
  public List<String> deadLetters() {
    return making
        .createOutputTopic(
            Topics.DEAD_LETTERS, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .stream()
        .map(
            letter ->
                new String(
                    letter.headers().lastHeader(DeadLetterHeaders.REASON).value(),
                    StandardCharsets.UTF_8))
        .toList();
  }

  /** Counts outcomes. */
  public void count(List<PrototypeOutcome> some) {
    var input =
        loading.createInputTopic(
            Topics.PROTOTYPE_OUTCOMES,
            new StringSerializer(),
            serdes.serde(PrototypeOutcome.class).serializer());
    some.forEach(
        outcome ->
            input.pipeInput(new TestRecord<>(outcome.getIndexName(), outcome, Requests.NOW)));
    takeStatuses();
  }

  /** Lets the loader look, twice: it begins, then it takes what it began. */
  public void look() {
    loading.advanceWallClockTime(Duration.ofSeconds(1));
    loading.advanceWallClockTime(Duration.ofSeconds(1));
    takeStatuses();
  }

  private void takeStatuses() {
    statuses.addAll(
        output(loading, Topics.PROTOTYPE_STATUS, RequestSetStatus.class).readValuesToList());
  }

  /** Loses all that the loader knew, as if its transaction was never committed. */
  public void forgetLoading() {
    loading.close();
    loading = loadingDriver();
  }

  /** Statuses so far. */
  public List<RequestSetStatus> statuses() {
    return statuses;
  }

  /** Newest status of a set. */
  public RequestSetStatus status(String set) {
    return statuses.stream()
        .filter(status -> status.getRequestSet().equals(set))
        .reduce((one, later) -> later)
        .orElseThrow();
  }

  /** The indexes that are built. */
  public TargetIndexes indexes() {
    return indexes;
  }

  /** What was counted, in Prometheus' text. */
  public String metrics() {
    return metrics.scrape();
  }

  private <T extends SpecificRecord> TestOutputTopic<String, T> output(
      TopologyTestDriver driver, String topic, Class<T> type) {
    return driver.createOutputTopic(
        topic, new StringDeserializer(), serdes.serde(type).deserializer());
  }

  @Override
  public void close() {
    making.close();
    loading.close();
    serdes.close();
  }
}
