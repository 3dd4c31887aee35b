package io.lexiseg.demo.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Stands before a schema registry and may say that it is away. */
final class RegistryFront implements AutoCloseable {
  private static final int UNAVAILABLE = 503;

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private final String target;
  private volatile boolean away;

  private RegistryFront(HttpServer server, String target) {
    this.server = server;
    this.target = target;
    server.createContext("/", this::answer);
    server.start();
  }

  static RegistryFront before(String url) {
    try {
      return new RegistryFront(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void away(boolean isAway) {
    away = isAway;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body))
            .build();
    try (exchange) {
      if (away) {
        exchange.sendResponseHeaders(UNAVAILABLE, -1);
        return;
      }
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      exchange.sendResponseHeaders(response.statusCode(), response.body().length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
