package io.lexiseg.lab.fuzz;

import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.lab.system.BlankProcessor;
import io.lexiseg.lab.system.Server;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends spoilt records through a processor in a JVM of its own, with a small heap, under one
 * guarantee, and judges: it must not stop, and every frame must have exactly one outcome.
 */
final class FuzzRun {
  /** Header with the seed of a record, by which the one that stopped a processor is found. */
  private static final String SEED = "lexiseg.fuzz.seed";

  private static final String APPLICATION = "lexiseg";
  private static final Duration STUCK = Duration.ofSeconds(90);
  private static final Duration MEMORY_INTERVAL = Duration.ofSeconds(20);
  private static final long LOOK_MILLIS = 500;

  private final Path folder;
  private final String guarantee;
  private final Consumer<String> progress;
  private final Map<TopicPartition, List<Long>> seeds =
      new TreeMap<>(
          java.util.Comparator.comparing(TopicPartition::topic)
              .thenComparingInt(TopicPartition::partition));
  private final Map<FuzzKind, Long> kinds = new TreeMap<>();
  private long mostHeap;

  /**
   * Prepares.
   *
   * @param folder for logs and records; stays
   * @param progress gets a line about how it stands
   */
  FuzzRun(Path folder, String guarantee, Consumer<String> progress) {
    this.folder = folder;
    this.guarantee = guarantee;
    this.progress = progress;
  }

  /**
   * What was found.
   *
   * @param stopped whether the processor ended, or stood still
   * @param suspects seeds of the records that were next where it stopped
   * @param conservation the law with its numbers
   * @param faults what breaks it
   * @param mostHeapBytes most that was left on the heap after a collection; 0 if it was not looked
   *     at
   */
  record Findings(
      boolean stopped,
      List<Long> suspects,
      String conservation,
      List<String> faults,
      Map<FuzzKind, Long> kinds,
      long mostHeapBytes) {
    Findings {
      suspects = List.copyOf(suspects);
      faults = List.copyOf(faults);
      kinds = Map.copyOf(kinds);
    }

    boolean passed() {
      return !stopped && faults.isEmpty();
    }
  }

