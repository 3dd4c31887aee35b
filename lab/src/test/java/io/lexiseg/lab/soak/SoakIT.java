package io.lexiseg.lab.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.lab.soak.checker.Verdict;
import io.lexiseg.lab.system.TestedModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The soak in short: everything but the memory, which takes longer to judge, and the index. */
class SoakIT {
  @TempDir private Path folder;

  @Test
  @Timeout(240)
  void shouldFindNothingWrongWhenAProcessorIsKilledTwice() throws Exception {
    // given
    SoakSettings settings =
        new SoakSettings(
            Duration.ofSeconds(15),
            TestedModel.TINY,
            Optional.empty(),
            8,
            0.8,
            Duration.ofMillis(400),
            Duration.ZERO,
            1,
            folder);

    // when
    List<Verdict> verdicts = new Soak(settings, progress -> {}).run();

    // then
    assertThat(verdicts)
        .extracting(Verdict::name)
        .containsExactly(
            "frames",
            "legends",
            "versions",
            "answers",
            "reports",
            "memory",
            "processors",
            "replay");
    assertThat(verdicts).allMatch(Verdict::passed);
  }
}
