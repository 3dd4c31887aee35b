package io.lexiseg.prototypes.redisearch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.util.JedisClusterCRC16;

class EntryNamesTest {
  @Test
  void shouldKeepAnIndexInOneSlotOfACluster() {
    // given
    EntryNames names = new EntryNames("lexiseg", "streets");
    Stream<String> pairs =
        IntStream.rangeClosed(1, 3)
            .boxed()
            .flatMap(
                generation ->
                    LongStream.range(0, 500)
                        .mapToObj(id -> new String(names.pair(generation, id), US_ASCII)));

    // when
    List<Integer> slots =
        Stream.concat(Stream.of(names.published(), names.generations(), names.unfinished()), pairs)
            .map(JedisClusterCRC16::getSlot)
            .distinct()
            .toList();

    // then
    assertThat(slots).containsExactly(JedisClusterCRC16.getSlot("lexiseg:streets"));
  }

  @Test
  void shouldSpreadIndexesOverACluster() {
    // when
    Stream<Integer> slots =
        IntStream.range(0, 20)
            .mapToObj(i -> new EntryNames("lexiseg", "index-" + i).published())
            .map(JedisClusterCRC16::getSlot);

    // then
    assertThat(slots.distinct().count()).isGreaterThan(10);
  }

  @Test
  void shouldTakeAnIdOutOfAName() {
    // given
    EntryNames names = new EntryNames("a", "b.c");

    // then
    assertThat(new String(names.pair(12, 345), US_ASCII)).isEqualTo("{a:b.c}:12:345");
    assertThat(names.id(12, "{a:b.c}:12:345")).isEqualTo(345);
  }
}
