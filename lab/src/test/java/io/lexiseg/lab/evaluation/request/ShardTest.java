package io.lexiseg.lab.evaluation.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
  @Test
  void shouldShareEveryItemOnce() {
    // given
    List<Integer> items = List.of(0, 1, 2, 3, 4, 5, 6);

    // when, then
    assertThat(new Shard(1, 3).of(items)).containsExactly(0, 3, 6);
    assertThat(new Shard(2, 3).of(items)).containsExactly(1, 4);
    assertThat(Shard.parse("3/3").of(items)).containsExactly(2, 5);
    assertThat(Shard.WHOLE.of(items)).isEqualTo(items);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/2", "3/2", "1", "1/0", "a/b", ""})
  void shouldRefuseOtherText(String text) {
    assertThatThrownBy(() -> Shard.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shard: expected NUMBER/COUNT");
  }
}
