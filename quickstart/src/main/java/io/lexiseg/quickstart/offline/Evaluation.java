package io.lexiseg.quickstart.offline;

import io.lexiseg.processor.frame.FramePayload;
import io.lexiseg.processor.frame.FramePipeline;
import io.lexiseg.processor.vocabulary.ResolvedVocabulary;
import io.lexiseg.quickstart.FailedException;
import io.lexiseg.vision.evaluation.EvaluationReport;
import io.lexiseg.vision.evaluation.EvaluationReport.Averaging;
import io.lexiseg.vision.evaluation.PictureCounts;
import io.lexiseg.vision.evaluation.SegmentationDataset;
import io.lexiseg.vision.evaluation.SegmentationDataset.Sample;
import io.lexiseg.vision.mask.Mask;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Measures masks against a folder of pictures with reference masks. */
public final class Evaluation {
  private final FramePipeline pipeline;
  private final SegmentationDataset dataset;

  /** Prepares. */
  public Evaluation(FramePipeline pipeline, SegmentationDataset dataset) {
    this.pipeline = pipeline;
    this.dataset = dataset;
  }

  /**
   * Segments every picture and counts.
   *
   * @param vocabulary of the data set's categories, in order
   * @param threads pictures in work at once, at least 1
   * @param finished hears how many are done
   */
  public EvaluationReport run(
      ResolvedVocabulary vocabulary,
      Averaging averaging,
      List<Sample> samples,
      int threads,
      Consumer<Long> finished) {
    List<PictureCounts> pictures = new ArrayList<>();
    OrderedWork.run(
        samples,
        threads,
        sample -> counts(sample, vocabulary),
        counts -> {
          pictures.add(counts);
          finished.accept((long) pictures.size());
        });
    return EvaluationReport.of(dataset.categories(), averaging, pictures);
  }

  private PictureCounts counts(Sample sample, ResolvedVocabulary vocabulary) {
    try {
      byte[] encoded = Files.readAllBytes(sample.image());
      Mask predicted =
          pipeline.segment(FramePayload.file(encoded), vocabulary).segmentation().mask();
      return PictureCounts.of(
          sample.name(), dataset.reference(sample), dataset.prediction(predicted));
    } catch (IOException e) {
      throw new FailedException("%s: cannot be read".formatted(sample.image()), e);
    }
  }
}
