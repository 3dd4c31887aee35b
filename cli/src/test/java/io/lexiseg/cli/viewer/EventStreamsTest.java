package io.lexiseg.cli.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventStreamsTest {
  private final ViewerServer server =
      ViewerServer.start(
          "127.0.0.1",
          0,
          new ViewerServer.Content(
              new ViewerState(Clock.systemUTC()),
              new VocabularyBoard(),
              wish -> "none",
              zone -> "none"));
  private final List<Socket> pages = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket page : pages) {
      page.close();
    }
    server.close();
  }

  @Test
  void shouldHaveABoundedNumberOfStreams() throws Exception {
    // given: pages that read nothing but the first line
    for (int page = 0; page < EventStreams.MOST_STREAMS; page++) {
      assertThat(open("/api/events")).contains(" 200 ");
    }

    // when
    String oneMore = open("/api/events");

    // then: it is refused, and everything else is still answered
    assertThat(oneMore).contains(" 503 ");
    assertThat(open("/api/vocabularies")).contains(" 200 ");

    // when: one goes away
    pages.get(0).close();

    // then
    await().atMost(Duration.ofSeconds(20)).until(() -> open("/api/events").contains(" 200 "));
  }

  @Test
  void shouldAnswerUnderItsOwnNameAlone() throws Exception {
    assertThat(open("/api/events", "evil.example")).contains(" 403 ");
  }

  private String open(String path) throws IOException {
    return open(path, "localhost");
  }

  private String open(String path, String host) throws IOException {
    Socket page = new Socket(InetAddress.getLoopbackAddress(), server.port());
    pages.add(page);
    page.getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n"
                .formatted(path, host)
                .getBytes(StandardCharsets.US_ASCII));
    return new BufferedReader(
            new InputStreamReader(page.getInputStream(), StandardCharsets.US_ASCII))
        .readLine();
  }
}
