package io.lexiseg.demo.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.schemas.TopicDefinition;
import io.lexiseg.schemas.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  @TempDir private Path folder;

  @Test
  void shouldHaveEveryTopicAsAgreed() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder).withPartitions(2));
        Admin admin = Admin.create(client(broker))) {
      // when
      Set<String> names = admin.listTopics().names().get();
      ConfigResource frames = new ConfigResource(ConfigResource.Type.TOPIC, Topics.FRAMES);
      Config config = admin.describeConfigs(List.of(frames)).all().get().values().iterator().next();

      // then
      assertThat(names).containsAll(Topics.all().stream().map(TopicDefinition::name).toList());
      assertThat(config.get("max.message.bytes").value())
          .isEqualTo(String.valueOf(Topics.MAX_MESSAGE_BYTES));
    }
  }

  @Test
  void shouldKeepTheLargestRecordOverARestart() throws Exception {
    // given
    byte[] largest = new byte[Topics.MAX_MESSAGE_BYTES - 1024];
    largest[largest.length - 1] = 7;
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder))) {
      send(broker, largest);
    }

    // when
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder))) {
      List<ConsumerRecord<byte[], byte[]>> records = read(broker);

      // then
      assertThat(records).hasSize(1);
      assertThat(records.get(0).value()).isEqualTo(largest);
    }
  }

  @Test
  void shouldNameThePortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.in(folder).withPort(port)))
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining("expected port " + port)
          .hasMessageContaining("in use");
    }
  }

  @Test
  void shouldNameAFolderThatCannotBeMade() throws IOException {
    // given
    Path file = Files.createFile(folder.resolve("file"));

    // when, then
    assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.in(file.resolve("log"))))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void shouldRunInAnotherProcessUntilItsInputEnds() throws Exception {
    // given
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddedBrokerMain.class.getName(),
                folder.toString(),
                "0")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();

    // when
    String bootstrap = process.inputReader().readLine();
    process.outputWriter().close();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);

    // then
    assertThat(bootstrap).matches("127\\.0\\.0\\.1:\\d+");
    assertThat(ended).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private static void send(EmbeddedBroker broker, byte[] value) throws Exception {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "max.request.size",
            Topics.MAX_DEAD_LETTER_BYTES,
            "buffer.memory",
            64L * 1024 * 1024);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topics.FRAMES, 0, new byte[] {1}, value)).get();
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(EmbeddedBroker broker) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            client(broker), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(Topics.FRAMES, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return consumer.poll(Duration.ofSeconds(30)).records(partition);
    }
  }

  private static Map<String, Object> client(EmbeddedBroker broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }
}
