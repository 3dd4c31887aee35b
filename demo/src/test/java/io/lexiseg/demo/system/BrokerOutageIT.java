package io.lexiseg.demo.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.demo.broker.BrokerSettings;
import io.lexiseg.demo.broker.EmbeddedBroker;
import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import io.lexiseg.schemas.SchemaRegistrar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a service says and does while the broker is away, from its start or later. */
@Timeout(300)
class BrokerOutageIT {
  private static final Duration TOLD = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ENDED = Duration.ofSeconds(10);

  @TempDir private Path folder;

  @Test
  void shouldSayThatTheBrokerIsAwayFromTheStartAndEndWhenAsked() throws Exception {
    // given
    int brokerPort = freePort();
    int httpPort = freePort();
    Path log = folder.resolve("log");
    try (JavaProcess service =
        service("127.0.0.1:" + brokerPort, "http://127.0.0.1:1", httpPort, log)) {
      // when
      Awaitility.await().atMost(PATIENCE).until(() -> answers(httpPort));
      Awaitility.await()
          .atMost(TOLD)
          .until(
              () ->
                  ready(httpPort)
                      .body()
                      .contains("Kafka away: no answer from 127.0.0.1:" + brokerPort));
      Awaitility.await().atMost(TOLD).until(() -> lines(log).size() == 1);
      boolean ended = service.terminate(ENDED);
      service.kill();
      // then
      assertThat(ended).isTrue();
      assertThat(lines(log))
          .singleElement()
          .asString()
          .contains("WARN", "Kafka away: no answer from 127.0.0.1:" + brokerPort);
    }
  }

  @Test
  void shouldSayThatTheBrokerIsAwayAndBackAgainAndEndWhenAsked() throws Exception {
    int brokerPort = freePort();
    int httpPort = freePort();
    Path log = folder.resolve("log");
    BrokerSettings settings = BrokerSettings.in(folder.resolve("broker")).withPort(brokerPort);
    try (InMemorySchemaRegistry registry = InMemorySchemaRegistry.start()) {
      SchemaRegistrar.registerAll(registry.url());
      EmbeddedBroker broker = EmbeddedBroker.start(settings);
      try (JavaProcess service =
          service(broker.bootstrapServers(), registry.url(), httpPort, log)) {
        // given
        Awaitility.await().atMost(PATIENCE).until(() -> answers(httpPort));
        Awaitility.await().atMost(PATIENCE).until(() -> ready(httpPort).statusCode() == 200);
        String fresh = ready(httpPort).body();
        Awaitility.await().atMost(TOLD).until(() -> count(log, "no vocabulary yet") == 1);
        // when
        broker.close();
        Awaitility.await().atMost(TOLD).until(() -> ready(httpPort).statusCode() == 503);
        String told = ready(httpPort).body();
        Awaitility.await().atMost(TOLD).until(() -> count(log, "Kafka away") == 1);
        broker = EmbeddedBroker.start(settings);
        Awaitility.await().atMost(PATIENCE).until(() -> ready(httpPort).statusCode() == 200);
        Awaitility.await().atMost(TOLD).until(() -> count(log, "Kafka away") == 2);
        broker.close();
        boolean ended = service.terminate(ENDED);
        service.kill();
        // then
        assertThat(fresh).contains("no vocabulary yet: ./lexiseg vocabulary define ");
        assertThat(told).contains("Kafka away: no answer from 127.0.0.1:" + brokerPort + " for ");
        assertThat(lines(log).stream().filter(line -> line.contains("Kafka away")))
            .satisfiesExactly(
                away -> assertThat(away).contains("WARN", "no answer"),
                back -> assertThat(back).contains("WARN", "over after"));
        assertThat(lines(log)).filteredOn(line -> line.contains("o.a.k.")).isEmpty();
        assertThat(ended).isTrue();
      } finally {
        broker.close();
      }
    }
  }

  private static JavaProcess service(String bootstrap, String registry, int port, Path log)
      throws IOException {
    return JavaProcess.start(log, PlainService.class, bootstrap, registry, String.valueOf(port));
  }

  private static long count(Path log, String text) throws IOException {
    return lines(log).stream().filter(line -> line.contains(text)).count();
  }

  private static List<String> lines(Path log) throws IOException {
    return Files.readAllLines(log);
  }

  private static boolean answers(int port) {
    try {
      return ready(port).statusCode() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static HttpResponse<String> ready(int port) throws IOException {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/health/ready".formatted(port)))
                  .build(),
              BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
