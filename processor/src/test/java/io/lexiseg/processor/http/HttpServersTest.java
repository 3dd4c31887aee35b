package io.lexiseg.processor.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.lexiseg.processor.health.Health;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpServersTest {
  private static final int STRANGERS = 200;

  private final HealthServer server =
      HealthServer.start(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          () -> new Health(true, true, "ready"),
          () -> "");
  private final List<Socket> strangers = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket stranger : strangers) {
      stranger.close();
    }
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /health/li",
        "GET /health/live HTTP/1.1\r\nHost: a\r\nX-Long: ",
        "POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nabc"
      })
  void shouldAnswerWhileManyRequestsAreHalfSent(String half) throws IOException {
    // given
    for (int i = 0; i < STRANGERS; i++) {
      Socket stranger = new Socket(InetAddress.getLoopbackAddress(), server.port());
      strangers.add(stranger);
      stranger.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
    }
    // when
    String answer = ask("GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 20);
    // then
    assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("ready\n");
  }

  @Test
  void shouldCutOffARequestThatStaysHalfSent() throws IOException {
    // when
    String answer = ask("GET /health/live HTTP/1.1\r\nHost: a\r\nX-Long: ", 40);
    // then: the connection ended
    assertThat(answer).doesNotContain("200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready", "/metrics"})
  void shouldAnswerHeadAsGetWithoutTheBody(String path) throws IOException {
    // when
    String head =
        ask("HEAD %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".formatted(path), 20);
    String get = ask("GET %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".formatted(path), 20);
    // then
    assertThat(head).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
    assertThat(lengthOf(head)).isEqualTo(lengthOf(get));
  }

  @ParameterizedTest
  @CsvSource({
    "GET /health/%zz, 400",
    "GET /health/%, 400",
    "GET /health/live%00, 404",
    "GET /%c3%28, 404",
    "GET //health/live, 404",
    "DELETE /health/live, 405",
    "BREW /health/live, 405",
    "OPTIONS /metrics, 405"
  })
  void shouldRefuseWhatMakesNoSense(String request, int status) throws IOException {
    // when
    String answer = ask(request + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 20);
    // then
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET mailto:a HTTP/1.1\r\n\r\n", "nonsense\r\n\r\n", "\r\n\r\n\r\n"})
  void shouldEndWhatIsNoRequestAndGoOn(String nonsense) throws IOException {
    // when
    String answer = ask(nonsense, 40);
    // then
    assertThat(answer).doesNotContain(" 200 ");
    assertThat(ask("GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 20))
        .contains(" 200 ");
  }

  @Test
  void shouldSurviveLargeHeaders() throws IOException {
    // when
    String answer =
        ask("GET /metrics HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(1 << 20) + "\r\n\r\n", 40);
    // then
    assertThat(answer)
        .satisfiesAnyOf(
            text -> assertThat(text).isEmpty(), text -> assertThat(text).startsWith("HTTP/1.1 "));
    assertThat(ask("GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 20))
        .contains(" 200 ");
  }

  @ParameterizedTest
  @CsvSource({"a%20b, a b", "a+b, a+b", "%C3%BC, ü", "a%2Fb, a/b", "ü, ü"})
  void shouldDecodePaths(String raw, String text) {
    assertThat(HttpServers.decoded(raw)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "%zz", "%c3%28", "%ff", "a%"})
  void shouldFindBrokenEscapes(String raw) {
    assertThat(HttpServers.decoded(raw)).isEmpty();
  }

  @Test
  void shouldBoundItsThreads() throws IOException {
    // given
    HttpServer other =
        HttpServers.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "other");
    // then
    assertThat(other.getExecutor()).isInstanceOf(ExecutorService.class);
    other.stop(0);
  }

  private String ask(String request, int seconds) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(Math.toIntExact(Duration.ofSeconds(seconds).toMillis()));
      try {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        socket.getInputStream().transferTo(answer);
        return answer.toString(StandardCharsets.UTF_8);
      } catch (java.net.SocketTimeoutException e) {
        throw e;
      } catch (java.net.SocketException e) { // cut off while it was still being sent
        return "";
      }
    }
  }

  private static String lengthOf(String answer) {
    return answer.lines().filter(line -> line.startsWith("Content-length")).findFirst().orElse("");
  }
}
