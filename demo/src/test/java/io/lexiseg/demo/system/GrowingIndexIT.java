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
import io.lexiseg.schemas.GenerationPolicy;
import io.lexiseg.schemas.GenerationState;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.pack.PackStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole circle with the generator that ships: a word is drawn, pooled, loaded, in use. */
@Timeout(180)
class GrowingIndexIT {
  @TempDir private Path folder;

  @Test
  void shouldDrawAWordThatTheIndexDoesNotKnow() throws Exception {
    // given
    TinyModel tiny = TinyModel.write(folder.resolve("tiny"));
    Path sketch = SketchPack.install(PackStore.at(folder.resolve("packs"))).folder();
    try (GrowingIndex growing =
            GrowingIndex.copyOf(tiny.index(), tiny.pack().toString(), sketch.toString());
        SegmentationModel model = model(tiny, growing);
        LocalSystem system = LocalSystem.start(model, List.of(), Optional.of(growing));
        VocabularyClient client =
            new VocabularyClient(system.connection(), Clock.systemUTC(), "test");
        TopicReader<VocabularyStatus> statuses =
            TopicReader.fromBeginning(
                system.connection(), Topics.VOCABULARY_STATUS, VocabularyStatus.class)) {
      // when
      client.define("default", VocabularyContent.of(List.of(category())));
      Set<GenerationState> states = statesUntilInUse(statuses);
      // then
      assertThat(states).doesNotContain(GenerationState.REFUSED, GenerationState.FAILED);
      IndexManifest manifest = PrototypeIndexes.at(growing.location()).manifest();
      assertThat(manifest.generation()).isEqualTo(2);
      assertThat(manifest.count())
          .isGreaterThan(PrototypeIndexes.at(tiny.index().toString()).manifest().count());
    }
  }

  private static Category category() {
    return Category.newBuilder().setName("cactus").setGenerate(GenerationPolicy.WEAK).build();
  }

  /** Nothing is known well, so that something is asked for. */
  private static SegmentationModel model(TinyModel tiny, GrowingIndex growing) {
    return SegmentationModel.open(
        new ModelSettings(
            tiny.pack().toString(),
            Optional.of(growing.location()),
            Optional.empty(),
            InferenceOptions.cpu(1),
            Map.of("support", "cosine:strong=0.99,weak=0.95,spread=0")));
  }

  private static Set<GenerationState> statesUntilInUse(TopicReader<VocabularyStatus> statuses) {
    Set<GenerationState> states = new HashSet<>();
    while (!states.contains(GenerationState.IN_USE)) {
      statuses.read(Duration.ofMillis(200)).stream()
          .flatMap(status -> status.getGenerations().stream())
          .map(CategoryGeneration::getState)
          .forEach(states::add);
    }
    return states;
  }
}
