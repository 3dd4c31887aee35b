package io.lexiseg.vision.pack.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a proxy and a server read of a request. */
class ProxyPasswordTest {
  private static final WebRequests.Patience PATIENCE =
      new WebRequests.Patience(Duration.ZERO, Duration.ofSeconds(10));
  private static final String TOLD = "Proxy-Authorization: Basic dXNlcjpwYXNz"; // user:pass

  private ServerSocket socket;

  @BeforeEach
  void listen() throws IOException {
    socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
  }

  @Test
  void shouldTellTheProxyOfAPlainRequest() throws Exception {
    // given
    CompletableFuture<List<String>> head = answer("HTTP/1.1 401 Unauthorized");

    // when
    HttpResponse<?> response = requests().once("GET", URI.create("http://hub.example/a"), 0);

    // then
    assertThat(head.get()).contains("GET http://hub.example/a HTTP/1.1", TOLD);
    assertThat(response.statusCode()).as("of the server, as it came").isEqualTo(401);
  }

  @Test
  void shouldTellTheProxyOfATunnel() throws Exception {
    // given
    CompletableFuture<List<String>> head = answer("HTTP/1.1 403 Forbidden");

    // when
    assertThatThrownBy(() -> requests().once("GET", URI.create("https://hub.example/a"), 0))
        .isInstanceOf(IOException.class);

    // then
    assertThat(head.get()).contains("CONNECT hub.example:443 HTTP/1.1", TOLD);
  }

  @Test
  void shouldNotTellServers() throws Exception {
    // given
    CompletableFuture<List<String>> head = answer("HTTP/1.1 200 OK");
    URI server = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/a");

    // when
    requests().once("GET", server, 0);

    // then
    assertThat(head.get()).contains("GET /a HTTP/1.1").noneMatch(line -> line.startsWith("Proxy"));
  }

  private WebRequests requests() {
    String proxy = "http://user:pass@127.0.0.1:" + socket.getLocalPort();
    return new WebRequests(
        Map.of("ALL_PROXY", proxy, "NO_PROXY", "127.0.0.1"),
        URI.create("http://none"),
        "",
        PATIENCE);
  }

  /** Reads one request's head and answers it. */
  private CompletableFuture<List<String>> answer(String status) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Socket peer = socket.accept();
              BufferedReader reader =
                  new BufferedReader(
                      new InputStreamReader(peer.getInputStream(), StandardCharsets.US_ASCII))) {
            List<String> head = new ArrayList<>();
            for (String line = reader.readLine();
                line != null && !line.isEmpty();
                line = reader.readLine()) {
              head.add(line);
            }
            String answer = status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            peer.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            return head;
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
