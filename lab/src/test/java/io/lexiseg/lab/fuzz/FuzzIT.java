package io.lexiseg.lab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fuzzer's short form; {@code lab/run fuzz} is the long one. */
class FuzzIT {
  private static final int RECORDS = 1500;
  private static final long HEAP_BYTES = 512L << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  void shouldStopAtNothing(String guarantee) throws Exception {
    // given
    LongStream seeds = LongStream.range(0, RECORDS);

    // when
    FuzzRun.Findings found = new FuzzRun(folder, guarantee, text -> {}).run(seeds);

    // then
    assertThat(found.stopped()).as("stopped before one of %s", found.suspects()).isFalse();
    assertThat(found.faults()).as(found.conservation()).isEmpty();
    assertThat(found.mostHeapBytes()).isPositive().isLessThan(HEAP_BYTES);
    assertThat(found.kinds()).containsOnlyKeys(FuzzKind.values());
    assertThat(found.conservation()).contains("masks=");
  }
}
