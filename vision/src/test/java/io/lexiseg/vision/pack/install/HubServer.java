package io.lexiseg.vision.pack.install;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lexiseg.vision.pack.Checksums;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * A hub as Hugging Face's answers: it announces commit, size and SHA-256 of a file in headers and
 * sends elsewhere, to a second server, for its content. And it can be everything else that hubs
 * are.
 */
public final class HubServer implements AutoCloseable {
  /** The commit that every branch stands for. */
  public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private final Map<String, Path> files = new TreeMap<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final Deque<Integer> failures = new ArrayDeque<>();
  private final HttpServer hub;
  private final HttpServer store;
  private Optional<String> token = Optional.empty();
  private String renamed = "";
  private boolean announces = true;
  private boolean page;
  private boolean ranges = true;
  private long announcedSize = -1;
  private int cutAfterBytes = Integer.MAX_VALUE;
  private boolean silent;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Starts both servers. */
  public HubServer() throws IOException {
    hub = server();
    store = server();
    store.setExecutor(Executors.newCachedThreadPool());
    hub.createContext("/", this::announce);
    store.createContext("/", this::give);
    hub.start();
    store.start();
  }

  private static HttpServer server() throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  /** Publishes a file under {@code OWNER/NAME/FILE}. */
  public HubServer publish(String name, Path file) {
    files.put(name, file);
    return this;
  }

  /** Wants a token. */
  public void requireToken(String wanted) {
    token = Optional.of(wanted);
  }

  /** Answers the next requests with these. */
  public void failWith(Integer... statuses) {
    failures.addAll(List.of(statuses));
  }

  /** A repository that is called otherwise now. */
  public void rename(String former) {
    renamed = former;
  }

  /** Says nothing of files, as a plain web server. */
  public void announceNothing() {
    announces = false;
  }

  /** Announces another size. */
  public void announceSize(long bytes) {
    announcedSize = bytes;
  }

  /** Answers everything with a web page. */
  public void answerWithAPage() {
    page = true;
  }

  /** Gives whole files only. */
  public void giveNoRanges() {
    ranges = false;
  }

  /** Ends each connection after so many bytes of a file. */
  public void cutAfter(int bytes) {
    cutAfterBytes = bytes;
  }

  /** Falls silent where it would cut. */
  public void fallSilent() {
    silent = true;
  }

  /** What has been asked: server, method, path, range, and whether a token was given. */
  public List<String> requests() {
    return requests;
  }

  public String address() {
    return "http://127.0.0.1:" + hub.getAddress().getPort();
  }

  private void announce(HttpExchange exchange) throws IOException {
    try (exchange) {
      note("hub", exchange);
      String path = exchange.getRequestURI().getPath();
      Optional<String> given =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
      if (!failures.isEmpty()) {
        exchange.getResponseHeaders().set("Retry-After", "0");
        refuse(exchange, failures.remove(), "not now");
      } else if (page) {
        page(exchange);
      } else if (token.isPresent() && !given.equals(token.map(secret -> "Bearer " + secret))) {
        refuse(exchange, 401, "Access to this model is restricted");
      } else if (!renamed.isEmpty() && path.startsWith("/" + renamed)) {
        exchange.getResponseHeaders().set("Location", path.replaceFirst(renamed, "timm/tiny"));
        exchange.sendResponseHeaders(307, -1);
      } else {
        file(exchange, path.replaceFirst("^/", "").replaceFirst("/resolve/[^/]+/", "/"));
      }
    }
  }

  private void file(HttpExchange exchange, String name) throws IOException {
    Path file = files.get(name);
    if (file == null) {
      refuse(exchange, 404, "Entry not found");
      return;
    }
    if (announces) {
      long size = announcedSize < 0 ? Files.size(file) : announcedSize;
      exchange.getResponseHeaders().set("X-Repo-Commit", COMMIT);
      exchange.getResponseHeaders().set("X-Linked-Size", String.valueOf(size));
      exchange.getResponseHeaders().set("X-Linked-ETag", "\"" + Checksums.sha256(file) + "\"");
    }
    String content =
        "http://127.0.0.1:%d/%s?signature=x".formatted(store.getAddress().getPort(), name);
    exchange.getResponseHeaders().set("Location", content);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(302, -1);
  }

  private void give(HttpExchange exchange) throws IOException {
    try (exchange) {
      note("store", exchange);
      String name = exchange.getRequestURI().getPath().substring(1);
      byte[] content = Files.readAllBytes(files.get(name));
      String range = exchange.getRequestHeaders().getFirst("Range");
      boolean partial = range != null && ranges;
      int from = partial ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
      if (partial) {
        exchange
            .getResponseHeaders()
            .set(
                "Content-Range",
                "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
      }
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      exchange.sendResponseHeaders(partial ? 206 : 200, content.length - from);
      int end = (int) Math.min((long) from + cutAfterBytes, content.length);
      exchange.getResponseBody().write(content, from, end - from);
      if (silent) {
        exchange.getResponseBody().flush();
        await();
      }
    }
  }

  private void await() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void note(String server, HttpExchange exchange) {
    String range = exchange.getRequestHeaders().getFirst("Range");
    boolean secret = exchange.getRequestHeaders().containsKey("Authorization");
    requests.add(
        "%s %s %s%s%s"
            .formatted(
                server,
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                range == null ? "" : " " + range,
                secret ? " token" : ""));
  }

  private static void refuse(HttpExchange exchange, int status, String message) throws IOException {
    exchange.getResponseHeaders().set("X-Error-Message", message);
    exchange.sendResponseHeaders(status, -1);
  }

  private static void page(HttpExchange exchange) throws IOException {
    byte[] content = "<!doctype html><title>Log in</title>".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(200, head ? -1 : content.length);
    if (!head) {
      exchange.getResponseBody().write(content);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    hub.stop(0);
    store.stop(0);
  }
}
