package io.lexiseg.demo.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import io.lexiseg.processor.http.HttpServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry on the loopback address that Confluent's client cannot tell from the real one,
 * for Avro. It forgets everything on close.
 */
public final class InMemorySchemaRegistry implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(InMemorySchemaRegistry.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;
  private static final int OK = 200;
  private static final int INTERNAL_ERROR = 500;

  private final RegistryRoutes routes = new RegistryRoutes(new SchemaCatalog());
  private final HttpServer server;
  private final ExecutorService executor;

  private InMemorySchemaRegistry(HttpServer server, Filter... filters) {
    this.server = server;
    this.executor = HttpServers.threads("schema-registry");
    server.setExecutor(executor);
    server.createContext("/", this::handle).getFilters().addAll(List.of(filters));
    server.start();
  }

  /** Starts a registry on a server that listens already, behind filters. */
  static InMemorySchemaRegistry start(HttpServer server, Filter... filters) {
    return new InMemorySchemaRegistry(server, filters);
  }

  /** Starts a registry on any free port. */
  public static InMemorySchemaRegistry start() {
    return start(0);
  }

  /**
   * Starts a registry.
   *
   * @param port on the loopback address, 0 for any free one
   * @throws IllegalStateException when the port is taken
   */
  public static InMemorySchemaRegistry start(int port) {
    HttpServers.limitRequests();
    try {
      return new InMemorySchemaRegistry(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
    } catch (BindException e) {
      throw new IllegalStateException(
          "schema registry: expected port %d on 127.0.0.1 to be free, found it in use; choose another port or 0 for any"
              .formatted(port),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("schema registry: port %d failed".formatted(port), e);
    }
  }

  /** Returns what clients take as {@code schema.registry.url}. */
  public String url() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return scheme + "://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      respond(exchange);
    }
  }

  private void respond(HttpExchange exchange) throws IOException {
    try {
      send(exchange, OK, routes.answer(read(exchange)));
    } catch (RegistryException e) {
      send(exchange, e.status(), Map.of("error_code", e.code(), "message", e.getMessage()));
    } catch (RuntimeException e) {
      LOGGER.error("schema registry request failed", e);
      send(exchange, INTERNAL_ERROR, Map.of("error_code", 50001, "message", e.toString()));
    }
  }

  private static Request read(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      throw RegistryException.badRequest(
          "expected a body of at most %d bytes, got more".formatted(MAX_BODY_BYTES));
    }
    // A segment may hold an encoded slash, so it is decoded after the split.
    List<String> path =
        Arrays.stream(exchange.getRequestURI().getRawPath().split("/"))
            .filter(segment -> !segment.isEmpty())
            .map(InMemorySchemaRegistry::decoded)
            .toList();
    String method = HttpServers.reads(exchange) ? "GET" : exchange.getRequestMethod();
    return new Request(method, path, new String(body, UTF_8));
  }

  private static String decoded(String segment) {
    return HttpServers.decoded(segment)
        .orElseThrow(() -> RegistryException.badRequest("expected a path in UTF-8"));
  }

  private static void send(HttpExchange exchange, int status, Object answer) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(answer);
    HttpServers.answer(exchange, status, "application/vnd.schemaregistry.v1+json", bytes);
  }
}
