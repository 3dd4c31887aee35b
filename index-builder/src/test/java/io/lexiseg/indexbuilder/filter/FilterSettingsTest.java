package io.lexiseg.indexbuilder.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.indexbuilder.generation.DropReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterSettingsTest {
  @Test
  void shouldReadWhatItWrites() {
    // when
    FilterSettings all = FilterSettings.parse("default");
    FilterSettings some = FilterSettings.parse("low-contrast=0.1, near-duplicate");

    // then
    assertThat(FilterSettings.parse(all.text())).isEqualTo(all).isEqualTo(FilterSettings.DEFAULT);
    assertThat(some.text()).isEqualTo("low-contrast=0.1,near-duplicate=0.99");
    assertThat(some.threshold(DropReason.WHOLE_PICTURE)).isEmpty();
    assertThat(FilterSettings.parse(FilterSettings.NONE.text())).isEqualTo(FilterSettings.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no-noun", "low-contrast=", "low-contrast=2", "default,none", "Low"})
  void shouldRefuseWhatIsNoFilter(String text) {
    assertThatThrownBy(() -> FilterSettings.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("filters: expected");
  }
}
