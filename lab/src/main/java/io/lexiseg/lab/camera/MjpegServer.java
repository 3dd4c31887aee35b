package io.lexiseg.lab.camera;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Motion JPEG over HTTP: one answer that never ends, a picture in each of its parts. */
final class MjpegServer implements CameraServer {
  private static final String PATH = "/video";
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(CameraServer::daemon);
  private final Conduct conduct;

  private MjpegServer(HttpServer server, Conduct conduct) {
    this.server = server;
    this.conduct = conduct;
  }

  /** Starts one on any free port. */
  static MjpegServer start(Conduct conduct) throws IOException {
    MjpegServer started =
        new MjpegServer(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
            conduct);
    HttpContext context = started.server.createContext(PATH, started::serve);
    conduct.login().ifPresent(login -> context.setAuthenticator(authenticator(login)));
    started.server.setExecutor(started.threads);
    started.server.start();
    return started;
  }

  static BasicAuthenticator authenticator(Login login) {
    return new BasicAuthenticator("camera") {
      @Override
      public boolean checkCredentials(String user, String password) {
        return new Login(user, password).equals(login);
      }
    };
  }

  private void serve(HttpExchange exchange) throws IOException {
    exchange
        .getResponseHeaders()
        .set("Content-Type", "multipart/x-mixed-replace; boundary=picture");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      while (true) {
        switch (conduct.next()) {
          case SENDING -> write(out, conduct.card().jpeg());
          case TRICKLING -> out.write('\n');
          case STALLED -> out.flush();
        }
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(OutputStream out, byte[] jpeg) throws IOException {
    String head =
        "--picture\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
            .formatted(jpeg.length);
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(jpeg);
    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public String url(String authority) {
    return "http://" + authority + PATH;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
