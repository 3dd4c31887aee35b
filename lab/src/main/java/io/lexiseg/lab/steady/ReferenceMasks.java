package io.lexiseg.lab.steady;

import io.lexiseg.indexbuilder.dataset.SegmentationDataset;
import io.lexiseg.lab.figure.ConfusionMatrix;
import io.lexiseg.vision.mask.Mask;
import java.util.List;
import java.util.OptionalDouble;

/** Masks of a clip that people drew. */
record ReferenceMasks(SegmentationDataset dataset) {
  /** Mean IoU of masks of all pictures, in order, 0..1. */
  OptionalDouble meanIou(List<Mask> masks) {
    ConfusionMatrix counts = new ConfusionMatrix(dataset.categories().size());
    for (int i = 0; i < masks.size(); i++) {
      counts.add(dataset.reference(dataset.samples().get(i)), dataset.prediction(masks.get(i)));
    }
    return counts.meanIouOverReference();
  }
}
