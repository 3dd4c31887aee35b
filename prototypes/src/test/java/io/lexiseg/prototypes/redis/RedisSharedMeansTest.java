package io.lexiseg.prototypes.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.fppt.jedismock.RedisServer;
import com.github.fppt.jedismock.operations.server.MockExecutor;
import com.github.fppt.jedismock.server.Response;
import com.github.fppt.jedismock.server.ServiceOptions;
import io.lexiseg.prototypes.SharedMeans;
import io.lexiseg.prototypes.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisSharedMeansTest {
  private static final ConnectionSettings QUICK =
      new ConnectionSettings(Duration.ofSeconds(5), 2, Duration.ofMillis(1));

  private final RedisServer server =
      RedisServer.newRedisServer(0, InetAddress.getLoopbackAddress());

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    if (server.isRunning()) {
      server.stop();
    }
  }

  @Test
  void shouldGiveBackTheSameBytes() {
    // given
    byte[] every = new byte[256];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) i;
    }
    try (SharedMeans means = open()) {
      // when
      means.store(Map.of("a", every, "b", new byte[] {-1}));
      List<Optional<byte[]>> found = means.fetch(List.of("b", "missing", "a"));

      // then
      assertThat(found.get(0)).hasValueSatisfying(v -> assertThat(v).containsExactly(-1));
      assertThat(found.get(1)).isEmpty();
      assertThat(found.get(2)).hasValueSatisfying(v -> assertThat(v).isEqualTo(every));
    }
  }

  @Test
  void shouldBeUnavailableWhereTheServerRefuses() {
    // given
    server.setOptions(
        ServiceOptions.withInterceptor(
            (state, command, parameters) ->
                command.equalsIgnoreCase("mget") || command.equalsIgnoreCase("set")
                    ? Response.error("NOPERM this user has no permissions")
                    : MockExecutor.proceed(state, command, parameters)));

    // when, then
    try (SharedMeans means = open()) {
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> means.fetch(List.of("a")))
          .withMessageContaining("NOPERM");
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> means.store(Map.of("a", new byte[1])));
    }
  }

  @Test
  void shouldReplaceAValue() {
    // given
    try (SharedMeans means = open()) {
      means.store(Map.of("a", new byte[] {1}));

      // when
      means.store(Map.of("a", new byte[] {2}));

      // then
      assertThat(means.fetch(List.of("a")).get(0))
          .hasValueSatisfying(v -> assertThat(v).containsExactly(2));
    }
  }

  @Test
  void shouldAskNothingForNoKeys() throws IOException {
    // given
    try (SharedMeans means = open()) {
      server.stop();

      // then
      assertThat(means.fetch(List.of())).isEmpty();
    }
  }

  @Test
  void shouldSayThatTheServerIsAway() throws IOException {
    // given
    try (SharedMeans means = open()) {
      server.stop();

      // then
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> means.fetch(List.of("a")))
          .withMessageContaining("read resolved categories");
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> means.store(Map.of("a", new byte[1])))
          .withMessageContaining("write resolved categories");
    }
  }

  @Test
  void shouldUseTheServerOfTheIndex() {
    // given
    try (SharedMeans means = RedisSharedMeans.beside(uri() + "?index=streets");
        SharedMeans direct = open()) {
      // when
      means.store(Map.of("a", new byte[] {7}));

      // then
      assertThat(direct.fetch(List.of("a")).get(0))
          .hasValueSatisfying(v -> assertThat(v).containsExactly(7));
      assertThat(RedisSharedMeans.beside("file:/indexes/lite")).isSameAs(SharedMeans.NONE);
    }
  }

  @Test
  void shouldRefuseToKeepNothing() {
    // then
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RedisSharedMeans.open(
                    RedisLocation.parse(uri() + "?index=a").server(), Duration.ofMillis(10), QUICK))
        .withMessageContaining("time to live");
  }

  private SharedMeans open() {
    return RedisSharedMeans.open(
        RedisLocation.parse(uri() + "?index=a").server(), Duration.ofDays(1), QUICK);
  }

  private URI uri() {
    return URI.create("redis://127.0.0.1:" + server.getBindPort());
  }
}