  /** Runs to the end, or to where the processor stops. */
  Findings run(LongStream records) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    try (Server server = Server.start(folder);
        BlankProcessor processor =
            BlankProcessor.start(folder, server, Map.of("guarantee", guarantee), Duration.ZERO)) {
      define(server);
      send(server, records);
      boolean through = awaitEnd(server, processor);
      List<Long> suspects = through ? List.of() : suspects(server);
      FuzzLedger ledger = FuzzLedger.read(server.connection());
      return new Findings(
          !through,
          suspects,
          ledger.toString(),
          through ? ledger.faults() : List.of(),
          kinds,
          mostHeap);
    }
  }

  private static void define(Server server) {
    try (VocabularyClient client =
        new VocabularyClient(server.connection(), Clock.systemUTC(), "fuzz")) {
      client.define(
          "default", VocabularyContent.of(VocabularyText.categories(List.of("road", "sky"))));
    }
  }

  private void send(Server server, LongStream records) throws IOException {
    RecordFuzzer fuzzer =
        new RecordFuzzer(FuzzSchemas.prepare(server.registryUrl()), FuzzPictures.draw(1));
    Map<String, Object> settings =
        Map.of("bootstrap.servers", server.bootstrapServers(), "acks", "all", "linger.ms", 5);
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      PrimitiveIterator.OfLong all = records.iterator();
      long sent = 0;
      while (all.hasNext()) {
        send(producer, fuzzer.record(all.nextLong()));
        if (++sent % 1000 == 0) {
          progress.accept("%s: %d records sent".formatted(guarantee, sent));
        }
      }
    }
  }

  private void send(Producer<byte[], byte[]> producer, FuzzedRecord fuzzed) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(fuzzed.topic(), fuzzed.key(), fuzzed.value());
    fuzzed.headers().forEach((name, value) -> record.headers().add(name, value));
    record.headers().add(SEED, Long.toString(fuzzed.seed()).getBytes(StandardCharsets.UTF_8));
    kinds.merge(fuzzed.kind(), 1L, Long::sum);
    var unused =
        producer.send(
            record,
            (place, failure) -> {
              if (failure == null) {
                enter(new TopicPartition(place.topic(), place.partition()), fuzzed.seed());
              }
            });
  }

  /** Acknowledgements of one partition come in order. */
  private synchronized void enter(TopicPartition partition, long seed) {
    seeds.computeIfAbsent(partition, one -> new ArrayList<>()).add(seed);
  }

  /** Whether everything was processed by a processor that lives; false if it ends or stands. */
  private boolean awaitEnd(Server server, BlankProcessor processor)
      throws InterruptedException, IOException {
    long before = Long.MAX_VALUE;
    long stuck = System.nanoTime() + STUCK.toNanos();
    long nextMemory = System.nanoTime();
    try (Admin admin = server.connection().admin()) {
      for (long left = lag(admin); left > 0; left = lag(admin)) {
        progress.accept("%s: %d records left".formatted(guarantee, left));
        if (left < before) {
          before = left;
          stuck = System.nanoTime() + STUCK.toNanos();
        }
        if (!processor.isAlive() || System.nanoTime() > stuck) {
          return false;
        }
        if (System.nanoTime() > nextMemory) {
          nextMemory = System.nanoTime() + MEMORY_INTERVAL.toNanos();
          measure(processor);
        }
        Thread.sleep(LOOK_MILLIS);
      }
      measure(processor);
      return processor.isAlive();
    }
  }

  private void measure(BlankProcessor processor) throws IOException {
    if (processor.isAlive()) {
      mostHeap = Math.max(mostHeap, processor.heapBytes());
    }
  }

  private long lag(Admin admin) throws IOException, InterruptedException {
    Map<TopicPartition, Long> committed = committed(admin);
    long lag = 0;
    for (var end : ends(admin, seeds.keySet()).entrySet()) {
      lag += end.getValue() - committed.getOrDefault(end.getKey(), 0L);
    }
    return lag;
  }

  private static Map<TopicPartition, Long> ends(Admin admin, Collection<TopicPartition> partitions)
      throws IOException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest =
        new TreeMap<>(java.util.Comparator.comparing(TopicPartition::toString));
    partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new java.util.HashMap<>();
    try {
      admin.listOffsets(latest).all().get().forEach((where, end) -> ends.put(where, end.offset()));
    } catch (ExecutionException e) {
      throw new IOException("broker: asked for the ends of topics", e.getCause());
    }
    return ends;
  }

  private static Map<TopicPartition, Long> committed(Admin admin)
      throws IOException, InterruptedException {
    Map<TopicPartition, Long> committed = new java.util.HashMap<>();
    for (String group : List.of("-frames", "-vocabulary")) {
      try {
        Map<TopicPartition, OffsetAndMetadata> offsets =
            admin
                .listConsumerGroupOffsets(APPLICATION + group)
                .partitionsToOffsetAndMetadata()
                .get();
        offsets.forEach(
            (where, offset) -> committed.put(where, offset == null ? 0 : offset.offset()));
      } catch (ExecutionException e) {
        throw new IOException("broker: asked for offsets of " + APPLICATION + group, e.getCause());
      }
    }
    return committed;
  }

  /** The records that are next in each partition that is not through. */
  private List<Long> suspects(Server server) throws IOException, InterruptedException {
    try (Admin admin = server.connection().admin()) {
      Map<TopicPartition, Long> committed = committed(admin);
      List<Long> suspects = new ArrayList<>();
      seeds.forEach(
          (partition, all) -> {
            // Commands are preceded by the one that defined the first vocabulary.
            int own = partition.topic().equals(Topics.VOCABULARY_COMMANDS) ? 1 : 0;
            int next = (int) Math.max(0, committed.getOrDefault(partition, 0L) - own);
            if (next < all.size()) {
              suspects.add(all.get(next));
            }
          });
      return suspects;
    }
  }
}
