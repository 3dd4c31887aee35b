package io.lexiseg.lab.soak.checker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.lab.soak.checker.ReplayCheck.LogRecord;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayCheckTest {
  private final ReplayCheck check = new ReplayCheck();

  @Test
  void shouldPassWhenEveryByteIsTheSame() {
    check.compare("vocabularies", log("one", "two"), log("one", "two"));

    Verdict verdict = check.verdict();

    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.numbers()).startsWith("records of 2 vocabularies; ");
  }

  @Test
  void shouldNameTheFirstRecordThatDiffers() {
    check.compare("vocabularies", log("one", "two", "three"), log("one", "twO", "thrEe"));

    thenTheOnlyProblemIs("topics that differ: vocabularies, at record 2 of 'street'");
  }

  @Test
  void shouldNameATopicThatIsShorter() {
    check.compare("vocabularies", log("one", "two"), log("one"));

    thenTheOnlyProblemIs("topics that differ: vocabularies, expected 2 records, got 1");
  }

  @Test
  void shouldTellADeletionFromAnEmptyValue() {
    check.compare("vocabularies", List.of(new LogRecord("street", Optional.empty(), 7)), log(""));

    thenTheOnlyProblemIs("topics that differ: vocabularies, at record 1 of 'street'");
  }

  private static List<LogRecord> log(String... values) {
    return List.of(values).stream()
        .map(
            value ->
                new LogRecord("street", Optional.of(ByteBuffer.wrap(value.getBytes(UTF_8))), 7))
        .toList();
  }

  private void thenTheOnlyProblemIs(String problem) {
    Verdict verdict = check.verdict();
    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.problems()).containsExactly(problem);
  }
}
