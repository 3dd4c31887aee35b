package io.lexiseg.quickstart.viewer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.lexiseg.quickstart.FailedException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the page's requests. */
final class ViewerHandler implements HttpHandler {
  private static final Logger LOGGER = LoggerFactory.getLogger(ViewerHandler.class);
  private static final int MOST_BODY_BYTES = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JSON_TYPE = "application/json; charset=utf-8";
  private static final String TEXT_TYPE = "text/plain; charset=utf-8";
  private static final String OVERLAYS = "/overlays/";
  private static final String COMMANDS = "/api/commands";
  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Map<String, String> FILES =
      Map.of(
          "/", "index.html",
          "/cameras.js", "cameras.js",
          "/vocabulary.js", "vocabulary.js",
          "/viewer.js", "viewer.js",
          "/viewer.css", "viewer.css");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8");

  private final ViewerServer.Content content;
  private final boolean loopbackOnly;

  ViewerHandler(ViewerServer.Content content, boolean loopbackOnly) {
    this.content = content;
    this.loopbackOnly = loopbackOnly;
  }

  /** Cameras, and whether vocabularies should be asked for again. */
  private record StateView(List<ViewerState.CameraView> cameras, long vocabularyRevision) {}

  private static final class Answer {
    private final int code;
    private final String type;
    private final byte[] body;

    Answer(int code, String type, byte[] body) {
      this.code = code;
      this.type = type;
      this.body = body;
    }

    static Answer text(int code, String text) {
      return new Answer(code, TEXT_TYPE, text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer json(int code, Object value) throws JsonProcessingException {
      return new Answer(code, JSON_TYPE, JSON.writeValueAsBytes(value));
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answerOrRefuse(exchange);
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", answer.type);
      headers.set("Cache-Control", "no-store");
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set(
          "Content-Security-Policy",
          "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'");
      exchange.sendResponseHeaders(answer.code, answer.body.length == 0 ? -1 : answer.body.length);
      exchange.getResponseBody().write(answer.body);
    }
  }

  /** Whatever comes, whoever asked gets an answer. */
  private Answer answerOrRefuse(HttpExchange exchange) throws IOException {
    try {
      return answer(exchange);
    } catch (RuntimeException e) {
      LOGGER.warn("request failed path={}", exchange.getRequestURI().getRawPath(), e);
      return Answer.text(500, "failed: " + e.getMessage());
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    if (loopbackOnly && !LOOPBACK_NAMES.contains(host(exchange))) {
      // Another site's name that resolves to this machine must not reach the page's interface.
      return Answer.text(403, "this viewer answers on localhost only");
    }
    String path = exchange.getRequestURI().getRawPath();
    return switch (exchange.getRequestMethod()) {
      case "GET" -> get(path);
      case "POST" -> path.equals(COMMANDS) ? command(exchange) : notFound();
      default -> Answer.text(405, "expected GET or POST");
    };
  }

  private static String host(HttpExchange exchange) {
    String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("");
    return host.replaceFirst(":\\d+$", "");
  }

  private Answer get(String path) throws IOException {
    VocabularyBoard vocabularies = content.vocabularies();
    if (path.equals("/api/state")) {
      return Answer.json(200, new StateView(content.cameras().views(), vocabularies.revision()));
    }
    if (path.equals("/api/vocabularies")) {
      return Answer.json(200, vocabularies.views());
    }
    if (path.startsWith(COMMANDS + "/")) {
      var answer = vocabularies.answer(path.substring(COMMANDS.length() + 1));
      return answer.isPresent() ? Answer.json(200, answer.get()) : Answer.text(204, "");
    }
    if (path.startsWith(OVERLAYS)) {
      String camera = URLDecoder.decode(path.substring(OVERLAYS.length()), StandardCharsets.UTF_8);
      return content
          .cameras()
          .overlay(camera)
          .map(jpeg -> new Answer(200, "image/jpeg", jpeg))
          .orElseGet(ViewerHandler::notFound);
    }
    String file = FILES.get(path);
    return file == null ? notFound() : file(file);
  }

  private static Answer notFound() {
    return Answer.text(404, "not found");
  }

  private static Answer file(String name) throws IOException {
    try (InputStream in = ViewerHandler.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("viewer: the jar lacks " + name);
      }
      String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), TEXT_TYPE);
      return new Answer(200, type, in.readAllBytes());
    }
  }

  private Answer command(HttpExchange exchange) throws IOException {
    String type =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse("");
    if (!type.startsWith("application/json")) {
      return Answer.text(415, "expected application/json"); // no form of another site can send it
    }
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES + 1);
    if (body.length > MOST_BODY_BYTES) {
      return Answer.text(413, "expected at most %d bytes".formatted(MOST_BODY_BYTES));
    }
    return command(body);
  }

  private Answer command(byte[] body) throws IOException {
    JsonNode wish;
    try {
      wish = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return Answer.text(400, "expected JSON: " + e.getOriginalMessage());
    } catch (CharConversionException e) {
      return Answer.text(400, "expected JSON in UTF-8: " + e.getMessage());
    }
    try {
      var command = content.vocabularies().described(VocabularyWish.command(wish));
      return Answer.json(202, Map.of("commandId", content.gate().send(command)));
    } catch (IllegalArgumentException e) {
      return Answer.text(400, String.valueOf(e.getMessage()));
    } catch (FailedException e) {
      return Answer.text(503, String.valueOf(e.getMessage()));
    }
  }
}
