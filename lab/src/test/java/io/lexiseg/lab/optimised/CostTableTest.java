package io.lexiseg.lab.optimised;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CostTableTest {
  @Test
  void shouldCompareMediansWithTheFirst() {
    // given
    CostTable table = new CostTable();
    for (double seconds : new double[] {1, 1, 9}) {
      table.add("lite", new Cost(seconds, 2 * seconds));
      table.add("lite-fast", new Cost(seconds / 2, seconds / 2));
    }

    // when
    List<String> lines = table.lines();

    // then
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).endsWith("times as fast as lite");
    assertThat(lines.get(1).split(" {2,}"))
        .containsExactly("lite", "1.000", "2.000", "1.000", "1.00 (by wall 1.00)");
    assertThat(lines.get(2).split(" {2,}"))
        .containsExactly("lite-fast", "0.500", "0.500", "2.000", "2.00 (by wall 4.00)");
  }
}
