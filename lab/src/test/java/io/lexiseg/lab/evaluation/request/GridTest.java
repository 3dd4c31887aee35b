package io.lexiseg.lab.evaluation.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridTest {
  @Test
  void shouldHoldBothEnds() {
    assertThat(Grid.parse("0.48:0.60:0.005")).hasSize(25).contains(0.48, 0.485, 0.595, 0.6);
    assertThat(Grid.parse("1:1:1")).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "2:1:1", "0:1:0", "0:1:0.0001", "a:b:c", "0:1"})
  void shouldRefuseOtherText(String text) {
    assertThatThrownBy(() -> Grid.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected FROM:TO:STEP");
  }
}
