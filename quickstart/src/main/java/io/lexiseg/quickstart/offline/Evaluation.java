package io.lexiseg.quickstart.offline;

import io.lexiseg.indexbuilder.Nouns;
import io.lexiseg.processor.frame.FramePayload;
import io.lexiseg.processor.frame.FramePipeline;
import io.lexiseg.processor.vocabulary.ResolvedVocabulary;
import io.lexiseg.quickstart.FailedException;
import io.lexiseg.vision.evaluation.ConfusionMatrix;
import io.lexiseg.vision.evaluation.EvaluationReport;
import io.lexiseg.vision.evaluation.SegmentationDataset;
import io.lexiseg.vision.evaluation.SegmentationDataset.Sample;
import io.lexiseg.vision.mask.Mask;
import java.io.IOException;
import java.nio.file.Files;
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

  /** Names of a data set's categories as a vocabulary would have them, in order. */
  public static List<String> vocabulary(SegmentationDataset dataset) {
    return dataset.categories().stream().map(Nouns::clean).toList();
  }

  private record Pair(Mask reference, Mask predicted) {}

  /**
   * Segments every picture and counts.
   *
   * @param vocabulary of the data set's categories, in order
   * @param threads pictures in work at once, at least 1
   * @param finished hears how many are done
   */
  public EvaluationReport run(
      ResolvedVocabulary vocabulary, List<Sample> samples, int threads, Consumer<Long> finished) {
    ConfusionMatrix matrix = new ConfusionMatrix(dataset.categories().size());
    long[] done = new long[1];
    OrderedWork.run(
        samples,
        threads,
        sample -> pair(sample, vocabulary),
        pair -> {
          matrix.add(pair.reference(), pair.predicted());
          finished.accept(++done[0]);
        });
    return EvaluationReport.of(dataset.categories(), matrix);
  }

  private Pair pair(Sample sample, ResolvedVocabulary vocabulary) {
    try {
      byte[] encoded = Files.readAllBytes(sample.image());
      Mask predicted =
          pipeline.segment(FramePayload.file(encoded), vocabulary).segmentation().mask();
      return new Pair(dataset.reference(sample), predicted);
    } catch (IOException e) {
      throw new FailedException("%s: cannot be read".formatted(sample.image()), e);
    }
  }
}
