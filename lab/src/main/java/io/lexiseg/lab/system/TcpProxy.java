package io.lexiseg.lab.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands before a server and can be cut, as if the server had stopped: connections break, new ones
 * are refused.
 *
 * <p><b>Threads:</b> safe.
 */
public final class TcpProxy implements AutoCloseable {
  private final String host;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final int localPort;
  private ServerSocket listening;
  private Thread accepting;

  private TcpProxy(String host, int port, ServerSocket listening) {
    this.host = host;
    this.port = port;
    this.listening = listening;
    this.localPort = listening.getLocalPort();
    this.accepting = accept(listening);
  }

  /** Starts one on any free port of the loopback address. */
  public static TcpProxy start(String host, int port) throws IOException {
    return new TcpProxy(host, port, listen(0));
  }

  public int localPort() {
    return localPort;
  }

  /** Breaks what is open and refuses what comes. */
  public synchronized void cut() throws IOException {
    listening.close();
    awaitEnd(accepting); // the port is free only then
    for (Socket socket : open) {
      socket.close();
    }
    open.clear();
  }

  /** Lets through again. */
  public synchronized void mend() throws IOException {
    listening = listen(localPort);
    accepting = accept(listening);
  }

  private static void awaitEnd(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }

  private Thread accept(ServerSocket server) {
    return run(
        () -> {
          while (!server.isClosed()) {
            connect(server.accept());
          }
        });
  }

  private void connect(Socket client) throws IOException {
    open.add(client);
    try {
      Socket behind = new Socket(host, port);
      open.add(behind);
      pump(client, behind);
      pump(behind, client);
    } catch (IOException e) { // nobody there
      client.close();
    }
  }

  private void pump(Socket from, Socket to) {
    var unused =
        run(
            () -> {
              try (from;
                  to) {
                from.getInputStream().transferTo(to.getOutputStream());
              } finally {
                open.remove(from);
              }
            });
  }

  private interface Work {
    void run() throws IOException;
  }

  private static Thread run(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                Thread.currentThread().interrupt(); // a broken connection ends its thread
              }
            },
            "tcp-proxy");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void close() throws IOException {
    cut();
  }
}
