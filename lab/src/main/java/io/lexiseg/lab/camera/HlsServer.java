package io.lexiseg.lab.camera;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * HTTP live streaming: a play list that grows and forgets, and its short segments. A stalled one
 * answers, but its list no longer grows.
 */
final class HlsServer implements CameraServer {
  private static final int KEPT = 6;
  private static final int PICTURES = 5;
  private static final Duration LENGTH = Conduct.INTERVAL.multipliedBy(PICTURES);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(CameraServer::daemon);
  private final Conduct conduct;
  private final Deque<Segment> segments = new ArrayDeque<>();
  private long next;
  private int discontinuities;

  private record Segment(long number, boolean cut, ByteBuffer content, TestCard card) {}

  private HlsServer(HttpServer server, Conduct conduct) {
    this.server = server;
    this.conduct = conduct;
  }

  /** Starts one on any free port. */
  static HlsServer start(Conduct conduct) throws IOException {
    HlsServer started =
        new HlsServer(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
            conduct);
    HttpContext context = started.server.createContext("/", started::serve);
    conduct.login().ifPresent(login -> context.setAuthenticator(MjpegServer.authenticator(login)));
    for (int i = 0; i < KEPT / 2; i++) {
      started.grow();
    }
    started.server.setExecutor(started.threads);
    started.server.start();
    started.threads.execute(started::run);
    return started;
  }

  private void run() {
    try {
      for (int picture = 1; ; picture++) {
        boolean sending = conduct.next() == Conduct.Mood.SENDING;
        if (sending && picture % PICTURES == 0) {
          grow();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void grow() {
    TestCard card = conduct.card();
    byte[] content = card.segment(PICTURES, LENGTH.multipliedBy(next), Conduct.INTERVAL);
    boolean cut = !segments.isEmpty() && segments.getLast().card() != card;
    segments.add(new Segment(next++, cut, ByteBuffer.wrap(content), card));
    if (segments.size() > KEPT) {
      discontinuities += segments.removeFirst().cut() ? 1 : 0;
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] content =
        path.equals("/live.m3u8") ? list().getBytes(StandardCharsets.US_ASCII) : segment(path);
    exchange
        .getResponseHeaders()
        .set("Content-Type", path.endsWith("8") ? "application/vnd.apple.mpegurl" : "video/mp2t");
    exchange.sendResponseHeaders(content.length == 0 ? 404 : 200, content.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(content);
    }
  }

  private synchronized String list() {
    StringBuilder list =
        new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n")
            .append("#EXT-X-MEDIA-SEQUENCE:%d\n".formatted(segments.getFirst().number()))
            .append("#EXT-X-DISCONTINUITY-SEQUENCE:%d\n".formatted(discontinuities));
    for (Segment segment : segments) {
      list.append(segment.cut() ? "#EXT-X-DISCONTINUITY\n" : "")
          .append(
              "#EXTINF:%d.%03d,\n%d.ts\n"
                  .formatted(LENGTH.toSeconds(), LENGTH.toMillisPart(), segment.number()));
    }
    return list.toString();
  }

  private synchronized byte[] segment(String path) {
    return segments.stream()
        .filter(segment -> path.equals("/%d.ts".formatted(segment.number())))
        .map(segment -> segment.content().array())
        .findFirst()
        .orElse(new byte[0]);
  }

  @Override
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public String url(String authority) {
    return "http://" + authority + "/live.m3u8";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
