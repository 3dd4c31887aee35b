package io.lexiseg.processor.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lexiseg.processor.health.Health;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** Serves {@code /health/live}, {@code /health/ready} and {@code /metrics}. */
public final class HealthServer implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;

  private HealthServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts to serve.
   *
   * @param health asked at each request
   * @param metrics text in Prometheus' format, asked at each request
   * @throws UncheckedIOException if the address cannot be listened on
   */
  public static HealthServer start(
      InetSocketAddress address, Supplier<Health> health, Supplier<String> metrics) {
    try {
      HttpServer server = HttpServers.bind(address, "health-server");
      server.createContext(
          "/health/live",
          exchange -> answer(exchange, "/health/live", health.get().live(), health.get().detail()));
      server.createContext(
          "/health/ready",
          exchange ->
              answer(exchange, "/health/ready", health.get().ready(), health.get().detail()));
      server.createContext("/", exchange -> answer(exchange, "", true, ""));
      server.createContext(
          "/metrics", exchange -> answer(exchange, "/metrics", true, metrics.get()));
      server.start();
      return new HealthServer(server);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "http %s: expected a free port of this machine, got: %s"
              .formatted(address, e.getMessage()),
          e);
    }
  }

  /** Port that is served. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    if (server.getExecutor() instanceof ExecutorService threads) {
      threads.shutdownNow();
    }
  }

  private static void answer(HttpExchange exchange, String path, boolean good, String text)
      throws IOException {
    boolean known = path.equals(exchange.getRequestURI().getPath());
    boolean reads = HttpServers.reads(exchange);
    int status = !known ? NOT_FOUND : !reads ? METHOD_NOT_ALLOWED : good ? OK : UNAVAILABLE;
    if (status == METHOD_NOT_ALLOWED) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
    }
    byte[] body = (known && reads ? text + "\n" : "\n").getBytes(StandardCharsets.UTF_8);
    HttpServers.answer(exchange, status, "text/plain; version=0.0.4; charset=utf-8", body);
  }
}
