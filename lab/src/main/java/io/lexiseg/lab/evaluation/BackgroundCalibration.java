package io.lexiseg.lab.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.output.OrderedWork;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset.Sample;
import io.lexiseg.lab.evaluation.DatasetEvaluator.Task;
import io.lexiseg.lab.figure.EvaluationReport;
import io.lexiseg.lab.figure.ThresholdCurve;
import io.lexiseg.lab.figure.ThresholdCurve.Point;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.recognition.pipeline.FramePayload;
import io.lexiseg.recognition.pipeline.FramePipeline;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.segmentation.Segmentation;
import io.lexiseg.vision.setting.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Finds the background threshold that suits a data set, in one run over its pictures. */
public final class BackgroundCalibration {
  private final List<Point> points;

  private BackgroundCalibration(List<Point> points) {
    this.points = points;
  }

  /** One picture without threshold. */
  private record Segmented(Sample sample, Segmentation segmentation) {}

  /**
   * Measures every threshold.
   *
   * @param preset whose background is left out
   * @param grid thresholds, ascending
   * @param finished hears how many pictures are done
   * @throws IllegalArgumentException if the data set has no background
   * @throws FailedException if a picture cannot be read
   */
  public static BackgroundCalibration run(
      Task task, SegmentationModel model, Preset preset, double[] grid, LongConsumer finished) {
    if (!task.dataset().hasBackground()) {
      throw new IllegalArgumentException(
          task.dataset().title() + ": expected a data set with background, got one without");
    }
    ResolvedVocabulary vocabulary =
        model.resolve(
            "dataset", VocabularyText.categories(task.words()), preset.with("background", "none"));
    FramePipeline pipeline = new FramePipeline(DecodeLimits.STANDARD, model.segmenter());
    ThresholdCurve curve = new ThresholdCurve(grid, task.dataset().categories().size());
    long[] done = new long[1];
    OrderedWork.run(
        task.samples(),
        Runtime.getRuntime().availableProcessors(),
        sample -> segmented(sample, pipeline, vocabulary),
        segmented -> {
          add(curve, task, segmented);
          finished.accept(++done[0]);
        });
    return new BackgroundCalibration(curve.points());
  }

  private static Segmented segmented(
      Sample sample, FramePipeline pipeline, ResolvedVocabulary vocabulary) {
    try {
      byte[] encoded = Files.readAllBytes(sample.image());
      return new Segmented(
          sample, pipeline.segment(FramePayload.file(encoded), vocabulary).segmentation());
    } catch (IOException e) {
      throw new FailedException("%s: cannot be read".formatted(sample.image()), e);
    }
  }

  private static void add(ThresholdCurve curve, Task task, Segmented segmented) {
    float[] scores =
        segmented
            .segmentation()
            .scores()
            .orElseThrow(() -> new IllegalStateException("this segmenter tells no scores"))
            .values();
    curve.add(
        task.dataset().reference(segmented.sample()),
        task.dataset().prediction(segmented.segmentation().mask()),
        scores);
  }

  /** The threshold with the best mean IoU, the lowest of several. */
  private Point best() {
    return points.stream()
        .max(
            Comparator.comparingDouble((Point point) -> point.meanIou().orElse(0))
                .thenComparing(Comparator.comparingDouble(Point::threshold).reversed()))
        .orElseThrow();
  }

  /** {@code best}, and {@code points} with threshold, mIoU, pixelAccuracy in percent. */
  public ObjectNode json() {
    ObjectNode json = new ObjectMapper().createObjectNode().put("best", best().threshold());
    for (Point point : points) {
      json.withArray("points")
          .addObject()
          .put("threshold", point.threshold())
          .put("mIoU", Math.round(1e6 * point.meanIou().orElse(0)) / 1e4)
          .put("pixelAccuracy", Math.round(1e6 * point.pixelAccuracy().orElse(0)) / 1e4);
    }
    return json;
  }

  /** A line for each threshold, and how to use the best. */
  public String toTable() {
    StringBuilder table = new StringBuilder("threshold     mIoU  accuracy\n");
    for (Point point : points) {
      table.append(
          String.format(
              Locale.ROOT,
              "%9.4f %8s %9s%n",
              point.threshold(),
              EvaluationReport.percent(point.meanIou()),
              EvaluationReport.percent(point.pixelAccuracy())));
    }
    return table + "best: --set background=base:threshold=" + best().threshold() + "\n";
  }
}
