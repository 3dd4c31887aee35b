package io.lexiseg.cli.viewer;

import com.sun.net.httpserver.HttpServer;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard;
import io.lexiseg.cli.viewer.vocabulary.VocabularyGate;
import io.lexiseg.cli.viewer.zone.ZoneGate;
import io.lexiseg.processor.http.HttpServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;

/**
 * Serves the page on HTTP.
 *
 * <p><b>Ownership:</b> closing it closes nothing of its content.
 */
public final class ViewerServer implements AutoCloseable {
  private final HttpServer server;

  /**
   * What is served.
   *
   * @param cameras what is seen
   * @param vocabularies what is looked for
   * @param gate takes wishes for other vocabularies
   * @param zoneGate takes wishes for other zones
   */
  public record Content(
      ViewerState cameras, VocabularyBoard vocabularies, VocabularyGate gate, ZoneGate zoneGate) {}

  private ViewerServer(HttpServer server) {
    this.server = server;
  }

  /** As the other, for whoever reaches it under a name of this machine. */
  public static ViewerServer start(String address, int port, Content content) {
    return start(address, port, content, ViewerAccess.of(address));
  }

  /**
   * Listens.
   *
   * @param address host or address
   * @param port 0 for any free one
   * @param access who may ask for what
   * @throws FailedException if the address is unknown or the port is in use
   */
  public static ViewerServer start(String address, int port, Content content, ViewerAccess access) {
    try {
      InetAddress host = InetAddress.getByName(address);
      HttpServer server = HttpServers.bind(new InetSocketAddress(host, port), "viewer-http");
      server.createContext("/", new ViewerHandler(content, access));
      server.start();
      return new ViewerServer(server);
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
    if (server.getExecutor() instanceof ExecutorService threads) {
      threads.shutdownNow();
    }
  }
}
