package io.lexiseg.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderedWorkTest {
  @Test
  void shouldHandOverResultsInOrder() {
    // given
    List<Integer> items = IntStream.range(0, 50).boxed().toList();
    List<Integer> taken = new ArrayList<>();

    // when
    OrderedWork.run(items, 3, item -> 2 * item, taken::add);

    // then
    assertThat(taken).isEqualTo(items.stream().map(item -> 2 * item).toList());
  }

  @Test
  void shouldPassAnErrorOnAsItIs() {
    // given
    OutOfMemoryError error = new OutOfMemoryError("heap");

    // when / then
    assertThatThrownBy(
            () ->
                OrderedWork.run(
                    List.of(1),
                    1,
                    item -> {
                      throw error;
                    },
                    result -> {}))
        .isSameAs(error);
  }
}
