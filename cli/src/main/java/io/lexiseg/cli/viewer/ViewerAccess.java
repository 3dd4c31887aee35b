package io.lexiseg.cli.viewer;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who may ask the page's server for what.
 *
 * @param hosts names and addresses under which it may be asked, lower case; another site's name
 *     that leads here must not reach it
 * @param readOnly whether nobody may change anything
 * @param token what a change must bring along; empty: nothing
 */
public record ViewerAccess(Set<String> hosts, boolean readOnly, Optional<String> token) {
  private static final int SHORTEST_TOKEN = 16;
  private static final List<String> LOOPBACK_NAMES = List.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern AUTHORITY =
      Pattern.compile("(?<host>\\[[0-9a-f:.%]+]|[^:\\[\\]@/\\s]+)(?<port>:\\d{1,5})?");
  private static final Set<String> CONTENT_TYPES =
      Set.of("application/json", "application/json;charset=utf-8");

  /** A request that is not fulfilled. */
  record Refusal(int status, String text) {}

  /**
   * Checks the token.
   *
   * @throws IllegalArgumentException if the token is short enough to be guessed
   */
  public ViewerAccess {
    hosts = hosts.stream().map(ViewerAccess::plain).collect(Collectors.toUnmodifiableSet());
    if (token.isPresent() && token.get().length() < SHORTEST_TOKEN) {
      throw new IllegalArgumentException(
          "viewer: expected a token of at least %d characters, got %d"
              .formatted(SHORTEST_TOKEN, token.get().length()));
    }
  }

  /** Names of this machine and the address that is bound; changes by whoever reaches it. */
  public static ViewerAccess of(String address) {
    return of(address, List.of());
  }

  /** As the other, under further names. */
  public static ViewerAccess of(String address, List<String> furtherHosts) {
    List<String> hosts = new ArrayList<>(LOOPBACK_NAMES);
    hosts.add(address.contains(":") ? "[" + address + "]" : address);
    hosts.addAll(furtherHosts);
    return new ViewerAccess(Set.copyOf(hosts), false, Optional.empty());
  }

  /** What the page may offer: {@code none}, {@code open} or {@code token}. */
  String writes() {
    return readOnly ? "none" : token.isPresent() ? "token" : "open";
  }

  /** Why a request is not even looked at; empty: it may be. */
  Optional<Refusal> refusal(HttpExchange exchange) {
    Matcher asked = AUTHORITY.matcher(plain(first(exchange.getRequestHeaders(), "Host")));
    return asked.matches() && hosts.contains(asked.group("host"))
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                403,
                "this viewer does not answer under that name: add it to --allowed-hosts to allow it"));
  }

  /** Why a change is not made; empty: it may be. */
  Optional<Refusal> writeRefusal(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    if (readOnly) {
      return Optional.of(new Refusal(403, "this viewer changes nothing (--read-only)"));
    }
    if (!comesFromHere(headers)) {
      return Optional.of(
          new Refusal(403, "expected an Origin that is this page, got another or none"));
    }
    if (!CONTENT_TYPES.contains(plain(first(headers, "Content-Type")).replace(" ", ""))) {
      return Optional.of(new Refusal(415, "expected application/json"));
    }
    return carriesToken(headers)
        ? Optional.empty()
        : Optional.of(new Refusal(401, "expected the token of this viewer"));
  }

  private static boolean comesFromHere(Headers headers) {
    List<String> origins = headers.getOrDefault("Origin", List.of());
    String host = plain(first(headers, "Host"));
    Optional<String> origin = origins.size() == 1 ? withPort(origins.get(0)) : Optional.empty();
    return origin.isPresent()
        && (origin.equals(withPort("http://" + host))
            || origin.equals(withPort("https://" + host)));
  }

  /** Scheme, host and port; empty: it is no origin. */
  private static Optional<String> withPort(String origin) {
    try {
      URI uri = URI.create(plain(origin));
      if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
        return Optional.empty();
      }
      int usual = uri.getScheme().equals("http") ? 80 : 443;
      int port = uri.getPort() < 0 ? usual : uri.getPort();
      return Optional.of(uri.getScheme() + "://" + uri.getHost() + ":" + port);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean carriesToken(Headers headers) {
    byte[] given =
        first(headers, "Authorization")
            .replaceFirst("^Bearer ", "")
            .getBytes(StandardCharsets.UTF_8);
    return token
        .map(wanted -> MessageDigest.isEqual(wanted.getBytes(StandardCharsets.UTF_8), given))
        .orElse(true);
  }

  private static String first(Headers headers, String name) {
    return Optional.ofNullable(headers.getFirst(name)).orElse("");
  }

  private static String plain(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return "ViewerAccess[hosts=%s, writes=%s]".formatted(hosts, writes()); // never the token
  }
}
