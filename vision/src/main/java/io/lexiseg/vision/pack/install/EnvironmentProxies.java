package io.lexiseg.vision.pack.install;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
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
    Optional<String> proxy =
        value(uri.getScheme() + "_proxy").or(() -> value("all_proxy")).filter(p -> !isDirect(uri));
    return proxy
        .map(address -> List.of(proxy(address)))
        .orElseGet(() -> isDirect(uri) ? List.of(Proxy.NO_PROXY) : ofJava(uri));
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

  private static Proxy proxy(String address) {
    try {
      URI uri = URI.create(address.contains("://") ? address : "http://" + address);
      if ("http".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null) {
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), port));
      }
    } catch (IllegalArgumentException e) {
      throw new InstallException(expected(), e);
    }
    throw new InstallException(expected());
  }

  /** The address may hold a password, so it is not repeated. */
  private static String expected() {
    return "proxy of the environment: expected http://HOST:PORT without user and password, got something else";
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // The request that failed says so itself.
  }
}
