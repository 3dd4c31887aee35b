package io.lexiseg.cli.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.output.Records;
import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.SeenNoun;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewerServerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final ViewerState state = new ViewerState(Clock.fixed(NOW, ZoneOffset.UTC));
  private final VocabularyBoard board = new VocabularyBoard();
  private final List<VocabularyCommand> wishes = new ArrayList<>();
  private final ViewerServer.Content content =
      new ViewerServer.Content(state, board, this::send, zone -> "none");
  private final ViewerServer server = ViewerServer.start("127.0.0.1", 0, content);
  private final HttpClient client = HttpClient.newHttpClient();

  private String send(VocabularyCommand.Builder wish) {
    VocabularyCommand command =
        wish.setCommandId("command-1").setIssuer("page").setIssuedAt(NOW).build();
    String text = command.toString();
    if (text.contains("broker down")) {
      throw new FailedException("the broker does not answer");
    }
    if (text.contains("cut line")) {
      throw new IllegalStateException("no connection");
    }
    wishes.add(command);
    return "command-1";
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html",
    "/viewer.js, text/javascript",
    "/wall.js, text/javascript",
    "/vocabulary.js, text/javascript",
    "/viewer.css, text/css"
  })
  void shouldServeThePage(String path, String type) throws Exception {
    // when
    HttpResponse<String> response = get(path);

    // then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type").orElse("")).startsWith(type);
    assertThat(response.headers().firstValue("content-security-policy")).isPresent();
    assertThat(response.body()).isNotEmpty();
  }

  static Set<String> scripts() {
    return PageFiles.names();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void shouldNeverTurnTextIntoMarkup(String name) throws Exception {
    assertThat(get("/" + name).body())
        .isNotEmpty()
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
  }

  @Test
  void shouldShowTheLastFrameOfEachCamera() throws Exception {
    // given
    show(Records.mask("gate 1/<b>", 4, "old"));
    SegmentationMask mask =
        SegmentationMask.newBuilder(Records.mask("gate 1/<b>", 5, "road", "<i>"))
            .setSeenInstead(List.of(new SeenNoun("tree", 0.31f), new SeenNoun("cat", 0.01f)))
            .build();
    show(mask);

    // when
    JsonNode camera = json(get("/api/state")).path("cameras").path(0);

    // then
    assertThat(camera.path("id").asText()).isEqualTo("gate 1/<b>");
    assertThat(camera.path("frameId").asLong()).isEqualTo(5);
    assertThat(camera.path("vocabularyVersion").asInt()).isEqualTo(7);
    assertThat(camera.path("seenInstead").asText()).isEqualTo("tree 31 %");
    assertThat(camera.path("legend").findValuesAsText("category")).containsExactly("road", "<i>");
    assertThat(camera.path("legend").path(0).path("colour").asText()).matches("#[0-9a-f]{6}");
    HttpResponse<byte[]> overlay =
        client.send(
            request("/overlays/gate%201%2F%3Cb%3E?frame=5").build(), BodyHandlers.ofByteArray());
    assertThat(overlay.body()).startsWith(0xff, 0xd8);
  }

  private void show(SegmentationMask mask) {
    state.answered(new Outcome.Masked(mask));
    state.show(mask, Records.frame(mask));
  }

  @Test
  void shouldServeWhatIsRememberedOfAFrame() throws Exception {
    // given
    show(Records.mask("gate", 4, "road"));
    show(Records.mask("gate", 5, "road"));

    // when
    JsonNode frames = json(get("/pictures/gate"));
    String path = "/pictures/gate/" + frames.path(1).path("number").asLong() + "/";

    // then
    assertThat(frames.findValuesAsText("frameId")).containsExactly("4", "5");
    JsonNode record = json(get(path + "record"));
    assertThat(record.path("source").path("frameId").asLong()).isEqualTo(5);
    assertThat(record.path("name").asText()).isEqualTo("gate-5");
    assertThat(record.path("colours").path(0).asText()).isEqualTo("#e6194b");
    assertThat(record.has("data")).isFalse();
    assertThat(bytes(path + "original")).startsWith(0xff, 0xd8);
    assertThat(bytes(path + "overlay-300")).startsWith(0xff, 0xd8);
    assertThat(inflated(bytes(path + "values"))).containsExactly(1, 1, 1, 1, 1, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/pictures/gate/4",
        "/pictures/gate/1/record",
        "/pictures/gate/1/film",
        "/pictures/"
      })
  void shouldNotFindFramesThatAreNotRemembered(String path) throws Exception {
    // given
    show(Records.mask("gate", 4, "road"));

    // then
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  private byte[] bytes(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofByteArray()).body();
  }

  private static byte[] inflated(byte[] bytes) throws IOException {
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }

  @Test
  void shouldPassAVocabularyOnAndShowTheAnswer() throws Exception {
    // when
    HttpResponse<String> response =
        post(
            "application/json",
            "{\"action\":\"DEFINE\",\"vocabularyId\":\"default\",\"names\":\" road, car,\\n,sky\"}");
    int before = get("/api/commands/command-1").statusCode();
    board.report(givenRefusal("command-1", "name 2: too long"));

    // then
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(json(response).path("commandId").asText()).isEqualTo("command-1");
    assertThat(wishes)
        .singleElement()
        .satisfies(
            wish -> {
              assertThat(wish.getAction()).isEqualTo(CommandAction.DEFINE);
              assertThat(wish.getCategories())
                  .extracting(Category::getName)
                  .containsExactly("road", "car", "sky");
            });
    assertThat(before).isEqualTo(204);
    JsonNode answer = json(get("/api/commands/command-1"));
    assertThat(answer.path("state").asText()).isEqualTo("FAILED");
    assertThat(answer.path("error").asText()).isEqualTo("name 2: too long");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'action':'ADD','names':['a, b']} | 'action': 'ADD' | 'name': 'a, b'",
        "{'action':'PREVIEW','names':'a, b'} | 'action': 'PREVIEW' | 'name': 'b'",
        "{'action':'REMOVE','names':['a, b'],'expectedVersion':4} | 'names': ['a, b'] | 'expectedVersion': 4",
        "{'action':'RENAME','from':'a','to':' b '} | 'from': 'a' | 'to': 'b'",
        "{'action':'ROLL_BACK','toVersion':3} | 'action': 'ROLL_BACK' | 'toVersion': 3",
      },
      quoteCharacter = '`')
  void shouldPassEveryKindOfWishOn(String body, String one, String other) throws Exception {
    // when
    String wish = body.replace("{", "{'vocabularyId':'default',").replace('\'', '"');
    HttpResponse<String> response = post("application/json", wish);

    // then
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(wishes.get(0).toString().replace('"', '\''))
        .contains(one)
        .contains(other)
        .contains("'vocabularyId': 'default'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | {'action':'DEFINE','vocabularyId':'v','names':' , '} | 400",
        "application/json | {'action':'DEFINE','names':'a'} | 400",
        "application/json | {'action':'FLY','vocabularyId':'v','names':'a'} | 400",
        "application/json | {'action':'RENAME','vocabularyId':'v','from':'a'} | 400",
        "application/json | {'action':'ROLL_BACK','vocabularyId':'v','toVersion':'two'} | 400",
        "application/json | [] | 400",
        "application/json | no json | 400",
        "text/plain | {'action':'DEFINE','vocabularyId':'v','names':'a'} | 415",
        "application/jsonp | {'action':'DEFINE','vocabularyId':'v','names':'a'} | 415",
        "application/json, text/plain | {'action':'DEFINE','vocabularyId':'v','names':'a'} | 415",
        "application/json | {'action':'DEFINE','vocabularyId':'v','names':'broker down'} | 503",
      },
      quoteCharacter = '`')
  void shouldRefuseAVocabularyThatMakesNoSense(String type, String body, int code)
      throws Exception {
    // when
    HttpResponse<String> response = post(type, body.replace('\'', '"'));

    // then
    assertThat(response.statusCode()).isEqualTo(code);
    assertThat(wishes).isEmpty();
  }

  @Test
  void shouldRefuseBytesThatAreNoText() throws Exception {
    // when
    HttpResponse<String> response =
        client.send(
            request("/api/commands")
                .header("Origin", server.url())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xc3, (byte) 0x28, '"'}))
                .build(),
            BodyHandlers.ofString());

    // then
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(wishes).isEmpty();
  }

  @Test
  void shouldAnswerEvenWhenTheGateFails() throws Exception {
    // when
    HttpResponse<String> response =
        post(
            "application/json",
            "{\"action\":\"ADD\",\"vocabularyId\":\"default\",\"names\":\"cut line\"}");

    // then
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("no connection");
  }

  @ParameterizedTest
  @CsvSource({"/nothing", "/cameras.js", "/overlays/nobody", "/../pom.xml", "/index.html/"})
  void shouldNotFindWhatIsNotThere(String path) throws Exception {
    assertThat(rawStatus("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")).contains(" 404 ");
  }

  @Test
  void shouldRefuseAnotherHostsNameOnLoopback() throws Exception {
    assertThat(rawStatus("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")).contains(" 403 ");
  }

  @Test
  void shouldSayThatThePortIsInUse() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> ViewerServer.start("127.0.0.1", other.getLocalPort(), content))
          .isInstanceOf(FailedException.class)
          .hasMessageContaining("port " + other.getLocalPort())
          .hasMessageContaining("--port");
    }
  }

  private static VocabularyStatus givenRefusal(String commandId, String error) {
    return VocabularyStatus.newBuilder()
        .setVocabularyId("default")
        .setVersion(1)
        .setInstanceId("i")
        .setState(VocabularyState.FAILED)
        .setCommandId(commandId)
        .setReportedAt(NOW)
        .setError(error)
        .build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String type, String body)
      throws IOException, InterruptedException {
    return client.send(
        request("/api/commands")
            .header("Origin", server.url())
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private String rawStatus(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
        line.append((char) c);
      }
      return line.toString();
    }
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return new ObjectMapper().readTree(response.body());
  }
}
