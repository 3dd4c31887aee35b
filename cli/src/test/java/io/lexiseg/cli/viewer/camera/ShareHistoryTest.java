package io.lexiseg.cli.viewer.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.output.Records;
import io.lexiseg.schemas.BoundingBox;
import io.lexiseg.schemas.CategoryCoverage;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.MaskStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShareHistoryTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:10Z");
  private static final int STEPS = 120;

  private final ShareHistory history = new ShareHistory();

  @Test
  void shouldTellTheMeanOfEachStep() {
    // given
    count(1, NOW.minusSeconds(70), share("tree", 0.5));
    count(2, NOW.minusSeconds(1), share("road", 0.2));
    count(3, NOW, share("road", 0.4));
    count(4, NOW, share("road", 0.6), share("tree", 0.1));

    // when
    ShareHistory.View view = history.view("gate", NOW);

    // then: what a mask lacks is none of it; where no mask was, nothing is known
    assertThat(view.lines())
        .extracting(ShareHistory.Line::category)
        .containsExactly("road", "tree");
    assertThat(last(view, 0)).containsExactly(0.0, -1.0, 0.4);
    assertThat(last(view, 1)).containsExactly(0.5, -1.0, 0.0333);
    assertThat(view.lines().get(0).shares()).hasSize(STEPS);
    assertThat(Instant.ofEpochMilli(view.from() + STEPS * view.stepMillis())).isAfter(NOW);
  }

  private static List<Double> last(ShareHistory.View view, int line) {
    return view.lines().get(line).shares().subList(STEPS - 3, STEPS);
  }

  @Test
  void shouldForgetWhatIsLongerAgo() {
    // given
    count(1, NOW, share("road", 0.5));

    // when
    Instant later = NOW.plus(ShareHistory.PAST).plus(ShareHistory.STEP);

    // then
    assertThat(history.view("gate", later).lines()).isEmpty();
    assertThat(history.view("yard", NOW).lines()).isEmpty();
  }

  @Test
  void shouldTellTheScoresOfTheLastFrames() {
    // when
    for (int frame = 1; frame <= 61; frame++) {
      count(frame, NOW.plus(Duration.ofMillis(frame)), share("road", 0.5));
    }

    // then
    assertThat(history.scores(Records.source("gate", 61)).orElseThrow())
        .containsEntry("road", 0.9f);
    assertThat(history.scores(Records.source("gate", 1))).isEmpty();
    assertThat(history.scores(Records.source("yard", 61))).isEmpty();
  }

  private static CategoryCoverage share(String category, double part) {
    return new CategoryCoverage(1, category, 1L, part, 0.9f, new BoundingBox(0, 0, 0, 0));
  }

  private void count(long frame, Instant capturedAt, CategoryCoverage... categories) {
    history.counted(
        MaskStatistics.newBuilder()
            .setSource(
                FrameCoordinates.newBuilder(Records.source("gate", frame))
                    .setCapturedAt(capturedAt)
                    .build())
            .setHeight(1)
            .setWidth(1)
            .setVocabularyId("default")
            .setVocabularyVersion(1)
            .setUnlabelledPixels(0)
            .setCategories(List.of(categories))
            .build());
  }
}
