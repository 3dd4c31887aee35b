package io.lexiseg.prototypes.redisearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.Samples;
import io.lexiseg.prototypes.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** What a server in trouble, or a server that lost something, turns into. */
class RediSearchTroubleTest {
  private static final ConnectionSettings QUICK =
      new ConnectionSettings(Duration.ofSeconds(5), 3, Duration.ofMillis(1));

  private final FakeSearchModule module = new FakeSearchModule();
  private final RedisLocation location = RedisLocation.parse(module.uri() + "?index=streets");
  private final Samples samples = Samples.of("streets", 1, 30, 6, 3);

  @AfterEach
  void stop() {
    module.close();
  }

  @Test
  void shouldAskForExactlyWhatItNeeds() {
    // given
    write(VectorIndexSettings.GRAPH);
    try (PrototypeIndex index = open()) {
      // when
      index.nearest(samples.key(0), 25);
    }

    // then
    assertThat(module.commands())
        .contains(
            "FT.CREATE {lexiseg:streets}:1 ON HASH PREFIX 1 {lexiseg:streets}:1: SKIPINITIALSCAN SCHEMA"
                + " key VECTOR HNSW 10 TYPE FLOAT32 DIM 6 DISTANCE_METRIC COSINE M 16"
                + " EF_CONSTRUCTION 200");
    assertThat(last())
        .startsWith(
            "FT.SEARCH {lexiseg:streets}:1 *=>[KNN 25 @key $query EF_RUNTIME 30 AS distance]")
        .contains("LIMIT 0 25", "TIMEOUT 5000", "DIALECT 2", "SORTBY distance ASC");
  }

  @Test
  void shouldNotSendAWidthToAScan() {
    // given
    write(VectorIndexSettings.EXACT);
    try (PrototypeIndex index = open()) {
      // when
      index.nearest(samples.key(0), 500);
    }

    // then
    assertThat(last()).contains("[KNN 30 @key $query AS distance]").doesNotContain("EF_RUNTIME");
  }

  @Test
  void shouldTryAgainAfterABrokenConnection() {
    // given
    write(VectorIndexSettings.EXACT);
    try (PrototypeIndex index = open()) {
      module.breakConnections(2);

      // then
      assertThat(index.nearest(samples.key(0), 5)).hasSize(5);
      module.breakConnections(1);
      assertThat(index.prototypes(new long[] {4})).isEqualTo(samples.prototype(4));
    }
  }

