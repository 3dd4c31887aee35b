package io.lexiseg.vision.pack.install;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}
 * name, in upper or lower case; where none of them does, those that Java was started with.
 */
final class EnvironmentProxies extends ProxySelector {
  private final Map<String, String> environment;

  EnvironmentProxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public List<Proxy> select(URI uri) {
    return named(uri)
        .map(proxy -> List.of(proxy.proxy()))
        .orElseGet(() -> isDirect(uri) ? List.of(Proxy.NO_PROXY) : ofJava(uri));
  }

  /**
   * What the proxy of an address is told at once, the value of {@code Proxy-Authorization}; empty:
   * its address holds no user. Java takes it out of what goes to servers.
   */
  Optional<String> authorization(URI uri) {
    return named(uri)
        .map(NamedProxy::user)
        .filter(user -> !user.isEmpty())
        .map(EnvironmentProxies::basic);
  }

  private static String basic(String user) {
    byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  private Optional<NamedProxy> named(URI uri) {
    return value(uri.getScheme() + "_proxy")
        .or(() -> value("all_proxy"))
        .filter(proxy -> !isDirect(uri))
        .map(NamedProxy::parse);
  }

  private static List<Proxy> ofJava(URI uri) {
    ProxySelector java = ProxySelector.getDefault();
    return java == null ? List.of(Proxy.NO_PROXY) : java.select(uri);
  }

  /** Whether {@code NO_PROXY} names the host or a domain that it is in. */
  private boolean isDirect(URI uri) {
    String host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
    return value("no_proxy").stream()
        .flatMap(names -> Arrays.stream(names.toLowerCase(Locale.ROOT).split("[,\\s]+")))
        .map(name -> name.replaceFirst("^\\*?\\.", ""))
        .filter(name -> !name.isEmpty())
        .anyMatch(name -> name.equals("*") || host.equals(name) || host.endsWith("." + name));
  }

  private Optional<String> value(String name) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .map(key -> environment.getOrDefault(key, ""))
        .filter(value -> !value.isBlank())
        .findFirst();
  }

  /**
   * A proxy as an environment names it.
   *
   * @param user user and password with a colon between them; empty: none
   */
  private record NamedProxy(Proxy proxy, String user) {
    static NamedProxy parse(String address) {
      try {
        URI uri = URI.create(address.contains("://") ? address : "http://" + address);
        if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
          int port = uri.getPort() < 0 ? 80 : uri.getPort();
          return new NamedProxy(
              new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), port)),
              Optional.ofNullable(uri.getUserInfo()).orElse(""));
        }
      } catch (IllegalArgumentException e) {
        throw new InstallException(expected(), e);
      }
      throw new InstallException(expected());
    }

    /** The address may hold a password, so it is not repeated. */
    private static String expected() {
      return "proxy of the environment: expected http://HOST:PORT or http://USER:PASSWORD@HOST:PORT"
          + " with other characters written as %XX, got something else";
    }
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // The request that failed says so itself.
  }
}
