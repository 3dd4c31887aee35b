package io.lexiseg.vision.pack.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentProxiesTest {
  private static final URI HUB = URI.create("https://hub.example/a/b");

  @Test
  void shouldChooseByScheme() {
    // given
    Map<String, String> environment =
        Map.of("HTTPS_PROXY", "http://one.example:3128", "http_proxy", "two.example:8080");

    // then
    assertThat(select(environment, HUB)).containsExactly(proxy("one.example", 3128));
    assertThat(select(environment, URI.create("http://hub.example")))
        .containsExactly(proxy("two.example", 8080));
  }

  @Test
  void shouldFallBackToTheProxyOfAll() {
    assertThat(select(Map.of("ALL_PROXY", "http://one.example"), HUB))
        .containsExactly(proxy("one.example", 80));
  }

  @Test
  void shouldReachSomeHostsDirectly() {
    for (String direct : List.of("*", "hub.example", "a.b, .example", "*.example")) {
      assertThat(select(Map.of("HTTPS_PROXY", "http://one.example:1", "NO_PROXY", direct), HUB))
          .as(direct)
          .containsExactly(Proxy.NO_PROXY);
    }
    assertThat(select(Map.of("HTTPS_PROXY", "http://one.example:1", "NO_PROXY", "ub.example"), HUB))
        .containsExactly(proxy("one.example", 1));
  }

  @Test
  void shouldAskJavaWhereTheEnvironmentSaysNothing() {
    assertThat(select(Map.of(), HUB)).containsExactly(Proxy.NO_PROXY);
  }

  @Test
  void shouldRefuseWhatItCannotFollowWithoutRepeatingIt() {
    for (String address :
        List.of(
            "https://user:secret@one.example:1", "socks5://one.example:1", "http://a:secret b")) {
      assertThatThrownBy(() -> select(Map.of("HTTPS_PROXY", address), HUB))
          .isInstanceOf(InstallException.class)
          .hasMessageContaining("expected http://HOST:PORT")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void shouldTellAProxyItsUser() {
    // given
    Map<String, String> environment =
        Map.of("HTTPS_PROXY", "http://user:p%40ss@one.example:1", "NO_PROXY", "near.example");
    EnvironmentProxies proxies = new EnvironmentProxies(environment);

    // then
    assertThat(proxies.select(HUB)).containsExactly(proxy("one.example", 1));
    assertThat(proxies.authorization(HUB)).contains("Basic dXNlcjpwQHNz"); // user:p@ss
    assertThat(proxies.authorization(URI.create("https://near.example/a"))).isEmpty();
    assertThat(proxies.authorization(URI.create("http://hub.example/a"))).isEmpty();
  }

  private static List<Proxy> select(Map<String, String> environment, URI uri) {
    return new EnvironmentProxies(environment).select(uri);
  }

  private static Proxy proxy(String host, int port) {
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
  }
}
