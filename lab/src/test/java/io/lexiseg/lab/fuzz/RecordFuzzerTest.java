package io.lexiseg.lab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.Topics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordFuzzerTest {
  private RecordFuzzer fuzzer;

  @BeforeEach
  void prepare() throws Exception {
    fuzzer = new RecordFuzzer(new FuzzSchemas(1, 2, List.of(3, 4)), FuzzPictures.draw(1));
  }

  @Test
  void shouldMakeTheSameRecordOfTheSameSeed() {
    for (long seed = 0; seed < 200; seed++) {
      FuzzedRecord first = fuzzer.record(seed);
      FuzzedRecord second = fuzzer.record(seed);
      assertThat(first.kind()).isEqualTo(second.kind());
      assertThat(first.topic()).isEqualTo(second.topic());
      assertThat(first.key()).isEqualTo(second.key());
      assertThat(first.value()).isEqualTo(second.value());
      assertThat(first.headers()).containsOnlyKeys(second.headers().keySet());
    }
  }

  @Test
  void shouldSpoilAtEveryLevelAndSendCommandsToo() {
    // when
    Map<FuzzKind, Integer> kinds = new EnumMap<>(FuzzKind.class);
    int commands = 0;
    for (long seed = 0; seed < 1000; seed++) {
      FuzzedRecord record = fuzzer.record(seed);
      kinds.merge(record.kind(), 1, Integer::sum);
      commands += record.topic().equals(Topics.VOCABULARY_COMMANDS) ? 1 : 0;
    }

    // then
    assertThat(kinds).containsOnlyKeys(FuzzKind.values());
    assertThat(kinds.values()).allMatch(count -> count > 50);
    assertThat(commands).isBetween(10, 100);
  }

  @Test
  void shouldChangeBytesAndNeverTheGivenOnes() {
    // given
    byte[] whole = new byte[100];
    Random random = new Random(1);
    int changed = 0;

    // when
    for (int i = 0; i < 1000; i++) {
      changed += java.util.Arrays.equals(ByteFuzzer.changed(whole, random), whole) ? 0 : 1;
    }

    // then
    assertThat(whole).containsOnly(0);
    assertThat(changed).isGreaterThan(900);
  }
}
