package io.lexiseg.prototypes.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.fppt.jedismock.operations.server.MockExecutor;
import com.github.fppt.jedismock.server.ServiceOptions;
import io.lexiseg.prototypes.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;

/** What becomes of connections to a server that hangs. */
@Timeout(60)
class UnhurriedPoolTest {
  private final com.github.fppt.jedismock.RedisServer server =
      com.github.fppt.jedismock.RedisServer.newRedisServer(0, InetAddress.getLoopbackAddress());
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch answering = new CountDownLatch(0);

  @BeforeEach
  void start() throws IOException {
    server.setOptions(
        ServiceOptions.withInterceptor(
            (state, command, parameters) -> {
              heard.add(command);
              await(answering);
              return MockExecutor.proceed(state, command, parameters);
            }));
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    answering.countDown();
    server.stop();
  }

  @Test
  void shouldNotConnectBeforeTheFirstCall() {
    // when
    try (RedisConnection connection = open()) {
      List<String> asked = List.copyOf(heard);
      String answer = connection.call("ping", RedisClient::ping);

      // then
      assertThat(asked).isEmpty();
      assertThat(answer).isEqualTo("PONG");
    }
  }

  @Test
  void shouldNotConnectAgainForACallThatRanOutOfTime() {
    // given
    try (RedisConnection connection = open()) {
      String before = connection.call("ping", RedisClient::ping);
      heard.clear();
      answering = new CountDownLatch(1);

      // when
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> connection.call("ping", RedisClient::ping))
          .withMessageContaining("no answer in time");
      List<String> asked = List.copyOf(heard);
      answering.countDown();
      String after = connection.call("ping", RedisClient::ping);

      // then
      assertThat(asked).containsExactly("ping");
      assertThat(List.of(before, after)).containsOnly("PONG");
    }
  }

  @Test
  void shouldReplaceABrokenConnectionSomebodyWaitsFor() {
    // given
    ConnectionPoolConfig one = new ConnectionPoolConfig();
    one.setMaxTotal(1);
    HostAndPort address = new HostAndPort("127.0.0.1", server.getBindPort());
    JedisClientConfig plain = DefaultJedisClientConfig.builder().serverDefaultProtocol().build();
    try (UnhurriedPool pool = new UnhurriedPool(address, plain, one)) {
      Connection first = pool.getConnection();
      CompletableFuture<Connection> second = CompletableFuture.supplyAsync(pool::getConnection);
      while (pool.getNumWaiters() < 1) {
        Thread.onSpinWait();
      }

      // when
      first.setBroken();
      first.close();

      // then
      try (Connection replacement = second.join()) {
        assertThat(replacement).isNotSameAs(first);
        assertThat(replacement.ping()).isTrue();
      }
    }
  }

  private RedisConnection open() {
    URI address = URI.create("redis://127.0.0.1:" + server.getBindPort());
    return RedisConnection.open(
        RedisServer.of(address),
        new ConnectionSettings(Duration.ofMillis(500), 4, Duration.ofMillis(1)));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
