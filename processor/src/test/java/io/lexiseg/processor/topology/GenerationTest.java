package io.lexiseg.processor.topology;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.define;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.processor.generation.GenerationRules;
import io.lexiseg.processor.generation.GenerationSettings;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategoryGeneration;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.GenerationPolicy;
import io.lexiseg.schemas.PrototypeRequest;
import io.lexiseg.schemas.ReasonCount;
import io.lexiseg.schemas.RequestSetState;
import io.lexiseg.schemas.RequestSetStatus;
import io.lexiseg.schemas.SupportLevel;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GenerationTest {
  private static final int CAPTIONS = 3;

  private int version;

  private final CommandLog log =
      new CommandLog(
          new GenerationRules(
              new GenerationSettings(Optional.of("sketch"), CAPTIONS, 2, 10), () -> "street"));
  private final TestInputTopic<String, VocabularyStatus> reports =
      log.driver()
          .createInputTopic(
              Topics.VOCABULARY_STATUS,
              new StringSerializer(),
              log.serdes().serde(VocabularyStatus.class).serializer());
  private final TestInputTopic<String, RequestSetStatus> sets =
      log.driver()
          .createInputTopic(
              Topics.PROTOTYPE_STATUS,
              new StringSerializer(),
              log.serdes().serde(RequestSetStatus.class).serializer());
  private final TestOutputTopic<String, PrototypeRequest> requests =
      log.driver()
          .createOutputTopic(
              Topics.URGENT_PROTOTYPE_REQUESTS,
              new StringDeserializer(),
              log.serdes().serde(PrototypeRequest.class).deserializer());
  private final TestOutputTopic<String, VocabularyStatus> told =
      log.driver()
          .createOutputTopic(
              Topics.VOCABULARY_STATUS,
              new StringDeserializer(),
              log.serdes().serde(VocabularyStatus.class).deserializer());

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void shouldAskForWhatTheIndexHardlyKnowsAndMayBeMade() {
    // given
    defined(weak("quay"), weak("crane"), never("ship"), weak("road"));
    // when
    report(
        1,
        support("quay", SupportLevel.NONE),
        support("crane", SupportLevel.WEAK),
        support("ship", SupportLevel.NONE),
        support("road", SupportLevel.STRONG));
    // then
    List<PrototypeRequest> asked = requests.readValuesToList();
    assertThat(asked).hasSize(2 * CAPTIONS);
    assertThat(asked)
        .allSatisfy(
            request -> {
              assertThat(request.getIndexName()).isEqualTo("street");
              assertThat(request.getGeneratorId()).isEqualTo("sketch");
              assertThat(request.getTotal()).isEqualTo(CAPTIONS);
              assertThat(request.getCaption()).contains(request.getNoun().orElseThrow());
            });
    assertThat(states()).containsExactly("quay ASKED 0", "crane ASKED 0");
  }

  @Test
  void shouldAskOnceWhoeverReports() {
    // given
    defined(weak("quay"));
    // when
    report(1, support("quay", SupportLevel.NONE));
    report("other", 1, support("quay", SupportLevel.NONE));
    defined(weak("quay"), never("sky"));
    report(2, support("quay", SupportLevel.NONE), support("sky", SupportLevel.STRONG));
    // then
    assertThat(requests.readValuesToList()).hasSize(CAPTIONS);
  }

  @Test
  void shouldDrawTheOperatorsOwnSentences() {
    // given
    Category quay =
        Category.newBuilder(weak("quay")).setCaptions(List.of("Boats at the quay")).build();
    defined(quay);
    // when
    report(1, support("quay", SupportLevel.NONE));
    // then
    assertThat(requests.readValuesToList())
        .hasSize(CAPTIONS)
        .allSatisfy(request -> assertThat(request.getCaption()).isEqualTo("Boats at the quay"))
        .extracting(PrototypeRequest::getSeed)
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldTellProgressUntilItIsInUse() {
    // given
    defined(weak("quay"));
    report(1, support("quay", SupportLevel.NONE));
    String set = requests.readValuesToList().get(0).getRequestSet();
    List<String> seen = new ArrayList<>(states());
    // when
    progress(set, RequestSetState.MAKING, 1, Optional.empty());
    seen.addAll(states());
    progress(set, RequestSetState.PUBLISHED, 2, Optional.of(5));
    seen.addAll(states());
    report(5, support("quay", SupportLevel.STRONG));
    seen.addAll(states());
    report("late", 4, support("quay", SupportLevel.NONE));
    // then
    assertThat(seen)
        .containsExactly("quay ASKED 0", "quay MAKING 1", "quay PUBLISHED 2", "quay IN_USE 2");
    assertThat(requests.isEmpty()).isTrue();
  }

  @Test
  void shouldKeepToTheLimitOfAVocabulary() {
    // given
    defined(weak("quay"), weak("crane"), weak("ship"));
    // when
    report(
        1,
        support("quay", SupportLevel.NONE),
        support("crane", SupportLevel.NONE),
        support("ship", SupportLevel.NONE));
    // then
    assertThat(requests.readValuesToList()).hasSize(2 * CAPTIONS);
    assertThat(states()).containsExactly("quay ASKED 0", "crane ASKED 0", "ship REFUSED 0");
  }

  @Test
  void shouldAskLaterForWhatTheHourHasNoRoomFor() {
    // given
    for (String id : List.of("one", "two", "three")) {
      log.send(command("c-" + id, id, weak(id + " thing")));
      told.readValuesToList();
      reports.pipeInput(record(id, "processor", 1, 1, support(id + " thing", SupportLevel.NONE)));
    }
    assertThat(requests.readValuesToList()).hasSize(3 * CAPTIONS);
    log.send(command("c-four", "four", weak("last thing")));
    told.readValuesToList();
    reports.pipeInput(record("four", "processor", 1, 1, support("last thing", SupportLevel.NONE)));
    assertThat(states()).containsExactly("last thing REFUSED 0");
    // when
    log.driver().advanceWallClockTime(Duration.ofDays(3650));
    // then
    assertThat(requests.readValuesToList()).hasSize(CAPTIONS);
    assertThat(states()).containsExactly("last thing ASKED 0");
  }

  @Test
  void shouldNotAskForAVersionThatIsOvertaken() {
    // given
    defined(weak("quay"));
    defined(weak("quay"), never("sky"));
    // when
    reports.pipeInput(record("harbour", "late", 1, 1, support("quay", SupportLevel.NONE)));
    // then
    assertThat(requests.isEmpty()).isTrue();
  }

  private void defined(Category... categories) {
    version++;
    log.send(command("command-" + version, "harbour", categories));
    told.readValuesToList();
  }

  private static VocabularyCommand command(String id, String vocabulary, Category... categories) {
    return VocabularyCommand.newBuilder(define(id, vocabulary))
        .setCategories(Arrays.asList(categories))
        .build();
  }

  private static Category weak(String name) {
    return Category.newBuilder().setName(name).setGenerate(GenerationPolicy.WEAK).build();
  }

  private static Category never(String name) {
    return Category.newBuilder().setName(name).build();
  }

  private static CategorySupport support(String category, SupportLevel level) {
    return CategorySupport.newBuilder().setCategory(category).setLevel(level).build();
  }

  private void report(int generation, CategorySupport... support) {
    report("processor", generation, support);
  }

  private void report(String instance, int generation, CategorySupport... support) {
    reports.pipeInput(record("harbour", instance, version, generation, support));
  }

  private static TestRecord<String, VocabularyStatus> record(
      String vocabulary, String instance, int version, int generation, CategorySupport... support) {
    VocabularyStatus status =
        VocabularyStatus.newBuilder()
            .setVocabularyId(vocabulary)
            .setVersion(version)
            .setInstanceId(instance)
            .setState(VocabularyState.READY)
            .setReportedAt(NOW)
            .setSupport(List.of(support))
            .setIndexGeneration(generation)
            .build();
    return new TestRecord<>(Topics.statusKey(vocabulary, instance), status, NOW);
  }

  private void progress(String set, RequestSetState state, int made, Optional<Integer> generation) {
    RequestSetStatus.Builder status =
        RequestSetStatus.newBuilder()
            .setRequestSet(set)
            .setIndexName("street")
            .setGeneratorId("sketch")
            .setState(state)
            .setAsked(CAPTIONS)
            .setMade(made)
            .setDropped(List.of(new ReasonCount("empty-mask", 1L)))
            .setSinceMillis(NOW.toEpochMilli());
    generation.ifPresent(status::setIndexGeneration);
    sets.pipeInput(new TestRecord<>(set, status.build(), NOW));
  }

  /** What was told last since this was asked last. */
  private List<String> states() {
    List<VocabularyStatus> all =
        told.readValuesToList().stream()
            .filter(status -> status.getInstanceId().equals(Topics.GENERATION))
            .toList();
    return all.isEmpty()
        ? List.of()
        : all.get(all.size() - 1).getGenerations().stream().map(GenerationTest::text).toList();
  }

  private static String text(CategoryGeneration one) {
    return "%s %s %d".formatted(one.getCategory(), one.getState(), one.getMade());
  }
}
