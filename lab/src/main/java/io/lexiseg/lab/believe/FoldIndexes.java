package io.lexiseg.lab.believe;

import io.lexiseg.indexbuilder.classifier.Classifier;
import io.lexiseg.indexbuilder.classifier.ClassifierWriter;
import io.lexiseg.indexbuilder.dataset.MaskIndexBuilder;
import io.lexiseg.indexbuilder.dataset.Nouns;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset.Sample;
import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.file.FilePrototypeIndexWriter;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.PromptEnsemble;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.prototype.MaskPooler;
import io.lexiseg.vision.prototype.MaskPrototype;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Indexes for cross-validation: each is made of the pictures that are not measured with it and,
 * where the pack has a classifier with nouns, of its weights.
 */
final class FoldIndexes {
  private final ModelPack pack;

  FoldIndexes(ModelPack pack) {
    this.pack = pack;
  }

  /** The part a picture belongs to. */
  static int fold(int picture, int folds) {
    return picture % folds;
  }

  /**
   * Makes an index for each part, in folders {@code 0, 1, ...}; folders that are there stay.
   *
   * @return their places
   */
  List<Path> write(SegmentationDataset dataset, int folds, Path folder) throws IOException {
    List<Path> places = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      places.add(folder.resolve(Integer.toString(fold)));
    }
    if (!places.stream().allMatch(Files::isDirectory)) {
      fill(dataset, places);
    }
    return places;
  }

  private void fill(SegmentationDataset dataset, List<Path> places) throws IOException {
    List<String> nouns = dataset.categories().stream().map(Nouns::clean).toList();
    Optional<Classifier> classifier = Classifier.of(pack);
    try (Encoders encoders = DjlEncoders.open(pack, InferenceOptions.cpu())) {
      PromptEnsemble text = new PromptEnsemble(encoders.text(), pack.templates());
      List<float[]> keys = text.embed(nouns);
      List<List<MaskPrototype>> pooled = pooled(dataset, encoders);
      for (int fold = 0; fold < places.size(); fold++) {
        try (PrototypeIndexWriter writer =
            ClassifierWriter.around(writer(places.get(fold), encoders), classifier, text)) {
          for (int i = 0; i < pooled.size(); i++) {
            if (fold(i, places.size()) != fold) {
              for (MaskPrototype prototype : pooled.get(i)) {
                int noun = prototype.category() - 1;
                writer.add(nouns.get(noun), keys.get(noun), prototype.values());
              }
            }
          }
          writer.publish();
        }
      }
    }
  }

  private List<List<MaskPrototype>> pooled(SegmentationDataset dataset, Encoders encoders)
      throws IOException {
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);
    MaskPooler pooler = new MaskPooler(encoders.dense(), pack.defaultPreset().settings());
    List<List<MaskPrototype>> pooled = new ArrayList<>();
    for (Sample sample : dataset.samples()) {
      pooled.add(
          pooler.pool(
              decoder.decode(Files.readAllBytes(sample.image())),
              dataset.reference(sample),
              MaskIndexBuilder.LEAST_SHARE));
    }
    return pooled;
  }

  private PrototypeIndexWriter writer(Path place, Encoders encoders) {
    return FilePrototypeIndexWriter.create(
        place,
        new IndexDescription(
            "fold",
            1,
            pack.backbone(),
            encoders.text().dimension(),
            encoders.dense().dimension(),
            Map.of()),
        ComponentType.FLOAT16);
  }
}
