package io.lexiseg.cli.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard;
import io.lexiseg.schemas.VocabularyCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ViewerAccessTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final String WISH = "{\"action\":\"ADD\",\"vocabularyId\":\"v\",\"names\":\"a\"}";

  private final List<VocabularyCommand.Builder> wishes = new ArrayList<>();
  private final ViewerServer.Content content =
      new ViewerServer.Content(
          new ViewerState(Clock.systemUTC()), new VocabularyBoard(), this::take, zone -> "none");
  private Optional<ViewerServer> started = Optional.empty();

  private String take(VocabularyCommand.Builder wish) {
    wishes.add(wish);
    return "command-1";
  }

  @AfterEach
  void close() {
    started.ifPresent(ViewerServer::close);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "LOCALHOST, 200",
    "127.0.0.1, 200",
    "[::1], 200",
    "cameras.example, 200",
    "evil.example, 403",
    "cameras.example.evil.example, 403",
    "localhost@evil.example, 403",
    "'', 403"
  })
  void shouldAnswerUnderItsNamesWhateverItBindsTo(String host, int status) throws IOException {
    // given
    start("0.0.0.0", ViewerAccess.of("0.0.0.0", List.of("cameras.example")));
    // when
    String answer = ask("GET /api/state", "Host: " + host + ":" + port(), "");
    // then
    assertThat(answer).startsWith("HTTP/1.1 " + status);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:PORT, 202",
    "https://localhost:PORT, 202",
    "http://localhost, 403",
    "http://evil.example, 403",
    "http://localhost:PORT.evil.example, 403",
    "null, 403",
    "'', 403"
  })
  void shouldChangeNothingForAnotherSite(String origin, int status) throws IOException {
    // given
    start("127.0.0.1", ViewerAccess.of("127.0.0.1"));
    // when
    String answer = write("Origin: " + origin.replace("PORT", String.valueOf(port())));
    // then
    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertThat(wishes).hasSize(status == 202 ? 1 : 0);
  }

  @Test
  void shouldChangeNothingWithoutAnOrigin() throws IOException {
    // given
    start("127.0.0.1", ViewerAccess.of("127.0.0.1"));
    // when, then
    assertThat(write("X-Nothing: 1")).startsWith("HTTP/1.1 403");
    assertThat(wishes).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 202",
    "Application/JSON; charset=UTF-8, 202",
    "application/jsonp, 415",
    "application/json; charset=utf-16, 415",
    "'text/plain; application/json', 415"
  })
  void shouldTakeOneContentType(String type, int status) throws IOException {
    // given
    start("127.0.0.1", ViewerAccess.of("127.0.0.1"));
    // when
    String answer =
        ask(
            "POST /api/commands",
            "Host: localhost:%d\r\nOrigin: http://localhost:%d\r\nContent-Type: %s"
                .formatted(port(), port(), type),
            WISH);
    // then
    assertThat(answer).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void shouldChangeNothingWhenItIsReadOnly() throws IOException {
    // given
    start("127.0.0.1", new ViewerAccess(Set.of("localhost"), true, Optional.empty()));
    // when
    String answer = write("Origin: http://localhost:" + port());
    // then
    assertThat(answer).startsWith("HTTP/1.1 403").contains("--read-only");
    assertThat(state()).contains("\"writes\":\"none\"");
    assertThat(wishes).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization: Bearer 0123456789abcdef, 202",
    "Authorization: Bearer 0123456789abcdeX, 401",
    "Authorization: Bearer, 401",
    "X-Nothing: 1, 401"
  })
  void shouldChangeOnlyWithTheToken(String header, int status) throws IOException {
    // given
    start("127.0.0.1", new ViewerAccess(Set.of("localhost"), false, Optional.of(TOKEN)));
    // when
    String answer = write("Origin: http://localhost:%d\r\n%s".formatted(port(), header));
    // then
    assertThat(answer).startsWith("HTTP/1.1 " + status).doesNotContain(TOKEN);
    assertThat(state()).contains("\"writes\":\"token\"");
  }

  @Test
  void shouldRefuseATokenThatCanBeGuessed() {
    assertThatThrownBy(() -> new ViewerAccess(Set.of(), false, Optional.of("secret")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 16 characters")
        .hasMessageNotContaining("secret");
    assertThat(new ViewerAccess(Set.of(), false, Optional.of(TOKEN)).toString())
        .doesNotContain(TOKEN);
  }

  @Test
  void shouldNotSendAnIdThatCannotBeAnswered() throws IOException {
    // given
    start("127.0.0.1", ViewerAccess.of("127.0.0.1"));
    // when
    String answer =
        ask(
            "POST /api/commands",
            "Host: localhost:%d\r\nOrigin: http://localhost:%d\r\nContent-Type: application/json"
                .formatted(port(), port()),
            WISH.replace("\"v\"", "\"" + "v".repeat(201) + "\""));
    // then
    assertThat(answer).startsWith("HTTP/1.1 400").contains("at most 200 characters");
    assertThat(wishes).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/viewer.js", "/api/state", "/api/vocabularies"})
  void shouldAnswerHeadOnWhatCanBeRead(String path) throws IOException {
    // given
    start("127.0.0.1", ViewerAccess.of("127.0.0.1"));
    // when
    String answer = ask("HEAD " + path, "Host: localhost", "");
    // then
    assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
    assertThat(answer).doesNotContain("Content-length: 0\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /overlays/%zz, 400",
    "GET /overlays/%c3%28, 400",
    "GET /api/commands/%ff, 400",
    "GET /api/commands/%, 400",
    "PUT /api/commands, 405",
    "DELETE /, 405",
    "POST /, 404"
  })
  void shouldRefuseOddRequests(String request, int status) throws IOException {
    // given
    start("127.0.0.1", ViewerAccess.of("127.0.0.1"));
    // when, then
    assertThat(ask(request, "Host: localhost", "")).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void shouldAnswerWhileManyRequestsAreHalfSent() throws IOException {
    // given
    start("127.0.0.1", ViewerAccess.of("127.0.0.1"));
    List<Socket> strangers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Socket stranger = new Socket(InetAddress.getLoopbackAddress(), port());
      strangers.add(stranger);
      String half =
          "POST /api/commands HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n"
              + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
      stranger.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
    }
    // when
    String answer = state();
    // then
    assertThat(answer).startsWith("HTTP/1.1 200");
    for (Socket stranger : strangers) {
      stranger.close();
    }
  }

  private void start(String address, ViewerAccess access) {
    started = Optional.of(ViewerServer.start(address, 0, content, access));
  }

  private int port() {
    return started.orElseThrow().port();
  }

  private String state() throws IOException {
    return ask("GET /api/state", "Host: localhost", "");
  }

  private String write(String headers) throws IOException {
    return ask(
        "POST /api/commands",
        "Host: localhost:%d\r\nContent-Type: application/json\r\n%s".formatted(port(), headers),
        WISH);
  }

  private String ask(String request, String headers, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(20_000);
      String text =
          "%s HTTP/1.1\r\n%s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(request, headers, body.length(), body);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.UTF_8);
    }
  }
}
