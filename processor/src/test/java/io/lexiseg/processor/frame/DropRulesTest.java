package io.lexiseg.processor.frame;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropReason;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.FrameCoordinates;
import org.junit.jupiter.api.Test;

class DropRulesTest {
  @Test
  void shouldKeepEveryFrame() {
    // given
    DropPolicy policy = DropPolicy.newBuilder().build();
    // when, then
    assertThat(DropRules.reason(policy, source(1), true, NOW.plusSeconds(99))).isEmpty();
  }

  @Test
  void shouldKeepTheLatestFrame() {
    // given
    DropPolicy policy = DropPolicy.newBuilder().setRule(DropRule.LATEST).build();
    // when, then
    assertThat(DropRules.reason(policy, source(1), false, NOW)).isEmpty();
    assertThat(DropRules.reason(policy, source(1), true, NOW)).contains(DropReason.SUPERSEDED);
  }

  @Test
  void shouldDropWhatIsTooOld() {
    // given
    DropPolicy policy =
        DropPolicy.newBuilder().setRule(DropRule.MAX_AGE).setMaxAgeMillis(500L).build();
    // when, then
    assertThat(DropRules.reason(policy, source(1), false, NOW.plusMillis(500))).isEmpty();
    assertThat(DropRules.reason(policy, source(1), false, NOW.plusMillis(501)))
        .contains(DropReason.TOO_OLD);
  }

  @Test
  void shouldKeepEveryNthFrame() {
    // given
    DropPolicy policy = DropPolicy.newBuilder().setRule(DropRule.SAMPLE).setSampleEvery(3).build();
    // when, then
    assertThat(DropRules.reason(policy, source(6), false, NOW)).isEmpty();
    assertThat(DropRules.reason(policy, source(7), false, NOW)).contains(DropReason.NOT_SAMPLED);
  }

  private static FrameCoordinates source(long frameId) {
    return new FrameCoordinates("c", frameId, NOW, "frames", 0, 0L);
  }
}
