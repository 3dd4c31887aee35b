package io.lexiseg.vision.pack.install;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Requests to web servers, redirected by hand: the token of one server is not given to another, as
 * Java's client would.
 */
final class WebRequests {
  private static final int MOST_REDIRECTS = 10;
  private static final int ATTEMPTS = 3;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERRORS = 500;
  private static final long MOST_PATIENCE_SECONDS = 60;

  private final EnvironmentProxies proxies;
  private final HttpClient client;
  private final URI trusted;
  private final String token;
  private final Patience patience;

  /**
   * How long servers are waited for.
   *
   * @param backOff pause before a request that the server could not answer is made again
   * @param silence after which a body that does not go on is given up
   */
  record Patience(Duration backOff, Duration silence) {
    static final Patience STANDARD = new Patience(Duration.ofSeconds(2), Duration.ofSeconds(60));
  }

  /**
   * Requests.
   *
   * @param trusted the only server that is given the token
   * @param token empty: none
   */
  WebRequests(Map<String, String> environment, URI trusted, String token, Patience patience) {
    this.proxies = new EnvironmentProxies(environment);
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(proxies)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    this.trusted = trusted;
    this.token = token;
    this.patience = patience;
  }

  /** Requests without a token. */
  static WebRequests anonymous() {
    return new WebRequests(System.getenv(), URI.create("http://none"), "", Patience.STANDARD);
  }

  /**
   * Asks for a file from some byte on and follows redirects.
   *
   * @throws IOException if the server cannot be reached
   */
  HttpResponse<InputStream> get(URI address, long from) throws IOException {
    URI next = address;
    for (int i = 0; i < MOST_REDIRECTS; i++) {
      HttpResponse<InputStream> response = once("GET", next, from);
      Optional<URI> target = target(response);
      if (target.isEmpty()) {
        return response;
      }
      response.body().close();
      next = target.get();
    }
    throw new InstallException(
        "%s: expected at most %d redirects, got more".formatted(shown(address), MOST_REDIRECTS));
  }

  /**
   * One request; again, if the server has too much to do.
   *
   * @param from first byte that is wanted
   */
  HttpResponse<InputStream> once(String method, URI address, long from) throws IOException {
    for (int attempt = 1; ; attempt++) {
      HttpResponse<InputStream> response = send(method, address, from);
      int status = response.statusCode();
      boolean busy = status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS;
      if (!busy || attempt == ATTEMPTS || wait(response).toSeconds() > MOST_PATIENCE_SECONDS) {
        return response;
      }
      response.body().close();
      sleep(wait(response).plus(patience.backOff().multipliedBy(attempt)));
    }
  }

  private HttpResponse<InputStream> send(String method, URI address, long from) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("User-Agent", "lexiseg")
            .timeout(Duration.ofSeconds(60));
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    // Told at once: Java's own way of answering a proxy would take the answers of servers for its.
    proxies.authorization(address).ifPresent(value -> request.header("Proxy-Authorization", value));
    if (!token.isEmpty() && isOfOneServer(address, trusted)) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InstallException(shown(address) + ": interrupted", e);
    }
  }

  /** A body that ends when the server falls silent. */
  InputStream patient(InputStream body) {
    return new PatientBody(body, patience.silence());
  }

  /** Where a response sends to, if it does. */
  static Optional<URI> target(HttpResponse<?> response) {
    Optional<String> location = response.headers().firstValue("Location");
    if (response.statusCode() / 100 != 3 || location.isEmpty()) {
      return Optional.empty();
    }
    URI target = response.uri().resolve(location.get());
    boolean lessSafe = "https".equals(response.uri().getScheme()) && !isHttps(target);
    if (lessSafe || target.getHost() == null) {
      throw new InstallException(
          "%s: expected a redirect to https, got one to %s"
              .formatted(
                  shown(response.uri()), target.getScheme() + "://" + target.getAuthority()));
    }
    return Optional.of(target);
  }

  private static boolean isHttps(URI address) {
    return "https".equals(address.getScheme());
  }

  private static boolean isOfOneServer(URI one, URI other) {
    return Objects.equals(one.getScheme(), other.getScheme())
        && Objects.equals(one.getAuthority(), other.getAuthority());
  }

  /** How long the server asks to wait. */
  private static Duration wait(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .orElse(Duration.ZERO);
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InstallException("interrupted between requests", e);
    }
  }

  /** An address without what may be secret in it: user, query, fragment. */
  static String shown(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return address.getScheme() + "://" + address.getHost() + port + address.getPath();
  }

  /** A failure in words. */
  static String reason(IOException e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
  }
}
