package io.lexiseg.processor.topology;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.bind;
import static io.lexiseg.recognition.category.TestRecords.categories;
import static io.lexiseg.recognition.category.TestRecords.command;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.recognition.category.TestRecords;
import io.lexiseg.schemas.Background;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategoryRename;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.EventTime;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each command does to a vocabulary, and what is refused. */
class VocabularyCommandsTest {
  private final CommandLog log = new CommandLog();

  @BeforeEach
  void define() {
    log.send(TestRecords.define("first", "street", "road", "sky", "tree"));
    log.vocabularies().readValue();
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void shouldAddAtTheEnd() {
    // when
    log.send(add("a", "car", "bus"));
    // then
    assertThat(names(log.vocabularies().readValue()))
        .containsExactly("road", "sky", "tree", "car", "bus");
  }

  @Test
  void shouldRemoveByNameHoweverItIsWritten() {
    // when
    log.send(remove("a", " SKY ", "Tree"));
    // then
    assertThat(names(log.vocabularies().readValue())).containsExactly("road");
  }

  @Test
  void shouldRenameInPlaceAndSwap() {
    // when
    log.send(
        street("a", CommandAction.RENAME)
            .setRenames(
                List.of(new CategoryRename("road", "sky"), new CategoryRename("Sky", "road"))));
    // then
    assertThat(names(log.vocabularies().readValue())).containsExactly("sky", "road", "tree");
  }

  @Test
  void shouldUpdateSynonymsAndTemplates() {
    // given
    Category change =
        Category.newBuilder()
            .setName("Tree")
            .setSynonyms(List.of("oak", "pine"))
            .setTemplates(List.of("a {} in winter"))
            .build();
    // when
    log.send(street("a", CommandAction.UPDATE).setCategories(List.of(change)));
    // then
    Vocabulary version = log.vocabularies().readValue();
    assertThat(names(version)).containsExactly("road", "sky", "Tree");
    assertThat(version.getCategories().get(2).getSynonyms()).containsExactly("oak", "pine");
    assertThat(version.getCategories().get(2).getTemplates()).containsExactly("a {} in winter");
  }

  @Test
  void shouldUpdateThresholdsAndNegativesAndRollThemBack() {
    // given
    Category change =
        Category.newBuilder()
            .setName("Tree")
            .setThreshold(0.5f)
            .setNegatives(List.of("hedge"))
            .build();
    Background background = new Background(0.4f, List.of("glare"));
    // when
    log.send(street("a", CommandAction.UPDATE).setCategories(List.of(change)));
    log.send(street("b", CommandAction.UPDATE).setBackground(background));
    log.send(add("c", "car"));
    log.send(TestRecords.define("d", "street", "road"));
    log.send(street("e", CommandAction.ROLL_BACK).setToVersion(4));
    // then
    List<Vocabulary> versions = log.vocabularies().readValuesToList();
    assertThat(versions)
        .extracting(Vocabulary::getBackground)
        .containsExactly(
            Optional.empty(),
            Optional.of(background),
            Optional.of(background),
            Optional.empty(),
            Optional.of(background));
    Category tree = last(versions).getCategories().get(2);
    assertThat(tree.getThreshold()).contains(0.5f);
    assertThat(tree.getNegatives()).containsExactly("hedge");
  }

  @Test
  void shouldRollBackToAnEarlierVersionAsANewOne() {
    // given
    log.send(add("a", "car"));
    log.send(remove("b", "road"));
    // when
    log.send(street("c", CommandAction.ROLL_BACK).setToVersion(1));
    // then
    List<Vocabulary> versions = log.vocabularies().readValuesToList();
    Vocabulary last = versions.get(2);
    assertThat(last.getVersion()).isEqualTo(4);
    assertThat(names(last)).containsExactly("road", "sky", "tree");
    assertThat(last.getHistory()).extracting(PastVersion::getVersion).containsExactly(1, 2, 3);
    assertThat(last.getHistoryDepth()).isEqualTo(3);
  }

  @Test
  void shouldKeepTheNewestVersionsOnly() {
    // when
    for (int i = 0; i < 60; i++) {
      log.send(TestRecords.define("d" + i, "street", "word " + i));
    }
    VocabularyStatus tooOld = log.send(street("r", CommandAction.ROLL_BACK).setToVersion(2));
    // then
    List<Vocabulary> versions = log.vocabularies().readValuesToList();
    Vocabulary last = versions.get(versions.size() - 1);
    assertThat(last.getVersion()).isEqualTo(61);
    assertThat(last.getHistory()).extracting(PastVersion::getVersion).startsWith(11).endsWith(60);
    assertThat(tooOld.getError().orElseThrow())
        .contains("expected one of the versions kept")
        .contains("got 2");
  }

  @Test
  void shouldKeepHistoryWithinTheTopicsLimit() {
    // given
    String[] long1 = words("x", 100);
    String[] long2 = words("y", 100);
    for (int i = 0; i < 60; i++) {
      log.send(TestRecords.define("d" + i, "street", i % 2 == 0 ? long1 : long2));
    }
    // when
    Vocabulary last = last(log.vocabularies().readValuesToList());
    // then
    assertThat(last.toString().length()).isLessThan(Topics.MAX_VOCABULARY_BYTES);
    assertThat(last.getHistory()).isNotEmpty();
  }

  @Test
  void shouldReleaseCameras() {
    // given
    log.send(bind("b", "street", "camera-1", "camera-2"));
    log.bindings().readValuesToList();
    // when
    VocabularyStatus answer =
        log.send(street("u", CommandAction.UNBIND).setCameraIds(List.of("camera-1")));
    // then
    assertThat(log.bindings().readKeyValue()).isEqualTo(new KeyValue<>("camera-1", null));
    assertThat(answer.getState()).isEqualTo(VocabularyState.READY);
  }

  @Test
  void shouldDeleteWhatNoCameraUsesAndBringItBack() {
    // given
    log.send(bind("b", "street", "camera-1"));
    // when
    VocabularyStatus bound = log.send(street("c", CommandAction.DELETE));
    log.send(street("d", CommandAction.UNBIND).setCameraIds(List.of("camera-1")));
    VocabularyStatus deleted = log.send(street("e", CommandAction.DELETE));
    VocabularyStatus gone = log.send(add("f", "car"));
    VocabularyStatus back = log.send(street("g", CommandAction.ROLL_BACK).setToVersion(1));
    // then
    assertThat(bound.getError().orElseThrow())
        .isEqualTo("vocabulary street: expected no camera bound to it, found [camera-1]");
    assertThat(deleted.getState()).isEqualTo(VocabularyState.READY);
    assertThat(gone.getError().orElseThrow())
        .isEqualTo("vocabulary street: expected it to be defined first");
    assertThat(back.getVersion()).isEqualTo(3);
    List<KeyValue<String, Vocabulary>> versions = log.vocabularies().readKeyValuesToList();
    assertThat(versions.get(0)).isEqualTo(new KeyValue<>("street", null));
    assertThat(names(versions.get(1).value)).containsExactly("road", "sky", "tree");
  }

  @Test
  void shouldNotDeleteTheVocabularyOfAllOtherCameras() {
    // given
    log.send(TestRecords.define("d", "default", "road"));
    // when
    VocabularyStatus answer = log.send(command("e", "default", CommandAction.DELETE));
    // then
    assertThat(answer.getError().orElseThrow()).contains("cameras without a binding");
  }

  @Test
  void shouldRefuseAllThatDoesNotFitAtOnce() {
    // when
    List<VocabularyStatus> answers = new ArrayList<>();
    answers.add(log.send(remove("a", "car", "road", "bus")));
    answers.add(log.send(remove("b")));
    answers.add(log.send(remove("c", "road", "sky", "tree")));
    answers.add(log.send(add("d", "Sky")));
    answers.add(log.send(add("e")));
    answers.add(log.send(add("k", "\uFF32\uFF2F\uFF21\uFF24"))); // ROAD in full width
    answers.add(
        log.send(
            street("f", CommandAction.RENAME)
                .setRenames(List.of(new CategoryRename("road", "tree")))));
    answers.add(
        log.send(street("g", CommandAction.UPDATE).setCategories(categories("lamp", "kerb"))));
    answers.add(log.send(street("h", CommandAction.ROLL_BACK)));
    answers.add(
        log.send(street("i", CommandAction.UNBIND).setCameraIds(List.of("camera-1", "camera-2"))));
    answers.add(log.send(street("j", CommandAction.ADD).setExpectedVersion(7)));
    // then
    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.getState()).isEqualTo(VocabularyState.FAILED);
              assertThat(answer.getVersion()).isEqualTo(1);
            });
    assertThat(answers.stream().map(answer -> answer.getError().orElseThrow()))
        .containsExactly(
            "remove: expected names of the vocabulary, it has no [car, bus]",
            "remove: expected at least one name, got none",
            "categories: expected 1 to 100, got 0",
            "category 4 'Sky': expected a name of its own, got that of category 2",
            "add: expected at least one category, got none",
            "category 4 'ＲＯＡＤ': expected a name of its own, got that of category 1",
            "category 3 'tree': expected a name of its own, got that of category 1",
            "update: expected names of the vocabulary, it has no [lamp, kerb]",
            "roll back: expected a version, got none",
            "cameras: expected those bound to vocabulary street, but [camera-1, camera-2] are not",
            "vocabulary street: expected version 7 as the command says, found 1");
    assertThat(log.vocabularies().isEmpty()).isTrue();
  }

  @Test
  void shouldApplyACommandOnceHoweverOftenItComes() {
    // when
    List<VocabularyStatus> answers = new ArrayList<>();
    for (int i = 0; i <= 1000; i++) {
      answers.add(log.send(add("again", "car")));
    }
    VocabularyStatus next = log.send(add("next", "bus"));
    // then
    List<Vocabulary> told = log.vocabularies().readValuesToList();
    assertThat(told.subList(1, 1001))
        .containsOnly(Vocabulary.newBuilder(told.get(0)).setRepeatedCommandId("again").build());
    assertThat(last(told).getRepeatedCommandId()).isEmpty();
    assertThat(answers)
        .containsOnly(answers.get(0))
        .allSatisfy(answer -> assertThat(answer.getState()).isEqualTo(VocabularyState.PENDING));
    assertThat(next.getVersion()).isEqualTo(3);
  }

  @Test
  void shouldAnswerARepeatedDeletionAsDone() {
    // given
    log.send(street("d", CommandAction.DELETE));
    log.vocabularies().readValuesToList();
    // when
    VocabularyStatus again = log.send(street("d", CommandAction.DELETE));
    // then
    assertThat(again.getState()).isEqualTo(VocabularyState.READY);
    assertThat(log.vocabularies().readKeyValuesToList())
        .containsExactly(new KeyValue<>("street", null));
  }

  @Test
  void shouldApplyOneOfTwoCommandsThatExpectTheSameVersion() {
    // when
    VocabularyStatus ann = log.send(add("ann", "car").setExpectedVersion(1));
    VocabularyStatus bob = log.send(remove("bob", "road").setExpectedVersion(1));
    VocabularyStatus again = log.send(add("ann", "car").setExpectedVersion(1));
    // then
    assertThat(ann.getState()).isEqualTo(VocabularyState.PENDING);
    assertThat(bob.getError().orElseThrow()).contains("expected version 1", "found 2");
    assertThat(again.getVersion()).isEqualTo(2);
    assertThat(again.getState()).isEqualTo(VocabularyState.PENDING);
  }

  private static VocabularyCommand.Builder at(VocabularyCommand.Builder command, long seconds) {
    return command.setEffectiveFromMicros(EventTime.micros(NOW.plusSeconds(seconds)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldGiveTheSameStateForTheSameCommands(long seed) {
    // given
    List<VocabularyCommand> commands = randomCommands(new Random(seed));
    // when
    List<String> first = replay(commands);
    List<String> second = replay(commands);
    // then
    assertThat(first).isEqualTo(second).hasSizeGreaterThan(50);
  }

  private static List<String> replay(List<VocabularyCommand> commands) {
    try (CommandLog fresh = new CommandLog()) {
      List<String> out = new ArrayList<>();
      commands.forEach(command -> out.add(fresh.send(command).toString()));
      fresh.vocabularies().readKeyValuesToList().forEach(version -> out.add(version.toString()));
      fresh.bindings().readKeyValuesToList().forEach(binding -> out.add(binding.toString()));
      return out;
    }
  }

  private static List<VocabularyCommand> randomCommands(Random random) {
    List<VocabularyCommand> commands = new ArrayList<>();
    CommandAction[] actions = CommandAction.values();
    for (int i = 0; i < 200; i++) {
      String word = "word " + random.nextInt(12);
      String other = "word " + random.nextInt(12);
      VocabularyCommand.Builder next =
          command(
                  "c" + random.nextInt(180),
                  "v" + random.nextInt(3),
                  actions[random.nextInt(actions.length)])
              .setCategories(categories(word))
              .setNames(List.of(word))
              .setRenames(List.of(new CategoryRename(word, other)))
              .setToVersion(1 + random.nextInt(9))
              .setCameraIds(List.of("camera-" + random.nextInt(4)));
      commands.add((random.nextInt(3) > 0 ? next : at(next, random.nextInt(1000))).build());
    }
    return commands;
  }

  private static VocabularyCommand.Builder street(String commandId, CommandAction action) {
    return command(commandId, "street", action);
  }

  private static VocabularyCommand.Builder add(String commandId, String... names) {
    return street(commandId, CommandAction.ADD).setCategories(categories(names));
  }

  private static VocabularyCommand.Builder remove(String commandId, String... names) {
    return street(commandId, CommandAction.REMOVE).setNames(Arrays.asList(names));
  }

  private static String[] words(String letter, int count) {
    String[] words = new String[count];
    for (int i = 0; i < count; i++) {
      words[i] = letter.repeat(190) + i;
    }
    return words;
  }

  private static Vocabulary last(List<Vocabulary> versions) {
    return versions.get(versions.size() - 1);
  }

  private static List<String> names(Vocabulary vocabulary) {
    return vocabulary.getCategories().stream().map(Category::getName).toList();
  }
}