  @Test
  void shouldGiveUpOnAServerThatDoesNotAnswer() {
    // given
    write(VectorIndexSettings.EXACT);
    try (PrototypeIndex index = open()) {
      module.breakConnections(Integer.MAX_VALUE);

      // then
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> index.nearest(samples.key(0), 5))
          .withMessageContainingAll("127.0.0.1", "search {lexiseg:streets}:1", "3 attempts");
    }
  }

  @Test
  void shouldGiveUpOnAServerThatIsNotThere() {
    // given
    module.close();

    // then
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> open())
        .withMessageContainingAll("127.0.0.1", "streets");
  }

  @Test
  void shouldNeverPassAShortAnswer() {
    // given
    write(VectorIndexSettings.EXACT);
    try (PrototypeIndex index = open()) {
      module.answerShort(2);
      assertThat(index.nearest(samples.key(0), 5)).hasSize(5);
      module.answerShort(3);

      // then
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> index.nearest(samples.key(0), 5))
          .withMessageContainingAll("expected 5 neighbours, got 4");
    }
  }

  @Test
  void shouldTellPatienceFromRefusal() {
    // given
    write(VectorIndexSettings.EXACT);
    try (PrototypeIndex index = open()) {
      module.refuse("Timeout limit was reached");
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> index.nearest(samples.key(0), 5))
          .withMessageContaining("Timeout limit");
      module.refuse("Syntax error at offset 3");

      // then
      assertThatIllegalStateException()
          .isThrownBy(() -> index.nearest(samples.key(0), 5))
          .withMessageContainingAll("search {lexiseg:streets}:1", "Syntax error");
    }
  }

  @Test
  void shouldWaitUntilKeysAreIndexed() {
    // given
    module.indexSlowly(3);

    // when
    write(VectorIndexSettings.EXACT);

    // then
    long looks = module.commands().stream().filter(c -> c.startsWith("FT.INFO")).count();
    assertThat(looks).isEqualTo(4);
  }

  @Test
  void shouldNotPublishWhatCouldNotBeIndexed() {
    // given
    module.failToIndex(2);

    // then
    assertThatIllegalStateException()
        .isThrownBy(() -> write(VectorIndexSettings.GRAPH))
        .withMessageContainingAll("{lexiseg:streets}:1", "expected 30 keys and no failures", "2");
    module.failToIndex(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open())
        .withMessageContaining("expected a published generation, found none");
  }

  @Test
  void shouldSayThatTheSearchIndexIsGone() {
    // given
    write(VectorIndexSettings.EXACT);
    module.forgetIndexes();

    // then
    assertThatIllegalStateException()
        .isThrownBy(() -> open())
        .withMessageContainingAll("{lexiseg:streets}:1", "no such index");
  }

  @Test
  void shouldSayThatAPairIsGoneOrDamaged() {
    // given
    write(VectorIndexSettings.EXACT);
    try (PrototypeIndex index = open();
        RedisConnection connection = RedisConnection.open(server(), QUICK)) {
      connection.call("lose", client -> client.unlink("{lexiseg:streets}:1:7"));
      connection.call(
          "damage", client -> client.hset("{lexiseg:streets}:1:8", "prototype", "123456"));

      // then
      assertThatIllegalStateException()
          .isThrownBy(() -> index.prototypes(new long[] {1, 7}))
          .withMessageContainingAll("pair 7", "evicted");
      assertThatIllegalStateException()
          .isThrownBy(() -> index.prototypes(new long[] {8}))
          .withMessageContainingAll("pair 8", "expected 12 bytes, found 6");
    }
  }

  @Test
  void shouldSayThatSearchIndexAndManifestDiffer() {
    // given
    write(VectorIndexSettings.EXACT);
    try (RedisConnection connection = RedisConnection.open(server(), QUICK)) {
      String wrong =
          new Generation(samples.manifest(), VectorIndexSettings.EXACT, List.of())
              .toJson()
              .replace("\"keyDimension\":6", "\"keyDimension\":7");
      connection.call("change", client -> client.hset("{lexiseg:streets}:generations", "1", wrong));
    }

    // then
    assertThatIllegalStateException()
        .isThrownBy(() -> open())
        .withMessageContainingAll("dimension=7] as recorded", "found", "dimension=6]");
  }

  @Test
  void shouldRestoreTheInterruptWhileWaiting() {
    // given
    try (RedisConnection connection =
        RedisConnection.open(
            server(),
            QUICK,
            duration -> {
              throw new InterruptedException();
            })) {
      module.breakConnections(Integer.MAX_VALUE);

      // then
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> connection.call("ping", RedisClient::ping))
          .withMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void shouldPauseLongerEachTime() {
    // given
    List<Duration> pauses = new ArrayList<>();
    ConnectionSettings settings =
        new ConnectionSettings(Duration.ofSeconds(5), 4, Duration.ofMillis(200));
    try (RedisConnection connection = RedisConnection.open(server(), settings, pauses::add)) {
      module.breakConnections(Integer.MAX_VALUE);

      // when
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> connection.call("ping", RedisClient::ping));
    }

    // then
    assertThat(pauses)
        .containsExactly(Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(800));
  }

  private void write(VectorIndexSettings settings) {
    RedisLocation target =
        new RedisLocation(
            server(), "lexiseg", "streets", OptionalInt.empty(), settings, OptionalInt.empty());
    try (PrototypeIndexWriter writer =
        RediSearchPrototypeIndexWriter.create(target, samples.description(), QUICK)) {
      samples.addTo(writer);
      writer.publish();
    }
  }

  private RedisServer server() {
    return RedisServer.of(module.uri());
  }

  private PrototypeIndex open() {
    return RediSearchPrototypeIndex.open(location, QUICK);
  }

  private String last() {
    List<String> commands = module.commands();
    return commands.get(commands.size() - 1);
  }
}
