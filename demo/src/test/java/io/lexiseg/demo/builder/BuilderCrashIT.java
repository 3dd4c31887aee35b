package io.lexiseg.demo.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.demo.broker.EmbeddedBrokerMain;
import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import io.lexiseg.demo.system.JavaProcess;
import io.lexiseg.indexbuilder.service.FakeMaker;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import io.lexiseg.schemas.DeadLetterHeaders;
import io.lexiseg.schemas.MadePrototype;
import io.lexiseg.schemas.PrototypeRequest;
import io.lexiseg.schemas.ReasonCount;
import io.lexiseg.schemas.RequestSetState;
import io.lexiseg.schemas.RequestSetStatus;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Broker, two builders and the test are processes of their own; one builder is killed twice while
 * it makes a set; the other one loads it.
 */
@Timeout(240)
class BuilderCrashIT {
  private static final int REQUESTS = 3000;

  /** Every so many-th request gives nothing, and as many are refused. */
  private static final int ODD = 10;

  @TempDir private Path folder;

  @Test
  void shouldLoseAndDoubleNothingWhenKilled(TestReporter reporter) throws Exception {
    try (InMemorySchemaRegistry registry = InMemorySchemaRegistry.start();
        JavaProcess broker =
            JavaProcess.start(EmbeddedBrokerMain.class, folder.resolve("broker").toString(), "0")) {
      SchemaRegistrar.registerAll(registry.url());
      String bootstrap = broker.firstLine();
      String indexes = folder.resolve("indexes").toString();
      try (KafkaConnection connection = KafkaConnection.open(bootstrap, registry.url());
          Consumer<String, RequestSetStatus> statuses =
              reader(
                  connection,
                  Topics.PROTOTYPE_STATUS,
                  connection.deserializer(RequestSetStatus.class));
          JavaProcess steady =
              JavaProcess.start(
                  BuilderProcess.class, bootstrap, registry.url(), indexes, "steady")) {
        // given
        sendBytes(bootstrap);
        publish(connection);
        // when
        for (int kill = 1; kill <= 2; kill++) {
          JavaProcess shaken =
              JavaProcess.start(BuilderProcess.class, bootstrap, registry.url(), indexes, "shaken");
          RequestSetStatus before = await(statuses, shaken, kill * REQUESTS / 4);
          shaken.kill();
          reporter.publishEntry("made when killed", String.valueOf(before.getMade()));
        }
        RequestSetStatus end = await(statuses, steady, Integer.MAX_VALUE);
        // then
        assertThat(end.getState()).isEqualTo(RequestSetState.PUBLISHED);
        assertThat(end.getMade()).isEqualTo(REQUESTS - 2 * REQUESTS / ODD);
        assertThat(end.getDropped())
            .containsExactly(
                new ReasonCount("empty-mask", (long) REQUESTS / ODD),
                new ReasonCount("refused", (long) REQUESTS / ODD));
        requirePrototypes(connection);
        requireDeadLetters(connection);
      }
      requireIndex(indexes + "/street");
    }
  }

  private static void publish(KafkaConnection connection) {
    try (Producer<String, PrototypeRequest> producer =
        connection.producer(PrototypeRequest.class)) {
      for (int ordinal = 1; ordinal <= REQUESTS; ordinal++) {
        PrototypeRequest request =
            PrototypeRequest.newBuilder()
                .setRequestSet("street-1")
                .setOrdinal(ordinal)
                .setTotal(REQUESTS)
                .setCaptionId("c-" + ordinal)
                .setCaption(ordinal % ODD == 1 ? "fog" : "noun-" + ordinal)
                .setIndexName("street")
                .setGeneratorId(ordinal % ODD == 2 ? "other" : FakeMaker.GENERATOR)
                .setSeed(ordinal)
                .setRequestedAt(Instant.now())
                .build();
        var unused =
            producer.send(
                new ProducerRecord<>(
                    Topics.PROTOTYPE_REQUESTS, Topics.requestKey(request), request));
      }
    }
  }

  private static void sendBytes(String bootstrap) throws Exception {
    try (Producer<String, byte[]> producer =
        new org.apache.kafka.clients.producer.KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(Topics.PROTOTYPE_REQUESTS, "x/1", new byte[] {1, 2, 3}))
          .get();
    }
  }

  /** Waits until so many are through, or the set came to its end. */
  private static RequestSetStatus await(
      Consumer<String, RequestSetStatus> statuses, JavaProcess builder, int through) {
    Optional<RequestSetStatus> last = Optional.empty();
    while (!Thread.currentThread().isInterrupted()) {
      builder.requireAlive();
      for (ConsumerRecord<String, RequestSetStatus> record :
          statuses.poll(Duration.ofMillis(100))) {
        last = Optional.of(record.value());
      }
      if (last.filter(status -> isThrough(status, through)).isPresent()) {
        return last.get();
      }
    }
    throw new IllegalStateException("interrupted after " + last);
  }

  private static boolean isThrough(RequestSetStatus status, int wanted) {
    long through =
        status.getMade() + status.getDropped().stream().mapToLong(ReasonCount::getCount).sum();
    return through >= wanted
        || status.getState() == RequestSetState.PUBLISHED
        || status.getState() == RequestSetState.FAILED;
  }

  private static void requirePrototypes(KafkaConnection connection) {
    List<String> keys = new ArrayList<>();
    try (Consumer<String, MadePrototype> reader =
        reader(connection, Topics.PROTOTYPES, connection.deserializer(MadePrototype.class))) {
      readAll(reader).forEach(record -> keys.add(record.key()));
    }
    assertThat(keys).doesNotHaveDuplicates().hasSize(REQUESTS - 2 * REQUESTS / ODD);
  }

  private static void requireDeadLetters(KafkaConnection connection) {
    List<String> reasons = new ArrayList<>();
    try (Consumer<String, byte[]> reader =
        reader(connection, Topics.DEAD_LETTERS, new ByteArrayDeserializer())) {
      readAll(reader)
          .forEach(
              record ->
                  reasons.add(
                      new String(
                          record.headers().lastHeader(DeadLetterHeaders.REASON).value(),
                          StandardCharsets.UTF_8)));
    }
    assertThat(reasons).hasSize(REQUESTS / ODD + 1);
    assertThat(reasons).filteredOn("undecodable-record"::equals).hasSize(1);
  }

  private static void requireIndex(String location) {
    try (PrototypeIndex index = PrototypeIndexes.open(location)) {
      assertThat(index.manifest().generation()).isEqualTo(1);
      List<String> expected =
          LongStream.rangeClosed(1, REQUESTS)
              .filter(ordinal -> ordinal % ODD != 1 && ordinal % ODD != 2)
              .mapToObj(ordinal -> "noun-" + ordinal)
              .toList();
      assertThat(index.nouns(LongStream.range(0, index.manifest().count()).toArray()))
          .isEqualTo(expected);
    }
  }

  private static <T> Consumer<String, T> reader(
      KafkaConnection connection, String topic, Deserializer<T> values) {
    Consumer<String, T> reader = connection.consumer(values, Map.of());
    List<TopicPartition> partitions = KafkaConnection.partitions(reader, List.of(topic));
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
    return reader;
  }

  private static <T> List<ConsumerRecord<String, T>> readAll(Consumer<String, T> reader) {
    List<ConsumerRecord<String, T>> all = new ArrayList<>();
    Map<TopicPartition, Long> ends = reader.endOffsets(reader.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
      reader.poll(Duration.ofMillis(100)).forEach(all::add);
    }
    return all;
  }
}
