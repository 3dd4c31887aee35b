package io.lexiseg.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.NearestKey;
import io.lexiseg.schemas.SupportLevel;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupportRemarksTest {
  @Test
  void shouldRemarkWhatTheIndexHardlyKnows() {
    assertThat(SupportRemarks.of(List.of(word(SupportLevel.STRONG), word(SupportLevel.WEAK))))
        .containsExactly("zamboni: weak, nearest snowplow 0.71, tractor 0.69");
  }

  @Test
  void shouldNotCallAWordUnknownWhereNobodyMeasuredThePack() {
    assertThat(SupportRemarks.of(List.of(word(SupportLevel.UNKNOWN))))
        .containsExactly(
            "zamboni: support not measured for this pack, nearest snowplow 0.71, tractor 0.69");
  }

  private static CategorySupport word(SupportLevel level) {
    return CategorySupport.newBuilder()
        .setCategory("zamboni")
        .setLevel(level)
        .setNearest(
            List.of(
                new NearestKey("snowplow", 0.71f),
                new NearestKey("tractor", 0.69f),
                new NearestKey("bus", 0.5f)))
        .build();
  }
}
