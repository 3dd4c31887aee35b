package io.lexiseg.prototypes.redisearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.Samples;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import io.lexiseg.prototypes.redis.ConnectionSettings;
import io.lexiseg.prototypes.redis.RedisConnection;
import io.lexiseg.prototypes.redis.RedisLocation;
import io.lexiseg.prototypes.redis.RedisServer;
import io.lexiseg.prototypes.redis.VectorIndexSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  @Timeout(20)
  void shouldNotWaitLongForAServerThatNeverAnswers() throws IOException {
    // given: connections are taken, nothing is read
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String location =
          "redis://127.0.0.1:%d?index=streets&timeout=50ms".formatted(silent.getLocalPort());

      // then
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> PrototypeIndexes.open(location))
          .withMessageContainingAll("published generation", "1 attempts", "no answer in time");
    }
  }

  @Test
  @Timeout(20)
  void shouldNotWaitLongForASearch() {
    // given
    write(VectorIndexSettings.EXACT);
    String patient = module.uri() + "?index=streets&timeout=60s&search-timeout=50ms";
    try (PrototypeIndex index = PrototypeIndexes.open(patient)) {
      module.holdSearches();

      // then
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> index.nearest(samples.key(0), 5))
          .withMessageContainingAll("search {lexiseg:streets}:1", "no answer in time");
      assertThat(last()).contains("TIMEOUT 50");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NOAUTH Authentication required.|password-file=FILE or password-env=NAME",
        "WRONGPASS invalid username-password pair or user is disabled.|the password of user 'me'",
        "NOPERM User me has no permissions to run the 'ft.search' command|user 'me' to have the rights",
        "MOVED 866 10.0.0.7:6379|the address of the cluster node that holds the index"
      })
  void shouldSayWhatARefusalAsksFor(String refusal, String needed) {
    // given
    write(VectorIndexSettings.EXACT);
    String location = module.uri().toString().replace("//", "//me@") + "?index=streets";
    try (PrototypeIndex index = PrototypeIndexes.open(location)) {
      module.refuse(refusal);

      // then
      assertThatIllegalStateException()
          .isThrownBy(() -> index.nearest(samples.key(0), 5))
          .withMessageContainingAll("expected", needed, refusal)
          .withMessageNotContaining("\n");
    }
  }

  @Test
  void shouldSayThatTheServerDoesNotKnowHalves() {
    // given
    module.beOld();

    // then
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                write(
                    VectorIndexSettings.EXACT.keptAs(ComponentType.FLOAT16, ComponentType.FLOAT32)))
        .withMessageContainingAll("keys=float16", "RediSearch 2.10 or Redis 8");
    write(VectorIndexSettings.EXACT.keptAs(ComponentType.FLOAT32, ComponentType.FLOAT16));
  }

  @Test
  void shouldRefuseHalvesOutOfRange() {
    // given
    RedisLocation halves = RedisLocation.parse(module.uri() + "?index=streets&prototypes=float16");
    try (PrototypeIndexWriter writer =
        RediSearchPrototypeIndexWriter.create(halves, samples.description(), QUICK)) {
      // then
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.add("tree", samples.key(0), new float[] {1, 2, 65505f}))
          .withMessageContainingAll("65504", "65505");
    }
  }

  @Test
  void shouldSearchAsDeepAsTheGraphNeeds() {
    // given
    module.needDepth(2);
    write(VectorIndexSettings.GRAPH);
    try (PrototypeIndex index = open();
        GenerationCatalog catalog = GenerationCatalog.open(location, QUICK)) {
      // when
      index.nearest(samples.key(0), 7);

      // then: the least depth that is enough, recorded and used
      assertThat(catalog.generation(1).orElseThrow().explorations().get(0))
          .isEqualTo(new Exploration(10, 20, 1));
      assertThat(last()).contains("KNN 7 @key $query EF_RUNTIME 20 AS");
    }
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
