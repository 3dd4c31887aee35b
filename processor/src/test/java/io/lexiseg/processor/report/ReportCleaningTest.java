package io.lexiseg.processor.report;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class ReportCleaningTest {
  private static final Instant OLD = NOW.minus(Duration.ofHours(25));
  private static final Instant RECENT = NOW.minus(Duration.ofHours(23));

  private final List<String> forgotten = new ArrayList<>();

  @Test
  void shouldForgetWhatWasSaidLongAgoByOrOfWhatIsGone() {
    // when
    clean(
        () ->
            Map.of(
                "street/gone", OLD,
                "a/b/gone", OLD,
                "street/away", RECENT,
                "street/own", OLD,
                "street/other/with slash", OLD,
                "deleted/own", OLD,
                "deleted/away", RECENT,
                "street/commands", OLD,
                "never/commands", OLD),
        () -> Set.of("own", "other/with slash"));
    // then
    assertThat(forgotten).containsExactly("a/b/gone", "deleted/own", "street/gone");
  }

  @Test
  void shouldForgetNothingWhileTheGroupDoesNotKnowThisInstance() {
    // when
    clean(() -> Map.of("street/gone", OLD), () -> Set.of("other"));
    // then
    assertThat(forgotten).isEmpty();
  }

  @Test
  void shouldLeaveItToTheNextTimeWhenKafkaDoesNotAnswer() {
    // when
    clean(
        () -> Map.of("street/gone", OLD),
        () -> {
          throw new KafkaException("away");
        });
    clean(
        () -> {
          throw new KafkaException("away");
        },
        () -> Set.of("own"));
    // then
    assertThat(forgotten).isEmpty();
  }

  @Test
  void shouldTellInstancesByTheirClients() {
    // when
    Set<String> instances =
        FrameClients.instances(
            List.of(
                "plant-0-frames-StreamThread-1-consumer",
                "plant-0-frames-StreamThread-2-consumer",
                "a-frames-b-frames-StreamThread-1-consumer",
                "stranger"));
    // then
    assertThat(instances).containsExactly("a-frames-b", "plant-0");
  }

  private void clean(Supplier<Map<String, Instant>> reports, Supplier<Set<String>> instances) {
    new ReportCleaning(
            "own",
            new ReportCleaning.Sources(reports, instances, "street"::equals),
            forgotten::add,
            Clock.fixed(NOW, ZoneOffset.UTC))
        .run();
  }
}
