package io.lexiseg.processor.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTTP servers of the JDK that go on answering when requests stay half sent. A request holds a
 * thread from its first byte on: there are many, and a slow request is cut off.
 */
public final class HttpServers {
  /** Of the JDK's server, in seconds and milliseconds; read once, when its classes are loaded. */
  private static final Map<String, String> LIMITS =
      Map.of(
          "sun.net.httpserver.maxReqTime", "10",
          "sun.net.httpserver.maxRspTime", "30",
          "sun.net.httpserver.timerMillis", "500");

  private static final int THREADS = 256;
  private static final int IDLE_SECONDS = 10;
  private static final int CONNECTIONS_WAITING = 512;
  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

  private HttpServers() {}

  /**
   * Binds a server, which is not started yet.
   *
   * @param name of its threads
   * @throws IOException if the address cannot be listened on
   */
  public static HttpServer bind(InetSocketAddress address, String name) throws IOException {
    limitRequests();
    HttpServer server = HttpServer.create(address, CONNECTIONS_WAITING);
    server.setExecutor(threads(name));
    return server;
  }

  /** Bounds the time of requests to servers of this process; what the command line says stays. */
  public static void limitRequests() {
    LIMITS.forEach(
        (key, value) -> {
          if (System.getProperty(key) == null) {
            System.setProperty(key, value);
          }
        });
  }

  /** As many threads as requests need, bounded; further requests wait. */
  public static ExecutorService threads(String name) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(null, task, name, 256 << 10);
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** Whether a request reads, so that its answer changes nothing. */
  public static boolean reads(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("GET") || isHead(exchange);
  }

  private static boolean isHead(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("HEAD");
  }

  /**
   * Answers and ends the exchange; on HEAD without the body.
   *
   * @param type of the body
   */
  public static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      if (isHead(exchange)) {
        exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
      }
      boolean silent = isHead(exchange) || body.length == 0;
      exchange.sendResponseHeaders(status, silent ? -1 : body.length);
      if (!silent) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  /** The text of a part of a path; empty: its escapes are no UTF-8. A plus stays a plus. */
  public static Optional<String> decoded(String rawPart) {
    if (BROKEN_ESCAPE.matcher(rawPart).find()) {
      return Optional.empty();
    }
    Matcher escapes = ESCAPE.matcher(rawPart);
    ByteBuffer bytes = ByteBuffer.allocate(rawPart.length() * 3);
    int plain = 0;
    while (escapes.find()) {
      bytes.put(rawPart.substring(plain, escapes.start()).getBytes(StandardCharsets.UTF_8));
      bytes.put((byte) Integer.parseInt(escapes.group(1), 16));
      plain = escapes.end();
    }
    bytes.put(rawPart.substring(plain).getBytes(StandardCharsets.UTF_8));
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
