package io.lexiseg.processor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.processor.health.Health;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {
  private volatile Health health = new Health(true, false, "vocabularies not resolved yet");
  private final HealthServer server =
      HealthServer.start(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          () -> health,
          () -> "lexiseg_frames_total 3.0");

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldSayWhetherItLivesAndIsReady() throws Exception {
    // when
    HttpResponse<String> live = get("/health/live");
    HttpResponse<String> notReady = get("/health/ready");
    health = new Health(true, true, "frames RUNNING");
    HttpResponse<String> ready = get("/health/ready");
    // then
    assertThat(live.statusCode()).isEqualTo(200);
    assertThat(notReady.statusCode()).isEqualTo(503);
    assertThat(notReady.body()).contains("vocabularies not resolved yet");
    assertThat(ready.statusCode()).isEqualTo(200);
  }

  @Test
  void shouldServeMetrics() throws Exception {
    // when
    HttpResponse<String> metrics = get("/metrics");
    // then
    assertThat(metrics.body()).isEqualTo("lexiseg_frames_total 3.0\n");
    assertThat(metrics.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
  }

  @Test
  void shouldServeNothingElse() throws Exception {
    // when
    HttpResponse<String> unknown = get("/metrics/secret");
    HttpResponse<String> posted = send(HttpRequest.newBuilder(uri("/metrics")).POST(noBody()));
    // then
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(posted.statusCode()).isEqualTo(405);
  }

  @Test
  void shouldNameAPortThatIsTaken() {
    // given
    InetSocketAddress taken =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    // when, then
    assertThatThrownBy(() -> HealthServer.start(taken, () -> health, () -> ""))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll(String.valueOf(server.port()), "expected a free port");
  }

  private static HttpRequest.BodyPublisher noBody() {
    return HttpRequest.BodyPublishers.noBody();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
