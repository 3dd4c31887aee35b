package io.lexiseg.lab.evaluation.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
  @Test
  void shouldReadLabelPresetAndValues() {
    // when
    Configuration configuration =
        Configuration.parse("few pieces: street superpixels=slic:count=50,sigma=2 localWeight=1");

    // then
    assertThat(configuration.label()).isEqualTo("few pieces");
    assertThat(configuration.preset()).hasValue("street");
    assertThat(configuration.changes())
        .isEqualTo(Map.of("superpixels", "slic:count=50,sigma=2", "localWeight", "1"));
    assertThat(configuration.folder()).isEqualTo("few-pieces");
  }

  @Test
  void shouldTakeTheTextForLabelWhenThereIsNone() {
    assertThat(Configuration.parse(" superpixels=seeds:count=9 "))
        .isEqualTo(
            new Configuration(
                "superpixels=seeds:count=9",
                Optional.empty(),
                Map.of("superpixels", "seeds:count=9")));
    assertThat(Configuration.parse("street"))
        .isEqualTo(new Configuration("street", Optional.of("street"), Map.of()));
    assertThat(Configuration.parse("as it is:"))
        .isEqualTo(new Configuration("as it is", Optional.empty(), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "street general", "a: =1", "a: x=1 x=2"})
  void shouldRefuseOtherText(String text) {
    assertThatThrownBy(() -> Configuration.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }
}
