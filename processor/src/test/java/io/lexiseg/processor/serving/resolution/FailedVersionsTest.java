package io.lexiseg.processor.serving.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class FailedVersionsTest {
  private static final VocabularyKey STREET = new VocabularyKey("street", "fast");

  private final FailedVersions failures = new FailedVersions();

  @Test
  void shouldReachNoVersionAfterTheLastThatFailed() {
    // when
    failures.failed(STREET, 2, "no such word");

    // then
    assertThat(failures.reach(STREET, 2)).isTrue();
    assertThat(failures.reach(STREET, 3)).isFalse();
    assertThat(failures.message(STREET)).hasValue("no such word");
    assertThat(failures.text()).get().asString().contains("street", "2", "no such word");
  }

  @Test
  void shouldForgetWhatALaterVersionHasMended() {
    // given
    failures.failed(STREET, 2, "no such word");

    // when
    failures.resolved(STREET, 2);

    // then
    assertThat(failures.message(STREET)).isEmpty();
    assertThat(failures.text()).isEmpty();
  }

  @Test
  void shouldKeepWhatAnEarlierVersionDoesNotMend() {
    // given
    failures.failed(STREET, 2, "no such word");

    // when
    failures.resolved(STREET, 1);

    // then
    assertThat(failures.message(STREET)).hasValue("no such word");
  }

  @Test
  void shouldSayWhoseItForgets() {
    // given
    failures.failed(STREET, 2, "no such word");

    // when
    Set<VocabularyKey> forgotten = failures.forgetAll();

    // then
    assertThat(forgotten).containsExactly(STREET);
    assertThat(failures.message(STREET)).isEmpty();
  }
}
