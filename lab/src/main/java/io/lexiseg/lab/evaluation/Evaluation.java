package io.lexiseg.lab.evaluation;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.output.OrderedWork;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset.Sample;
import io.lexiseg.lab.figure.PictureCounts;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.pipeline.FramePayload;
import io.lexiseg.recognition.pipeline.FramePipeline;
import io.lexiseg.recognition.pipeline.RecordException;
import io.lexiseg.recognition.pipeline.SegmentedFrame;
import io.lexiseg.vision.mask.Mask;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;

/** Measures masks against a data set. */
final class Evaluation {
  private final FramePipeline pipeline;
  private final SegmentationDataset dataset;
  private final MaskStore masks;

  /** Prepares; masks go to a store before their picture counts as measured. */
  Evaluation(FramePipeline pipeline, SegmentationDataset dataset, MaskStore masks) {
    this.pipeline = pipeline;
    this.dataset = dataset;
    this.masks = masks;
  }

  /**
   * Segments pictures and counts.
   *
   * @param vocabulary of the data set's vocabulary, in order
   * @param threads pictures in work at once, at least 1
   * @param measured takes results in order of the samples, by this thread
   * @throws FailedException if a picture cannot be read
   */
  void run(
      ResolvedVocabulary vocabulary,
      List<Sample> samples,
      int threads,
      Consumer<MeasuredPicture> measured) {
    OrderedWork.run(samples, threads, sample -> measured(sample, vocabulary), measured);
  }

  private MeasuredPicture measured(Sample sample, ResolvedVocabulary vocabulary) {
    try {
      byte[] encoded = Files.readAllBytes(sample.image());
      SegmentedFrame frame = pipeline.segment(FramePayload.file(encoded), vocabulary);
      Mask prediction = dataset.prediction(frame.segmentation().mask());
      masks.put(sample.name(), prediction);
      return new MeasuredPicture(
          PictureCounts.of(sample.name(), dataset.reference(sample), prediction),
          frame.timings().total());
    } catch (IOException e) {
      throw new FailedException("%s: cannot be read".formatted(sample.image()), e);
    } catch (RecordException e) {
      throw new FailedException("%s: %s".formatted(sample.image(), e.getMessage()), e);
    }
  }
}
