package io.lexiseg.demo.registry;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A registry behind TLS and basic authentication, where one user may write and the rest read. */
public final class SecuredRegistry {
  private SecuredRegistry() {}

  /**
   * Starts one.
   *
   * @param passwords by user
   * @param writer who may register schemas
   */
  public static InMemorySchemaRegistry start(
      SSLContext context, Map<String, String> passwords, String writer) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return InMemorySchemaRegistry.start(server, new Door(passwords, writer));
  }

  private static final class Door extends Filter {
    private final Map<String, String> passwords;
    private final String writer;

    Door(Map<String, String> passwords, String writer) {
      this.passwords = passwords;
      this.writer = writer;
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
      String user = user(exchange.getRequestHeaders().getFirst("Authorization"));
      if (user.isEmpty()) {
        refuse(exchange, 401, "Unauthorized");
      } else if (isWrite(exchange) && !user.equals(writer)) {
        refuse(exchange, 403, "Forbidden");
      } else {
        chain.doFilter(exchange);
      }
    }

    private String user(@Nullable String header) {
      if (header == null || !header.startsWith("Basic ")) {
        return "";
      }
      byte[] info = Base64.getDecoder().decode(header.substring("Basic ".length()));
      String[] parts = new String(info, StandardCharsets.UTF_8).split(":", 2);
      return parts.length == 2 && parts[1].equals(passwords.get(parts[0])) ? parts[0] : "";
    }

    private static boolean isWrite(HttpExchange exchange) {
      String path = exchange.getRequestURI().getPath();
      return exchange.getRequestMethod().equals("PUT")
          || (exchange.getRequestMethod().equals("POST") && path.endsWith("/versions"));
    }

    private static void refuse(HttpExchange exchange, int status, String word) throws IOException {
      exchange.getRequestBody().readAllBytes();
      byte[] page = "<html>%s</html>".formatted(word).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html");
      exchange.sendResponseHeaders(status, page.length);
      exchange.getResponseBody().write(page);
      exchange.close();
    }

    @Override
    public String description() {
      return "lets users in";
    }
  }
}
