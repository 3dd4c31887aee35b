package io.lexiseg.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexiseg.lab.figure.EvaluationReport.Averaging;
import io.lexiseg.vision.mask.Mask;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationReportTest {

  @Test
  void shouldReportPercentAsJson() throws IOException {
    // when
    JsonNode report = new ObjectMapper().readTree(givenReport().toJson());

    // then
    assertThat(report)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"mIoU": 58.3333, "mIoUOverReference": 58.3333, "mIoUOverUnion": 38.8889,
                     "pixelAccuracy": 60.0, "majorityAccuracy": 60.0, "unpaintedShare": 20.0,
                     "meanAccuracy": 58.3333, "zeroIoUShare": 0.0,
                     "smallObjectIoU": null, "boundaryF": 100.0, "pictures": 1,
                     "perCategory": {"sky": 50.0, "road": 66.6667, "tree": 0.0, "pole": null},
                     "perCategoryAccuracy": {"sky": 50.0, "road": 66.6667, "tree": null, "pole": null},
                     "perCategorySmallObject": {"sky": null, "road": null, "tree": null, "pole": null},
                     "perCategoryBoundaryF": {"sky": 100.0, "road": 100.0, "tree": null, "pole": null}}
                    """));
  }

  @Test
  void shouldReportTable() {
    // when
    String table = givenReport().toTable();

    // then
    assertThat(table)
        .isEqualTo(
            """
            category      IoU  of pixels
            sky        50.00%  40.00%
            road       66.67%  60.00%
            tree        0.00%  0.00%
            mIoU       58.33%  of categories in reference
                       38.89%  of categories that occur at all
            accuracy   60.00%  of pixels
                       58.33%  mean of categories in reference
            majority   60.00%  if all were the commonest
            unpainted  20.00%  of pixels got no category
            zero IoU    0.00%  of categories in reference
            small           -  mIoU where at most 1% of the picture
            boundary  100.00%  mean F within 0.75% of the diagonal
            """);
  }

  @Test
  void shouldReportNothingCounted() throws IOException {
    // given
    EvaluationReport report =
        EvaluationReport.of(List.of("sky"), Averaging.OVER_REFERENCE, List.of());

    // when
    JsonNode json = new ObjectMapper().readTree(report.toJson());

    // then
    assertThat(json.get("mIoU").isNull()).isTrue();
    assertThat(json.get("pixelAccuracy").isNull()).isTrue();
    assertThat(report.toTable()).contains("mIoU            -");
  }

  @Test
  void shouldAverageAsAsked() {
    // when, then: tree is only predicted
    assertThat(givenReport(Averaging.OVER_REFERENCE).meanIou()).hasValue((0.5 + 2 / 3.0) / 2);
    assertThat(givenReport(Averaging.OVER_UNION).meanIou()).hasValue((0.5 + 2 / 3.0) / 3);
  }

  @Test
  void shouldMeasureSmallObjectsWhereTheyAreSmall() {
    // given: 20x20 pixels; "bird" has 4 of them, of which 2 are found, with 1 too many
    short[] reference = new short[400];
    short[] predicted = new short[400];
    Arrays.fill(reference, (short) 1);
    Arrays.fill(predicted, (short) 1);
    Arrays.fill(reference, 0, 4, (short) 2);
    Arrays.fill(predicted, 2, 5, (short) 2);
    short[] large = new short[400];
    Arrays.fill(large, (short) 2);

    // when
    EvaluationReport report =
        EvaluationReport.of(
            List.of("sky", "bird", "cat"),
            Averaging.OVER_REFERENCE,
            List.of(
                PictureCounts.of("a", Mask.of(20, 20, reference), Mask.of(20, 20, predicted)),
                PictureCounts.of("b", Mask.of(20, 20, large), Mask.of(20, 20, large))));

    // then: picture b, all bird, counts only in the plain figure
    assertThat(report.smallObjectIou()).hasValue(2 / 5.0);
    assertThat(report.matrix().iou(2)).hasValue(402 / 405.0);
  }

  @Test
  void shouldCountCategoriesNeverFound() {
    // given
    short[] reference = {1, 2, 3, 4};
    short[] predicted = {2, 2, 1, 0};

    // when
    EvaluationReport report =
        EvaluationReport.of(
            List.of("sky", "road", "tree", "pole", "car"),
            Averaging.OVER_REFERENCE,
            List.of(PictureCounts.of("a", Mask.of(2, 2, reference), Mask.of(2, 2, predicted))));

    // then: sky, tree and pole of four in the reference
    assertThat(report.matrix().zeroIouShare()).hasValue(0.75);
  }

  @Test
  void shouldReportMarkdown() {
    assertThat(givenReport().toMarkdown())
        .contains("| **mIoU** | 58.33% |")
        .contains("| road | 66.67% | 66.67% | - | 100.00% | 60.00% |");
  }

  @Test
  void shouldRejectCategoryWithoutName() {
    assertThatThrownBy(
            () ->
                EvaluationReport.of(
                    List.of("sky"), Averaging.OVER_REFERENCE, List.of(givenCounts())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a: expected categories up to 1");
  }

  private static EvaluationReport givenReport() {
    return givenReport(Averaging.OVER_REFERENCE);
  }

  private static EvaluationReport givenReport(Averaging averaging) {
    return EvaluationReport.of(
        List.of("sky", "road", "tree", "pole"), averaging, List.of(givenCounts()));
  }

  private static PictureCounts givenCounts() {
    return PictureCounts.of(
        "a",
        Mask.of(2, 3, new short[] {0, 1, 1, 2, 2, 2}),
        Mask.of(2, 3, new short[] {3, 1, 0, 2, 2, 3}));
  }
}
