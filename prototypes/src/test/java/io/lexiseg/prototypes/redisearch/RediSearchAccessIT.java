package io.lexiseg.prototypes.redisearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.Samples;
import io.lexiseg.prototypes.redis.ConnectionSettings;
import io.lexiseg.prototypes.redis.RedisConnection;
import io.lexiseg.prototypes.redis.RedisServer;
import io.lexiseg.prototypes.redis.Secret;
import io.lexiseg.prototypes.redis.VectorIndexSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/** The contract on a real server with the two users that the documentation defines. */
@ParameterizedClass
@MethodSource("combinations")
class RediSearchAccessIT extends RediSearchContract {
  private static final Path DOCUMENTATION = Path.of("../docs/prototype-index.md");
  private static final String PASSWORD = UUID.randomUUID().toString();

  RediSearchAccessIT(VectorIndexSettings settings) {
    super(settings);
  }

  @BeforeAll
  static void defineUsers() throws IOException {
    try (RedisConnection administrator = administrator()) {
      Files.readAllLines(DOCUMENTATION).stream()
          .map(String::strip)
          .filter(line -> line.startsWith("ACL SETUSER lexiseg-"))
          .map(
              line ->
                  line.replace("PASSWORD", PASSWORD).replace("{lexiseg:", "{" + NAMESPACE + ":"))
          .map(line -> line.substring("ACL ".length()).split(" "))
          .forEach(words -> administrator.call("define user", c -> execute(c, Command.ACL, words)));
    }
  }

  @AfterAll
  static void removeUsers() {
    try (RedisConnection administrator = administrator()) {
      administrator.call(
          "remove users",
          c -> execute(c, Command.ACL, "DELUSER", "lexiseg-reader", "lexiseg-writer"));
    }
  }

  private static RedisConnection administrator() {
    return RedisConnection.open(TestRedis.server(), ConnectionSettings.DEFAULT);
  }

  private static Object execute(RedisClient client, Command command, String... words) {
    return client.executeCommand(new CommandArguments(command).addObjects((Object[]) words));
  }

  private static RedisServer as(String user, String password) {
    RedisServer server = TestRedis.server();
    String address = server.address().toString().replaceFirst("//([^@/]*@)?", "//");
    return new RedisServer(
        URI.create(address.replace("//", "//" + user + ":" + password + "@")),
        Secret.IN_ADDRESS,
        server.authorities(),
        server.timeouts());
  }

  @Override
  RedisServer writingServer() {
    return as("lexiseg-writer", PASSWORD);
  }

  @Override
  RedisServer readingServer() {
    return as("lexiseg-reader", PASSWORD);
  }

  @Test
  void shouldNotLetTheReaderWrite() {
    // given
    Samples samples = Samples.of("guarded", 1, 30, 26, 10);
    IndexDescription description = samples.description();
    try (PrototypeIndexWriter writer = createWriter(description)) {
      samples.addTo(writer);
      writer.publish();
    }
    EntryNames names = new EntryNames(NAMESPACE, description.name());
    try (PrototypeIndex index = open(description);
        RedisConnection reader =
            RedisConnection.open(readingServer(), ConnectionSettings.DEFAULT)) {
      // then
      thenRefused(reader, c -> c.set(names.published(), "2"));
      thenRefused(reader, c -> c.hset(names.generations(), Map.of("1", "{}")));
      thenRefused(reader, c -> c.unlink(names.pair(1, 0)));
      thenRefused(reader, c -> c.ftDropIndex(names.searchIndex(1)));
      thenRefused(reader, c -> c.get("somebody else's"));
      thenRefused(reader, RedisClient::flushAll);
      assertThat(index.nearest(samples.key(0), 30)).hasSize(30);
      for (String shared : List.of("lexiseg:category:test-", "lexiseg:exemplar:test-")) {
        String key = shared + UUID.randomUUID();
        String stored = reader.call("share", c -> c.set(key, ""));
        List<String> found = reader.call("share", c -> c.mget(key));
        assertThat(stored).isEqualTo("OK");
        assertThat(found).containsExactly("");
        try (RedisConnection administrator = administrator()) {
          administrator.call("tidy", c -> c.del(key));
        }
      }
    }
  }

  @Test
  void shouldNotLetTheWriterBeyondItsIndexes() {
    // given
    try (RedisConnection writer =
        RedisConnection.open(writingServer(), ConnectionSettings.DEFAULT)) {
      // then
      thenRefused(writer, c -> c.set("somebody else's", "1"));
      thenRefused(writer, RedisClient::flushAll);
      thenRefused(writer, c -> execute(c, Command.CONFIG, "GET", "*"));
    }
  }

  @Test
  void shouldSayThatThePasswordIsWrong() {
    // given
    try (RedisConnection stranger =
        RedisConnection.open(as("lexiseg-reader", "guess"), ConnectionSettings.DEFAULT)) {
      // then
      assertThatIllegalStateException()
          .isThrownBy(() -> stranger.call("knock", RedisClient::ping))
          .withMessageContainingAll(
              "knock: expected the password of user 'lexiseg-reader'", "WRONGPASS")
          .withMessageNotContaining("guess");
    }
  }

  private interface Attempt {
    Object on(RedisClient client);
  }

  private static void thenRefused(RedisConnection connection, Attempt attempt) {
    assertThatIllegalStateException()
        .isThrownBy(() -> connection.call("try", attempt::on))
        .withMessageContainingAll(
            "try: expected user 'lexiseg-", "docs/prototype-index.md under Access", "NOPERM");
  }
}
