package io.lexiseg.cli.viewer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.processor.http.HttpServers;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the page's requests. */
final class ViewerHandler implements HttpHandler {
  private static final Logger LOGGER = LoggerFactory.getLogger(ViewerHandler.class);
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int MOST_BODY_BYTES = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JSON_TYPE = "application/json; charset=utf-8";
  private static final String TEXT_TYPE = "text/plain; charset=utf-8";
  private static final String OVERLAYS = "/overlays/";
  private static final String COMMANDS = "/api/commands";
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
  private final ViewerAccess access;

  ViewerHandler(ViewerServer.Content content, ViewerAccess access) {
    this.content = content;
    this.access = access;
  }

  /** Cameras, whether vocabularies should be asked for again, and who may change them. */
  private record StateView(
      List<ViewerState.CameraView> cameras, long vocabularyRevision, String writes) {}

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

    static Answer refused(ViewerAccess.Refusal refusal) {
      return text(refusal.status(), refusal.text());
    }

    static Answer json(int code, Object value) throws JsonProcessingException {
      return new Answer(code, JSON_TYPE, JSON.writeValueAsBytes(value));
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Answer answer = answerOrRefuse(exchange);
    var headers = exchange.getResponseHeaders();
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set(
        "Content-Security-Policy",
        "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
    if (answer.code == METHOD_NOT_ALLOWED) {
      headers.set("Allow", "GET, HEAD, POST");
    }
    HttpServers.answer(exchange, answer.code, answer.type, answer.body);
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
    Optional<ViewerAccess.Refusal> refusal = access.refusal(exchange);
    if (refusal.isPresent()) {
      return Answer.refused(refusal.get());
    }
    String path = exchange.getRequestURI().getRawPath();
    if (HttpServers.reads(exchange)) {
      return get(path);
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return Answer.text(METHOD_NOT_ALLOWED, "expected GET, HEAD or POST");
    }
    return path.equals(COMMANDS) ? command(exchange) : notFound();
  }

  private Answer get(String path) throws IOException {
    VocabularyBoard vocabularies = content.vocabularies();
    if (path.equals("/api/state")) {
      return Answer.json(
          200, new StateView(content.cameras().views(), vocabularies.revision(), access.writes()));
    }
    if (path.equals("/api/vocabularies")) {
      return Answer.json(200, vocabularies.views());
    }
    if (path.startsWith(COMMANDS + "/")) {
      Optional<String> command = HttpServers.decoded(path.substring(COMMANDS.length() + 1));
      if (command.isEmpty()) {
        return brokenPath();
      }
      var answer = vocabularies.answer(command.get());
      return answer.isPresent() ? Answer.json(200, answer.get()) : Answer.text(204, "");
    }
    if (path.startsWith(OVERLAYS)) {
      return HttpServers.decoded(path.substring(OVERLAYS.length()))
          .map(this::overlay)
          .orElseGet(ViewerHandler::brokenPath);
    }
    String file = FILES.get(path);
    return file == null ? notFound() : file(file);
  }

  private Answer overlay(String camera) {
    return content
        .cameras()
        .overlay(camera)
        .map(jpeg -> new Answer(200, "image/jpeg", jpeg))
        .orElseGet(ViewerHandler::notFound);
  }

  private static Answer brokenPath() {
    return Answer.text(400, "expected a path in UTF-8");
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
    Optional<ViewerAccess.Refusal> refusal = access.writeRefusal(exchange);
    if (refusal.isPresent()) {
      return Answer.refused(refusal.get());
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
