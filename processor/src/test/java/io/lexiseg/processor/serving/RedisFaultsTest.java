package io.lexiseg.processor.serving;

import static io.lexiseg.processor.serving.Served.served;
import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.SharedMeans;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import io.lexiseg.prototypes.redis.RedisSharedMeans;
import io.lexiseg.prototypes.redisearch.FakeSearchModule;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.category.ResolvedVocabulary.Origin;
import io.lexiseg.recognition.model.PrototypeCategories;
import io.lexiseg.recognition.model.PublishedGenerations;
import io.lexiseg.recognition.model.PublishedGenerations.Generation;
import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.recognition.model.UsedIndex;
import io.lexiseg.recognition.retrieval.FakeEncoders;
import io.lexiseg.recognition.retrieval.RetrievalSettings;
import io.lexiseg.recognition.retrieval.VocabularyResolver;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.vision.setting.Retrieval;
import io.lexiseg.vision.setting.SupportScale;
import io.lexiseg.vision.similarity.Aggregation.MeanEmbedding;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Generations and faults of a Redis with search, seen by vocabularies that serve meanwhile. */
class RedisFaultsTest {
  private static final int TEXT = 8;
  private static final int DIMENSION = 3;
  private static final int FOREVER = Integer.MAX_VALUE;

  private final FakeSearchModule module = new FakeSearchModule();
  private final String location = module.uri() + "?index=streets";
  private final List<VocabularyStatus> reports = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService resolving = Executors.newSingleThreadScheduledExecutor();

  @BeforeEach
  void publishFirst() {
    publish(1);
  }

  @AfterEach
  void stop() {
    resolving.shutdownNow();
    module.close();
  }

  @Test
  void shouldFollowThePublishedGeneration() throws Exception {
    try (Instance instance = new Instance()) {
      instance.serve(1, "road", "tree");
      // when
      publish(2);
      instance.watch.look();
      // then
      assertThat(instance.generation()).isEqualTo(2);
      assertThat(PrototypeIndexes.at(location + "&generation=1").manifest().generation())
          .isEqualTo(1);
    }
  }

  @Test
  void shouldServeKnownWordsWithoutTheServerAndTheOthersWhenItIsBack() throws Exception {
    try (Instance instance = new Instance()) {
      instance.serve(1, "road", "tree");
      // when
      module.breakConnections(FOREVER);
      instance.change(2, "road", "zamboni");
      awaitState(2, VocabularyState.PENDING);
      instance.watch.look();
      // then
      assertThat(instance.version()).isEqualTo(1);
      assertThat(instance.watch.trouble().orElseThrow()).contains("does not answer");
      // when
      instance.serve(3, "tree", "road");
      module.breakConnections(0);
      instance.watch.look();
      instance.serve(4, "road", "zamboni");
      // then
      assertThat(instance.version()).isEqualTo(4);
      assertThat(instance.watch.trouble()).isEmpty();
    }
  }

  @Test
  void shouldWaitWhereAnswersAreShort() throws Exception {
    try (Instance instance = new Instance()) {
      instance.serve(1, "road", "tree");
      // when
      module.answerShort(FOREVER);
      instance.change(2, "road", "zamboni");
      awaitState(2, VocabularyState.PENDING);
      // then
      assertThat(last().getError().orElseThrow()).contains("expected 5 neighbours, got 4");
      // when
      module.answerShort(0);
      instance.watch.look();
      instance.directory.awaitReady();
      // then
      assertThat(instance.version()).isEqualTo(2);
    }
  }

  @Test
  void shouldWaitWhereTheSearchIndexIsLostUntilAnotherIsPublished() throws Exception {
    try (Instance instance = new Instance()) {
      instance.serve(1, "road", "tree");
      // when
      module.forgetIndexes();
      instance.change(2, "road", "zamboni");
      awaitState(2, VocabularyState.PENDING);
      // then
      assertThat(last().getError().orElseThrow()).contains("no such index");
      assertThat(instance.version()).isEqualTo(1);
      // when
      publish(2);
      instance.watch.look();
      instance.directory.awaitReady();
      // then
      assertThat(instance.version()).isEqualTo(2);
      assertThat(instance.generation()).isEqualTo(2);
    }
  }

