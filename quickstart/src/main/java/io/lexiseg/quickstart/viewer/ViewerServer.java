package io.lexiseg.quickstart.viewer;

import com.sun.net.httpserver.HttpServer;
import io.lexiseg.quickstart.FailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the page on HTTP.
 *
 * <p><b>Ownership:</b> closing it closes nothing of its content.
 */
public final class ViewerServer implements AutoCloseable {
  private static final int THREADS = 4;

  private final HttpServer server;
  private final ExecutorService executor;

  /**
   * What is served.
   *
   * @param cameras what is seen
   * @param vocabularies what is looked for
   * @param gate takes wishes for something else
   */
  public record Content(ViewerState cameras, VocabularyBoard vocabularies, VocabularyGate gate) {}

  private ViewerServer(HttpServer server, ExecutorService executor) {
    this.server = server;
    this.executor = executor;
  }

  /**
   * Listens.
   *
   * @param address host or address; on a loopback address, requests that name another host are
   *     refused
   * @param port 0 for any free one
   * @throws FailedException if the address is unknown or the port is in use
   */
  public static ViewerServer start(String address, int port, Content content) {
    try {
      InetAddress host = InetAddress.getByName(address);
      HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
      ExecutorService executor =
          Executors.newFixedThreadPool(
              THREADS,
              task -> {
                Thread thread = new Thread(task, "viewer-http");
                thread.setDaemon(true);
                return thread;
              });
      server.setExecutor(executor);
      server.createContext("/", new ViewerHandler(content, host.isLoopbackAddress()));
      server.start();
      return new ViewerServer(server, executor);
    } catch (IOException e) {
      throw new FailedException(
          "viewer: expected %s port %d to be free, but cannot listen there (%s); choose another --port"
              .formatted(address, port, e.getMessage()),
          e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Where a browser finds the page. */
  public String url() {
    InetAddress host = server.getAddress().getAddress();
    String name = host.isAnyLocalAddress() ? "127.0.0.1" : host.getHostAddress();
    return "http://%s:%d".formatted(name.contains(":") ? "[" + name + "]" : name, port());
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
