package io.lexiseg.prototypes.redisearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** Takes TLS connections and passes on what they carry to a server without TLS. */
final class TlsProxy implements AutoCloseable {
  private final ServerSocket door;
  private final URI server;
  private final Set<Socket> open = Collections.synchronizedSet(new HashSet<>());

  TlsProxy(SSLContext context, URI server) throws IOException {
    this.door =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.server = server;
    start("tls-accept", this::accept);
  }

  URI uri() {
    return URI.create("rediss://localhost:" + door.getLocalPort());
  }

  private void accept() throws IOException {
    while (!door.isClosed()) {
      Socket client = door.accept();
      Socket behind = new Socket(server.getHost(), server.getPort());
      open.add(client);
      open.add(behind);
      start("tls-in", () -> client.getInputStream().transferTo(behind.getOutputStream()));
      start("tls-out", () -> behind.getInputStream().transferTo(client.getOutputStream()));
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // the connection ended, which its other side sees as well
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      door.close();
      for (Socket socket : Set.copyOf(open)) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
