package io.lexiseg.processor.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Serves {@code /health/live}, {@code /health/ready} and {@code /metrics}. */
public final class HealthServer implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;
  private final ExecutorService executor;

  private HealthServer(HttpServer server, ExecutorService executor) {
    this.server = server;
    this.executor = executor;
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
      HttpServer server = HttpServer.create(address, 0);
      ExecutorService executor =
          Executors.newSingleThreadExecutor(task -> daemon(task, "health-server"));
      server.setExecutor(executor);
      server.createContext(
          "/health/live",
          exchange -> answer(exchange, "/health/live", health.get().live(), health.get().detail()));
      server.createContext(
          "/health/ready",
          exchange ->
              answer(exchange, "/health/ready", health.get().ready(), health.get().detail()));
      server.createContext(
          "/metrics", exchange -> answer(exchange, "/metrics", true, metrics.get()));
      server.start();
      return new HealthServer(server, executor);
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
    executor.shutdown();
  }

  private static void answer(HttpExchange exchange, String path, boolean good, String text)
      throws IOException {
    try (exchange) {
      boolean known = exchange.getRequestURI().getPath().equals(path);
      boolean reads = exchange.getRequestMethod().equals("GET");
      int status = !known ? NOT_FOUND : !reads ? METHOD_NOT_ALLOWED : good ? OK : UNAVAILABLE;
      byte[] body = (known && reads ? text + "\n" : "\n").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
