package io.lexiseg.prototypes.redisearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lexiseg.prototypes.redisearch.VectorIndexSettings.Algorithm;
import java.net.URI;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisLocationTest {
  @Test
  void shouldParseAllParts() {
    // when
    RedisLocation location =
        RedisLocation.parse(
            "rediss://me:word@host:7000/0?index=coco&generation=12&namespace=a.b&algorithm=hnsw");

    // then
    assertThat(location)
        .isEqualTo(
            new RedisLocation(
                URI.create("rediss://me:word@host:7000/0"),
                "a.b",
                "coco",
                OptionalInt.of(12),
                Algorithm.HNSW,
                OptionalInt.empty()));
  }

  @Test
  void shouldTakeThePublishedGenerationByDefault() {
    // when
    RedisLocation location = RedisLocation.parse("redis://host:6379?index=coco");

    // then
    assertThat(location)
        .isEqualTo(
            new RedisLocation(
                URI.create("redis://host:6379"),
                "lexiseg",
                "coco",
                OptionalInt.empty(),
                Algorithm.FLAT,
                OptionalInt.empty()));
  }

  @Test
  void shouldReadTheExplorationDepth() {
    // given
    String address = "redis://host:6379?index=coco&algorithm=hnsw";

    // when
    SearchSettings usual = SearchSettings.of(RedisLocation.parse(address));
    SearchSettings deep = SearchSettings.of(RedisLocation.parse(address + "&exploration=50000"));
    SearchSettings shallow = SearchSettings.of(RedisLocation.parse(address + "&exploration=16"));

    // then: never fewer candidates than neighbours
    assertThat(usual).isEqualTo(SearchSettings.DEFAULT);
    assertThat(deep.width(350)).isEqualTo(50_000);
    assertThat(shallow.width(350)).isEqualTo(350);
    assertThat(shallow.width(5)).isEqualTo(16);
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
        "redis://host:6379?index=a&other=1"
      })
  void shouldRefuseOtherLocations(String location) {
    // then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisLocation.parse(location))
        .withMessageContaining("redis index");
  }

  @Test
  void shouldNotTellThePasswordOfAWrongAddress() {
    // then
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RedisConnection.open(
                    URI.create("http://me:hush@host:7000"), ConnectionSettings.DEFAULT))
        .withMessageContaining("http://host")
        .withMessageNotContaining("hush");
  }
}
