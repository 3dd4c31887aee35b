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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * Broker, two builders and the test are processes of their own. The builders are killed in turns
 * while they make a set and count it, so whichever of them loads it is killed, too.
 */
@Timeout(240)
class BuilderCrashIT {
  private static final int REQUESTS = 900;
  private static final int KILLS = 5;

  /** Requests from kill to kill; the last one is far from the end, told once a second. */
  private static final int STEP = REQUESTS / (KILLS + 5);

  /** Every so many-th request gives nothing, and as many are refused. */
  private static final int ODD = 10;

  private static final int MADE = REQUESTS - 2 * REQUESTS / ODD;
  private static final List<String> FILES =
      List.of("keys.f32", "prototypes.bin", "nouns.json", "noun-of-id.i32");
  private static final String GENERATION = "generations/1";
  private static final String SHAKEN = "shaken";
  private static final String UNDISTURBED = "undisturbed";

  @TempDir private Path folder;
  private final JavaProcess[] builders = new JavaProcess[2];
  private final Map<String, RequestSetStatus> statuses = new HashMap<>();

  @Test
  void shouldMakeTheIndexOfAnUndisturbedRunWhenKilled(TestReporter reporter) throws Exception {
    try (InMemorySchemaRegistry registry = InMemorySchemaRegistry.start();
        JavaProcess broker =
            JavaProcess.start(EmbeddedBrokerMain.class, folder.resolve("broker").toString(), "0")) {
      SchemaRegistrar.registerAll(registry.url());
      String bootstrap = broker.firstLine();
      try (KafkaConnection connection = KafkaConnection.open(bootstrap, registry.url());
          Consumer<String, RequestSetStatus> reader =
              reader(
                  connection,
                  Topics.PROTOTYPE_STATUS,
                  connection.deserializer(RequestSetStatus.class))) {
        // given
        sendBytes(bootstrap);
        publish(connection, SHAKEN);
        start(0, bootstrap, registry.url());
        start(1, bootstrap, registry.url());
        // when
        for (int kill = 0; kill < KILLS; kill++) {
          RequestSetStatus before = await(reader, SHAKEN, (kill + 1) * STEP);
          builders[kill % 2].kill();
          assertThat(before.getState()).isIn(RequestSetState.MAKING, RequestSetState.LOADING);
          reporter.publishEntry("made when killed", String.valueOf(before.getMade()));
          start(kill % 2, bootstrap, registry.url());
        }
        RequestSetStatus shaken = await(reader, SHAKEN, Integer.MAX_VALUE);
        publish(connection, UNDISTURBED);
        RequestSetStatus undisturbed = await(reader, UNDISTURBED, Integer.MAX_VALUE);
        // then
        requireCounts(shaken);
        requireCounts(undisturbed);
        requirePrototypes(connection);
        requireDeadLetters(connection);
      } finally {
        for (JavaProcess builder : builders) {
          builder.close();
        }
      }
    }
    requireIndex();
  }

  private void start(int number, String bootstrap, String registry) throws IOException {
    builders[number] =
        JavaProcess.start(
            BuilderProcess.class,
            bootstrap,
            registry,
            folder.resolve("indexes").toString(),
            "builder-" + number);
  }

  /** The same requests whatever the index. */
  private static void publish(KafkaConnection connection, String index) {
    try (Producer<String, PrototypeRequest> producer =
        connection.producer(PrototypeRequest.class)) {
      for (int ordinal = 1; ordinal <= REQUESTS; ordinal++) {
        PrototypeRequest request =
            PrototypeRequest.newBuilder()
                .setRequestSet(index + "-1")
                .setOrdinal(ordinal)
                .setTotal(REQUESTS)
                .setCaptionId("c-" + ordinal)
                .setCaption(ordinal % ODD == 1 ? "fog" : "noun-" + ordinal)
                .setIndexName(index)
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

  /** Waits until so many of an index are through, or its set came to its end. */
  private RequestSetStatus await(
      Consumer<String, RequestSetStatus> reader, String index, int through) {
    while (!Thread.currentThread().isInterrupted()) {
      RequestSetStatus last = statuses.get(index);
      if (last != null && isThrough(last, through)) {
        return last;
      }
      for (JavaProcess builder : builders) {
        builder.requireAlive();
      }
      reader
          .poll(Duration.ofMillis(100))
          .forEach(record -> statuses.put(record.value().getIndexName(), record.value()));
    }
    throw new IllegalStateException("interrupted at " + statuses);
  }

  private static boolean isThrough(RequestSetStatus status, int wanted) {
    long through =
        status.getMade() + status.getDropped().stream().mapToLong(ReasonCount::getCount).sum();
    return through >= wanted
        || status.getState() == RequestSetState.PUBLISHED
        || status.getState() == RequestSetState.FAILED;
  }

  private static void requireCounts(RequestSetStatus end) {
    assertThat(end.getState()).isEqualTo(RequestSetState.PUBLISHED);
    assertThat(end.getAsked()).isEqualTo(REQUESTS);
    assertThat(end.getMade()).isEqualTo(MADE);
    assertThat(end.getDropped())
        .containsExactly(
            new ReasonCount("empty-mask", (long) REQUESTS / ODD),
            new ReasonCount("refused", (long) REQUESTS / ODD));
  }

  private static void requirePrototypes(KafkaConnection connection) {
    List<String> keys = new ArrayList<>();
    try (Consumer<String, MadePrototype> reader =
        reader(connection, Topics.PROTOTYPES, connection.deserializer(MadePrototype.class))) {
      readAll(reader).forEach(record -> keys.add(record.key()));
    }
    assertThat(keys).doesNotHaveDuplicates().hasSize(2 * MADE);
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
    assertThat(reasons).hasSize(2 * REQUESTS / ODD + 1);
    assertThat(reasons).filteredOn("undecodable-record"::equals).hasSize(1);
  }

  private void requireIndex() {
    Path indexes = folder.resolve("indexes");
    for (String file : FILES) {
      assertThat(indexes.resolve(SHAKEN).resolve(GENERATION).resolve(file))
          .hasSameBinaryContentAs(indexes.resolve(UNDISTURBED).resolve(GENERATION).resolve(file));
    }
    try (PrototypeIndex index = PrototypeIndexes.open(indexes.resolve(SHAKEN).toString())) {
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
