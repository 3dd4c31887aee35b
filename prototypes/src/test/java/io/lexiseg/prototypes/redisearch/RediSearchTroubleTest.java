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
    try (PrototypeIndex index = open(new SearchSettings(14, Duration.ofSeconds(7)))) {
      // when
      index.nearest(samples.key(0), 25);
    }

    // then
    assertThat(module.commands())
        .contains(
            "FT.CREATE lexiseg:streets:1 ON HASH PREFIX 1 lexiseg:streets:1: SKIPINITIALSCAN SCHEMA"
                + " key VECTOR HNSW 10 TYPE FLOAT32 DIM 6 DISTANCE_METRIC COSINE M 16"
                + " EF_CONSTRUCTION 200");
    assertThat(last())
        .startsWith(
            "FT.SEARCH lexiseg:streets:1 *=>[KNN 25 @key $query EF_RUNTIME 350 AS distance]")
        .contains("LIMIT 0 25", "TIMEOUT 7000", "DIALECT 2", "SORTBY distance ASC");
  }

  @Test
  void shouldNotSendAWidthToAScan() {
    // given
    write(VectorIndexSettings.EXACT);
    try (PrototypeIndex index = open(SearchSettings.DEFAULT)) {
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
    try (PrototypeIndex index = open(SearchSettings.DEFAULT)) {
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
    try (PrototypeIndex index = open(SearchSettings.DEFAULT)) {
      module.breakConnections(Integer.MAX_VALUE);

      // then
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> index.nearest(samples.key(0), 5))
          .withMessageContainingAll("127.0.0.1", "search lexiseg:streets:1", "3 attempts");
    }
  }

  @Test
  void shouldGiveUpOnAServerThatIsNotThere() {
    // given
    module.close();

    // then
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> open(SearchSettings.DEFAULT))
        .withMessageContainingAll("127.0.0.1", "streets");
  }

  @Test
  void shouldNeverPassAShortAnswer() {
    // given
    write(VectorIndexSettings.EXACT);
    try (PrototypeIndex index = open(SearchSettings.DEFAULT)) {
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
    try (PrototypeIndex index = open(SearchSettings.DEFAULT)) {
      module.refuse("Timeout limit was reached");
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> index.nearest(samples.key(0), 5))
          .withMessageContaining("Timeout limit");
      module.refuse("Syntax error at offset 3");

      // then
      assertThatIllegalStateException()
          .isThrownBy(() -> index.nearest(samples.key(0), 5))
          .withMessageContainingAll("search lexiseg:streets:1", "Syntax error");
    }
  }

  @Test
  void shouldWaitUntilKeysAreIndexed() {
    // given
    module.indexSlowly(3);

    // when
    write(VectorIndexSettings.GRAPH);

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
        .withMessageContainingAll("lexiseg:streets:1", "expected 30 keys and no failures", "2");
    module.failToIndex(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(SearchSettings.DEFAULT))
        .withMessageContaining("expected a published generation, found none");
  }

  @Test
  void shouldSayThatTheSearchIndexIsGone() {
    // given
    write(VectorIndexSettings.EXACT);
    module.forgetIndexes();

    // then
    assertThatIllegalStateException()
        .isThrownBy(() -> open(SearchSettings.DEFAULT))
        .withMessageContainingAll("lexiseg:streets:1", "no such index");
  }

  @Test
  void shouldSayThatAPairIsGoneOrDamaged() {
    // given
    write(VectorIndexSettings.EXACT);
    try (PrototypeIndex index = open(SearchSettings.DEFAULT);
        RedisConnection connection = RedisConnection.open(module.uri(), QUICK)) {
      connection.call("lose", client -> client.unlink("lexiseg:streets:1:7"));
      connection.call(
          "damage", client -> client.hset("lexiseg:streets:1:8", "prototype", "123456"));

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
    try (RedisConnection connection = RedisConnection.open(module.uri(), QUICK)) {
      String wrong =
          samples.manifest().toJson().replace("\"keyDimension\":6", "\"keyDimension\":7");
      connection.call("change", client -> client.hset("lexiseg:streets:manifests", "1", wrong));
    }

    // then
    assertThatIllegalStateException()
        .isThrownBy(() -> open(SearchSettings.DEFAULT))
        .withMessageContaining("expected keys of 7 components as in the manifest, found 6");
  }

  @Test
  void shouldRestoreTheInterruptWhileWaiting() {
    // given
    try (RedisConnection connection =
        RedisConnection.open(
            module.uri(),
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
    try (RedisConnection connection = RedisConnection.open(module.uri(), settings, pauses::add)) {
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
    try (PrototypeIndexWriter writer =
        RediSearchPrototypeIndexWriter.create(location, samples.description(), settings, QUICK)) {
      samples.addTo(writer);
      writer.publish();
    }
  }

  private PrototypeIndex open(SearchSettings settings) {
    return RediSearchPrototypeIndex.open(location, settings, QUICK);
  }

  private String last() {
    List<String> commands = module.commands();
    return commands.get(commands.size() - 1);
  }
}
