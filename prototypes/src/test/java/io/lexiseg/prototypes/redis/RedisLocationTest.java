package io.lexiseg.prototypes.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import io.lexiseg.prototypes.redis.VectorIndexSettings.Algorithm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisLocationTest {
  @Test
  void shouldParseAllParts() {
    // when
    RedisLocation location =
        RedisLocation.parse(
            "rediss://me@host:7000/0?index=coco&generation=12&namespace=a.b&algorithm=hnsw"
                + "&keys=float16&prototypes=float16&recall=0.9&exploration=700"
                + "&password-file=/run/secrets/redis&trust=/etc/ca.pem"
                + "&connect-timeout=1s&timeout=1500ms&search-timeout=4s");

    // then
    assertThat(location)
        .isEqualTo(
            new RedisLocation(
                new RedisServer(
                    URI.create("rediss://me@host:7000/0"),
                    new Secret(Secret.Source.FILE, "/run/secrets/redis"),
                    List.of(Path.of("/etc/ca.pem")),
                    Map.of(
                        Timeout.CONNECT, Duration.ofSeconds(1),
                        Timeout.COMMAND, Duration.ofMillis(1500),
                        Timeout.SEARCH, Duration.ofSeconds(4))),
                "a.b",
                "coco",
                OptionalInt.of(12),
                new VectorIndexSettings(
                    Algorithm.HNSW,
                    ComponentType.FLOAT16,
                    ComponentType.FLOAT16,
                    new VectorIndexSettings.Graph(16, 200, 0.9)),
                OptionalInt.of(700)));
  }

  @Test
  void shouldTakeThePublishedGenerationByDefault() {
    // when
    RedisLocation location = RedisLocation.parse("redis://host:6379?index=coco");

    // then
    assertThat(location)
        .isEqualTo(
            new RedisLocation(
                RedisServer.of(URI.create("redis://host:6379")),
                "lexiseg",
                "coco",
                OptionalInt.empty(),
                VectorIndexSettings.EXACT,
                OptionalInt.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://host:6379?index=a&exploration=0",
        "redis://host:6379",
        "redis://host:6379?",
        "redis://host:6379?index=",
        "redis://host:6379?index=a:b",
        "redis://host:6379?index=a&generation=0",
        "redis://host:6379?index=a&generation=x",
        "redis://host:6379?index=a&namespace=",
        "redis://host:6379?index=a&index=b",
        "redis://host:6379?index=a&algorithm=fast",
        "redis://host:6379?index=a&keys=float8",
        "redis://host:6379?index=a&recall=1.5",
        "redis://host:6379?index=a&timeout=10",
        "redis://host:6379?index=a&timeout=0s",
        "redis://host:6379?index=a&password-env=A&password-file=b",
        "redis://host:6379?index=a&other=1"
      })
  void shouldRefuseOtherLocations(String location) {
    // then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisLocation.parse(location))
        .withMessageContaining("redis index");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://me:hush@host:7000",
        "redis://me:hush@host:7000?index=a&password-env=PATH",
        "redis://me:hush@host:7000?index=a&trust=ca.pem",
        "redis://me:hush@host?index=a"
      })
  void shouldNotTellThePasswordOfAWrongAddress(String location) {
    // then
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> {
              RedisServer.of(URI.create(location.replaceFirst("[?].*", "")));
              RedisLocation.parse(location);
            })
        .withMessageContaining("//host")
        .withMessageNotContaining("hush");
    assertThat(RedisServer.of(URI.create("redis://me:hush@host:7000")).toString())
        .isEqualTo("redis://host:7000");
  }

  @Test
  void shouldReadAPasswordWhereItIsKept(@TempDir Path folder) throws IOException {
    // given
    Path file = Files.writeString(folder.resolve("password"), "open sesame\n");

    // then
    assertThat(new Secret(Secret.Source.FILE, file.toString()).read("")).isEqualTo("open sesame");
    assertThat(new Secret(Secret.Source.ENVIRONMENT, "PATH").read(""))
        .isEqualTo(System.getenv("PATH"));
    assertThat(Secret.IN_ADDRESS.read("hush")).isEqualTo("hush");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Secret(Secret.Source.ENVIRONMENT, "NO_SUCH_VARIABLE").read(""))
        .withMessageContaining("environment variable NO_SUCH_VARIABLE");
    Files.writeString(file, "\n");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> PrototypeIndexes.open("redis://me@host:6379?index=a&password-file=" + file))
        .withMessageContainingAll(file.toString(), "empty first line");
  }
}
