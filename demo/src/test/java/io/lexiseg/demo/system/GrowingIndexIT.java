package io.lexiseg.demo.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.indexbuilder.diffusion.SketchPack;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.recognition.model.ModelSettings;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategoryGeneration;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.GenerationPolicy;
import io.lexiseg.schemas.GenerationState;
import io.lexiseg.schemas.SupportLevel;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.shipped.EncoderPacks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole circle with the generator, the encoders and the index that ship: a word is drawn,
 * pooled, loaded, known.
 */
@Timeout(180)
class GrowingIndexIT {
  private static final Path SHIPPED = Path.of("..", "indexes", EncoderPacks.DRAWINGS);

  @TempDir private Path folder;

  @Test
  void shouldDrawAWordThatTheIndexDoesNotKnow() throws Exception {
    // given
    PackStore store = PackStore.at(folder);
    Path sketch = SketchPack.install(store).folder();
    Path pack = EncoderPacks.open(store, EncoderPacks.DRAWINGS, ProgressListener.NONE).folder();
    try (GrowingIndex growing = GrowingIndex.copyOf(SHIPPED, pack.toString(), sketch.toString());
        SegmentationModel model = model(pack, growing);
        LocalSystem system = LocalSystem.start(model, List.of(), Optional.of(growing));
        VocabularyClient client =
            new VocabularyClient(system.connection(), Clock.systemUTC(), "test");
        TopicReader<VocabularyStatus> statuses =
            TopicReader.fromBeginning(
                system.connection(), Topics.VOCABULARY_STATUS, VocabularyStatus.class)) {
      // when
      client.define("default", VocabularyContent.of(List.of(category("tree"), category("cactus"))));
      List<VocabularyStatus> seen = statusesUntilKnown(statuses);

      // then
      assertThat(supports(seen, "tree")).containsOnly(SupportLevel.STRONG);
      assertThat(supports(seen, "cactus")).containsExactly(SupportLevel.NONE, SupportLevel.STRONG);
      assertThat(seen)
          .flatExtracting(VocabularyStatus::getGenerations)
          .allSatisfy(generation -> assertThat(generation.getCategory()).isEqualTo("cactus"))
          .extracting(CategoryGeneration::getState)
          .doesNotContain(GenerationState.REFUSED, GenerationState.FAILED);
      IndexManifest manifest = PrototypeIndexes.at(growing.location()).manifest();
      assertThat(manifest.generation()).isEqualTo(2);
      assertThat(manifest.count())
          .isGreaterThan(PrototypeIndexes.at(SHIPPED.toString()).manifest().count());
    }
  }

  private static Category category(String name) {
    return Category.newBuilder().setName(name).setGenerate(GenerationPolicy.WEAK).build();
  }

  private static SegmentationModel model(Path pack, GrowingIndex growing) {
    return SegmentationModel.open(
        new ModelSettings(
            pack.toString(),
            Optional.of(growing.location()),
            Optional.empty(),
            InferenceOptions.cpu(1),
            Map.of()));
  }

  /** Until the new prototypes are in use and the processor says how well it knows the words now. */
  private static List<VocabularyStatus> statusesUntilKnown(TopicReader<VocabularyStatus> statuses) {
    List<VocabularyStatus> seen = new ArrayList<>();
    while (!supports(seen, "cactus").contains(SupportLevel.STRONG) || !isInUse(seen)) {
      seen.addAll(statuses.read(Duration.ofMillis(200)));
    }
    return seen;
  }

  private static boolean isInUse(List<VocabularyStatus> seen) {
    return seen.stream()
        .flatMap(status -> status.getGenerations().stream())
        .anyMatch(generation -> generation.getState() == GenerationState.IN_USE);
  }

  /** Each level that a category was reported to have, in order, without repeats. */
  private static List<SupportLevel> supports(List<VocabularyStatus> seen, String category) {
    return seen.stream()
        .flatMap(status -> status.getSupport().stream())
        .filter(support -> support.getCategory().equals(category))
        .map(CategorySupport::getLevel)
        .distinct()
        .toList();
  }
}
