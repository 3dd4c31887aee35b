package io.lexiseg.lab.soak.checker;

import static io.lexiseg.lab.soak.checker.Tampered.START;
import static io.lexiseg.lab.soak.checker.Tampered.mask;
import static io.lexiseg.lab.soak.checker.Tampered.statistics;
import static io.lexiseg.lab.soak.checker.Tampered.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.EventTime;
import io.lexiseg.schemas.LegendEntry;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Vocabulary;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LegendCheckTest {
  private final LegendCheck check = new LegendCheck();

  @BeforeEach
  void givenTwoVersions() {
    check.version(version(1, "road", "sky"));
    check.version(version(2, "road", "sky", "tree"));
  }

  @Test
  void shouldPassWhenLegendsAreThoseOfTheirVersions() {
    check.mask(mask(0, 1, "road", "sky"));
    check.mask(mask(1, 2, "road", "sky", "tree"));
    check.statistics(statistics(0, 1));
    check.statistics(statistics(1, 2));

    assertThat(check.verdict().passed()).isTrue();
  }

  @Test
  void shouldNameALegendOfAnotherVersion() {
    check.mask(mask(0, 2, "road", "sky"));
    check.statistics(statistics(0, 2));

    thenTheOnlyProblemBegins("differ from their version: camera-1 0 has ");
  }

  @Test
  void shouldNameALegendInAnotherOrder() {
    check.mask(mask(0, 1, "sky", "road"));
    check.statistics(statistics(0, 1));

    thenTheOnlyProblemBegins("differ from their version: camera-1 0 has ");
  }

  @Test
  void shouldNameALegendWithOtherValues() {
    check.mask(
        SegmentationMask.newBuilder(mask(0, 1, "road", "sky"))
            .setLegend(List.of(new LegendEntry(1, "road"), new LegendEntry(3, "sky")))
            .build());
    check.statistics(statistics(0, 1));

    thenTheOnlyProblemBegins("differ from their version: camera-1 0 has ");
  }

  @Test
  void shouldNameAMaskOfAVersionThatWasNeverPublished() {
    check.mask(mask(0, 3, "road"));
    check.statistics(statistics(0, 3));

    thenTheOnlyProblemBegins("of a version never published: camera-1 0 names street version 3");
  }

  @Test
  void shouldPassWhenAVersionComesAgainAsItIs() {
    check.version(version(2, "road", "sky", "tree"));

    assertThat(check.verdict().passed()).isTrue();
  }

  @Test
  void shouldNameAVersionPublishedAgainWithOtherCategories() {
    check.version(version(2, "car"));

    thenTheOnlyProblemBegins("versions published again with other categories: street version 2");
  }

  @Test
  void shouldNameAMaskOfAVersionWhoseTimeHasNotCome() {
    check.version(
        Vocabulary.newBuilder(version(3, "car"))
            .setEffectiveFromMicros(EventTime.micros(START) + 1)
            .build());
    check.mask(mask(0, 3, "car"));
    check.statistics(statistics(0, 3));

    thenTheOnlyProblemBegins(
        "before their version's time: camera-1 0 was captured 1 us before street version 3");
  }

  @Test
  void shouldNameStatisticsOfAnotherVersion() {
    check.mask(mask(0, 1, "road", "sky"));
    check.statistics(statistics(0, 2));

    thenTheOnlyProblemBegins("without statistics of their version: camera-1 0: statistics of");
  }

  @Test
  void shouldNameAMaskWithoutStatistics() {
    check.mask(mask(0, 1, "road", "sky"));

    thenTheOnlyProblemBegins("without statistics of their version: camera-1 0 has none");
  }

  private void thenTheOnlyProblemBegins(String problem) {
    Verdict verdict = check.verdict();
    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.problems()).singleElement().asString().startsWith(problem);
  }
}
