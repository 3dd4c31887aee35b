package io.lexiseg.vision.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexiseg.vision.mask.Mask;
import java.io.IOException;
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
                    {"mIoU": 58.3333, "mIoUOverUnion": 38.8889, "pixelAccuracy": 60.0,
                     "perCategory": {"sky": 50.0, "road": 66.6667, "tree": 0.0, "pole": null}}
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
            """);
  }

  @Test
  void shouldReportNothingCounted() throws IOException {
    // given
    EvaluationReport report = EvaluationReport.of(List.of("sky"), new ConfusionMatrix(1));

    // when
    JsonNode json = new ObjectMapper().readTree(report.toJson());

    // then
    assertThat(json.get("mIoU").isNull()).isTrue();
    assertThat(json.get("pixelAccuracy").isNull()).isTrue();
    assertThat(report.toTable()).contains("mIoU            -");
  }

  @Test
  void shouldRejectOtherNumberOfNames() {
    assertThatThrownBy(() -> EvaluationReport.of(List.of("sky"), new ConfusionMatrix(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("evaluation report: expected 2 names, got 1");
  }

  private static EvaluationReport givenReport() {
    ConfusionMatrix matrix = new ConfusionMatrix(4);
    matrix.add(
        Mask.of(2, 3, new short[] {0, 1, 1, 2, 2, 2}),
        Mask.of(2, 3, new short[] {3, 1, 0, 2, 2, 3}));
    return EvaluationReport.of(List.of("sky", "road", "tree", "pole"), matrix);
  }
}
