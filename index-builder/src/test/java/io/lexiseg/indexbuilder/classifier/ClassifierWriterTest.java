package io.lexiseg.indexbuilder.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.file.FilePrototypeIndex;
import io.lexiseg.prototypes.file.FilePrototypeIndexWriter;
import io.lexiseg.vision.encoder.PromptEnsemble;
import io.lexiseg.vision.encoder.TextEncoder;
import io.lexiseg.vision.pack.lite.ClassifierNouns;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierWriterTest {
  private static final Offset<Float> ROUNDING = within(1e-6f);

  /** {@code [3, 4]}. */
  private static final float[] WEIGHTS = {1, 0, 2, -1, /**/ 0, 3, -1, 2, /**/ 4, 1, 0, -1};

  private static final Classifier CLASSIFIER =
      new Classifier(
          new ClassifierKernel(WEIGHTS, 3, 4),
          ClassifierNouns.parse("sky\t0\nbus\t1\nfish\t0,2-3\n", 4));

  private static final IndexDescription DESCRIPTION =
      new IndexDescription("test", 1, "fake", 2, 3, Map.of("licence", "CC0"));

  @TempDir Path folder;

  /** The expected values are NumPy's, by the formula of docs/lite-pack.md. */
  @Test
  void shouldAddTheNounsThatTheIndexLacks() {
    // when
    IndexManifest manifest = write(Optional.of(CLASSIFIER));

    // then
    assertThat(manifest.provenance())
        .containsEntry("licence", "CC0")
        .containsEntry("classifierNouns", "2")
        .containsKey("classifierPrototypes");
    try (PrototypeIndex index = FilePrototypeIndex.open(folder.resolve("index"))) {
      long[] added = {3, 4};
      assertThat(index.manifest()).isEqualTo(manifest);
      assertThat(index.nouns(new long[] {0, 1, 2, 3, 4}))
          .containsExactly("sky", "sky", "grass", "bus", "fish");
      assertThat(index.keys(added)).containsExactly(new float[] {0, 1, 1, 0}, ROUNDING);
      assertThat(index.prototypes(new long[] {0, 1, 2}))
          .containsExactly(3, 0, 0, /**/ 1, 2, 0, /**/ 0, 0, 5);
      assertThat(index.prototypes(added))
          .containsExactly(
              new float[] {
                1.4103345f, 2.9351017f, 1.5768019f, /**/ 2.0659807f, 1.3903524f, 2.0735486f
              },
              ROUNDING);
    }
  }

  @Test
  void shouldLeaveAnIndexAloneWhereNoClassifierIsKnown() {
    // when
    IndexManifest manifest = write(Optional.empty());

    // then
    assertThat(manifest.count()).isEqualTo(3);
    assertThat(manifest.provenance()).isEqualTo(Map.of("licence", "CC0"));
  }

  @Test
  void shouldAddNothingToAnIndexOfNothing() {
    try (PrototypeIndexWriter writer = writer(Optional.of(CLASSIFIER))) {
      assertThatIllegalStateException().isThrownBy(writer::publish).withMessageContaining("none");
    }
  }

  private IndexManifest write(Optional<Classifier> classifier) {
    try (PrototypeIndexWriter writer = writer(classifier)) {
      writer.add("sky", new float[] {1, 0}, new float[] {3, 0, 0});
      writer.add("sky", new float[] {1, 0}, new float[] {1, 2, 0});
      writer.add("grass", new float[] {0, 1}, new float[] {0, 0, 5});
      return writer.publish();
    }
  }

  private PrototypeIndexWriter writer(Optional<Classifier> classifier) {
    PrototypeIndexWriter file =
        FilePrototypeIndexWriter.create(
            folder.resolve("index"), DESCRIPTION, ComponentType.FLOAT32);
    PromptEnsemble text = new PromptEnsemble(new FishText(), List.of("a {}."));
    return ClassifierWriter.around(file, classifier, text);
  }

  /** Tells fish from everything else. */
  private static final class FishText implements TextEncoder {
    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public List<float[]> embed(List<String> prompts) {
      return prompts.stream()
          .map(prompt -> prompt.equals("a fish.") ? new float[] {1, 0} : new float[] {0, 1})
          .toList();
    }
  }
}