  @Test
  void shouldTakeMeansOfAnotherInstanceWithoutEncoderOrSearch() throws Exception {
    try (Instance first = new Instance();
        Instance second = new Instance()) {
      first.serve(1, "road", "tree");
      long searches = searches();
      // when
      second.serve(1, "tree", "road");
      // then
      assertThat(first.encoders.batches()).hasSize(1);
      assertThat(second.encoders.batches()).isEmpty();
      assertThat(searches()).isEqualTo(searches).isEqualTo(2);
    }
  }

  @Test
  void shouldSearchOnlyForWhatIsNew() throws Exception {
    try (Instance instance = new Instance()) {
      instance.serve(1, "road", "tree");
      // when
      instance.serve(2, "tree", "car", "road");
      // then
      assertThat(searches()).isEqualTo(3);
      assertThat(instance.encoders.batches())
          .containsExactly(List.of("road", "tree"), List.of("car"));
    }
  }

  private long searches() {
    return module.commands().stream().filter(command -> command.startsWith("FT.SEARCH")).count();
  }

  private void publish(int generation) {
    var description = new IndexDescription("streets", generation, "net", TEXT, DIMENSION, Map.of());
    try (PrototypeIndexWriter writer = PrototypeIndexes.create(location, description)) {
      for (String noun : List.of("road", "tree", "car", "bus", "sky", "sea", "wall", "dog")) {
        writer.add(noun, unit(FakeEncoders.vector(noun, TEXT)), new float[] {generation, 2, 3});
      }
      writer.publish();
    }
  }

  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += component * component;
    }
    for (int d = 0; d < vector.length; d++) {
      vector[d] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  private void awaitState(int version, VocabularyState state) {
    Awaitility.await()
        .until(
            () ->
                reports.stream()
                    .anyMatch(
                        report -> report.getVersion() == version && report.getState() == state));
  }

  private VocabularyStatus last() {
    return reports.get(reports.size() - 1);
  }

  /** What one process has of it. */
  private final class Instance implements AutoCloseable {
    private final FakeEncoders encoders = new FakeEncoders(TEXT, DIMENSION);
    private final SharedMeans shared = RedisSharedMeans.beside(location);
    private final PublishedGenerations generations =
        new PublishedGenerations(
            PrototypeIndexes.at(location),
            PrototypeIndexes.open(location),
            manifest -> {},
            this::generation);
    private final VocabularyDirectory directory =
        new VocabularyDirectory(
            generations.profiles(),
            "default",
            new VocabularyReports("test", Clock.fixed(NOW, ZoneOffset.UTC), reports::add),
            resolving);
    private final IndexWatch watch =
        new IndexWatch(generations, directory, new ProcessorMetrics(), Duration.ofHours(1));

    private Generation generation(UsedIndex index) {
      var settings =
          new RetrievalSettings(
              "net", List.of("{}"), new Retrieval(5, 2, new MeanEmbedding()), List.of(), 100);
      var resolver = VocabularyResolver.create(encoders, index.index(), settings, shared);
      Profiles plain =
          TestModels.profiles(new PrototypeCategories(resolver, index, SupportScale.NONE));
      Origin origin = new Origin("tiny", "streets", index.index().manifest().generation());
      Profiles profiles = new Profiles(plain.byName(), plain.defaultName(), origin);
      return new Generation(index, profiles, preset -> plain.profile(plain.defaultName()));
    }

    void change(int version, String... words) {
      directory.vocabularyChanged("default", vocabulary("default", version, words));
    }

    void serve(int version, String... words) throws InterruptedException {
      change(version, words);
      directory.awaitReady();
    }

    int version() {
      return active().version();
    }

    int generation() {
      return active().origin().indexGeneration();
    }

    private ResolvedVocabulary active() {
      return served(directory, "camera-1", NOW).vocabulary();
    }

    @Override
    public void close() {
      shared.close();
      generations.close();
    }
  }
}
