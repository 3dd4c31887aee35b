package io.lexiseg.cli.viewer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard;
import io.lexiseg.processor.http.HttpServers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the page's requests. */
final class ViewerHandler implements HttpHandler {
  private static final Logger LOGGER = LoggerFactory.getLogger(ViewerHandler.class);
  private static final String OVERLAYS = "/overlays/";
  private static final String EVENTS = "/api/events";

  private final ViewerServer.Content content;
  private final ViewerAccess access;
  private final EventStreams streams;
  private final PictureRoutes pictures;
  private final CommandRoutes commands;

  ViewerHandler(ViewerServer.Content content, ViewerAccess access) {
    this.content = content;
    this.access = access;
    this.streams = new EventStreams(content);
    this.pictures = new PictureRoutes(content.cameras());
    this.commands = new CommandRoutes(content);
  }

  /** Cameras, whether vocabularies should be asked for again, and who may change them. */
  private record StateView(
      List<ViewerState.CameraView> cameras, long vocabularyRevision, String writes) {}

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    boolean streamed = asksForEvents(exchange) && streams.enter();
    Answer answer = streamed ? Answer.text(200, "") : answerOrRefuse(exchange);
    var headers = exchange.getResponseHeaders();
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set(
        "Content-Security-Policy",
        "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
    if (answer.code() == Answer.METHOD_NOT_ALLOWED) {
      headers.set("Allow", "GET, HEAD, POST");
    }
    if (streamed) {
      streams.serve(exchange, access.writes());
    } else {
      HttpServers.answer(exchange, answer.code(), answer.type(), answer.body());
    }
  }

  private boolean asksForEvents(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("GET")
        && exchange.getRequestURI().getRawPath().equals(EVENTS)
        && access.refusal(exchange).isEmpty();
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
      return Answer.text(Answer.METHOD_NOT_ALLOWED, "expected GET, HEAD or POST");
    }
    if (!commands.takes(path)) {
      return Answer.notFound();
    }
    refusal = access.writeRefusal(exchange);
    return refusal.isPresent()
        ? Answer.refused(refusal.get())
        : commands.post(path, exchange.getRequestBody());
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
    if (path.equals(EVENTS)) {
      return Answer.text(503, "too many pages are open, try again later");
    }
    if (path.startsWith(PictureRoutes.PREFIX)) {
      return pictures.answer(path);
    }
    if (path.startsWith(PictureRoutes.SHARES)) {
      return pictures.shares(path);
    }
    if (path.startsWith(OVERLAYS)) {
      return HttpServers.decoded(path.substring(OVERLAYS.length()))
          .map(this::overlay)
          .orElseGet(Answer::brokenPath);
    }
    Optional<Answer> known = commands.get(path);
    if (known.isPresent()) {
      return known.get();
    }
    return PageFiles.at(path)
        .map(file -> new Answer(200, file.type(), file.bytes()))
        .orElseGet(Answer::notFound);
  }

  private Answer overlay(String camera) {
    return content
        .cameras()
        .overlay(camera)
        .map(jpeg -> new Answer(200, "image/jpeg", jpeg))
        .orElseGet(Answer::notFound);
  }
}
