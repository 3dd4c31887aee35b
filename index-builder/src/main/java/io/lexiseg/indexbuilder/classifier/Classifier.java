package io.lexiseg.indexbuilder.classifier;

import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.lite.ClassifierNouns;
import io.lexiseg.vision.pack.onnx.OnnxWeights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A classifier that sees through a pack's dense network, with nouns for its classes.
 *
 * @param kernel its last layer
 * @param nouns what people call its classes
 */
public record Classifier(ClassifierKernel kernel, ClassifierNouns nouns) {
  /** The local backbone whose classifier stands in the image network of its packs. */
  private static final String BACKBONE = "resnet50-minilm";

  private static final String KERNEL = "fc.kernel";

  /**
   * The classifier of a pack.
   *
   * @return empty where none is known for the pack's backbone
   * @throws IllegalArgumentException if the pack's image network has not the weights it should have
   * @throws UncheckedIOException if the image network cannot be read
   */
  public static Optional<Classifier> of(ModelPack pack) {
    if (!pack.backbone().equals(BACKBONE)) {
      return Optional.empty();
    }
    ClassifierNouns nouns = ClassifierNouns.imageNet();
    return Optional.of(new Classifier(kernel(pack, nouns.classes()), nouns));
  }

  /**
   * The classifier of a pack that must have one.
   *
   * @throws IllegalArgumentException if none is known for the pack's backbone
   */
  public static Classifier require(ModelPack pack) {
    return of(pack)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "pack %s: expected a classifier whose classes have nouns, that of backbone %s, got backbone %s, for which none is known"
                        .formatted(pack.id(), BACKBONE, pack.backbone())));
  }

  private static ClassifierKernel kernel(ModelPack pack, int classes) {
    Path file = pack.image().file();
    List<Integer> expected = List.of(pack.dense().dimension(), classes);
    try {
      OnnxWeights weights = OnnxWeights.read(file);
      if (!weights.shape(KERNEL).equals(expected)) {
        throw new IllegalArgumentException(
            "%s: expected the classifier's weight %s of shape %s, found none"
                .formatted(file, KERNEL, expected));
      }
      return new ClassifierKernel(weights.values(KERNEL), expected.get(0), classes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the classifier in " + file, e);
    }
  }
}
