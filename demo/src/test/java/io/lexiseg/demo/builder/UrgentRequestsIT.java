package io.lexiseg.demo.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.demo.broker.BrokerSettings;
import io.lexiseg.demo.broker.EmbeddedBroker;
import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import io.lexiseg.indexbuilder.generation.CaptionOutcome;
import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.indexbuilder.generation.OpenMaker;
import io.lexiseg.indexbuilder.generation.PrototypeMaker;
import io.lexiseg.indexbuilder.service.BuilderApplication;
import io.lexiseg.indexbuilder.service.BuilderConfig;
import io.lexiseg.indexbuilder.service.FakeMaker;
import io.lexiseg.schemas.PrototypeRequest;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An urgent request passes those that a builder has fetched already. */
@Timeout(120)
class UrgentRequestsIT {
  /** More than Kafka Streams fetches at once. */
  private static final int REQUESTS = 1500;

  /** The urgent one is sent after so many. */
  private static final int BEFORE = 200;

  /** What may be made while it is fetched, on a machine with other work. */
  private static final int MEANWHILE = 800;

  private static final String MANY = "many";
  private static final String URGENT = "urgent";

  @TempDir private Path folder;

  @Test
  void shouldNotWaitForWhatIsLessUrgent() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("broker")));
        InMemorySchemaRegistry registry = InMemorySchemaRegistry.start()) {
      SchemaRegistrar.registerAll(registry.url());
      try (KafkaConnection connection =
          KafkaConnection.open(broker.bootstrapServers(), registry.url())) {
        // given
        OrderedMaker maker =
            new OrderedMaker(() -> send(connection, Topics.URGENT_PROTOTYPE_REQUESTS, URGENT, 1));
        send(connection, Topics.PROTOTYPE_REQUESTS, MANY, REQUESTS);
        try (BuilderApplication builder =
            builder(broker.bootstrapServers(), registry.url(), maker)) {
          // when
          builder.start();
          int before = maker.tasksBeforeUrgent.get();
          // then
          assertThat(before).isBetween(BEFORE, BEFORE + MEANWHILE);
        }
      }
    }
  }

  /** Notes when the urgent task comes; has it sent while others are in work. */
  private static final class OrderedMaker implements PrototypeMaker {
    private final PrototypeMaker maker = FakeMaker.taking(Duration.ofMillis(5));
    private final CompletableFuture<Integer> tasksBeforeUrgent = new CompletableFuture<>();
    private final Runnable sending;
    private int tasks;

    private OrderedMaker(Runnable sending) {
      this.sending = sending;
    }

    @Override
    public int batchSize() {
      return 1;
    }

    @Override
    public List<CaptionOutcome> make(List<CaptionTask> some) {
      if (some.get(0).caption().equals(URGENT)) {
        tasksBeforeUrgent.complete(tasks);
      } else if (++tasks == BEFORE) {
        sending.run();
      }
      return maker.make(some);
    }

    @Override
    public void close() {
      maker.close();
    }
  }

  private BuilderApplication builder(
      String bootstrapServers, String registryUrl, PrototypeMaker maker) {
    Map<String, String> properties =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "schema.registry.url",
            registryUrl,
            "builder.index",
            folder.resolve("indexes") + "/{index}",
            "builder.generator",
            FakeMaker.GENERATOR,
            "http.port",
            "0");
    return new BuilderApplication(
        BuilderConfig.from(properties),
        new OpenMaker(maker, FakeMaker.GENERATOR, FakeMaker.BACKBONE));
  }

  private static void send(KafkaConnection connection, String topic, String index, int total) {
    try (Producer<String, PrototypeRequest> producer =
        connection.producer(PrototypeRequest.class)) {
      for (int ordinal = 1; ordinal <= total; ordinal++) {
        PrototypeRequest request =
            PrototypeRequest.newBuilder()
                .setRequestSet(index + "-1")
                .setOrdinal(ordinal)
                .setTotal(total)
                .setCaptionId("c-" + ordinal)
                .setCaption(index)
                .setIndexName(index)
                .setGeneratorId(FakeMaker.GENERATOR)
                .setSeed(ordinal)
                .setRequestedAt(Instant.now())
                .build();
        var unused =
            producer.send(new ProducerRecord<>(topic, Topics.requestKey(request), request));
      }
    }
  }
}
