package io.lexiseg.processor.command.stream;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.bind;
import static io.lexiseg.recognition.category.TestRecords.categories;
import static io.lexiseg.recognition.category.TestRecords.command;
import static io.lexiseg.recognition.category.TestRecords.define;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands under a new application id, or after the changelog is lost. */
class TakeoverTest {
  private static final List<VocabularyCommand> COMMANDS =
      List.of(
          define("a", "street", "road"),
          define("b", "yard", "grass"),
          bind("c", "street", "gate", "door"),
          add("d", "street", "car"),
          unbind("e", "street", "door"),
          bind("f", "yard", "door"),
          define("g", "gone", "sky"),
          command("h", "gone", CommandAction.DELETE).build(),
          command("i", "never", CommandAction.ADD).setCategories(categories("sea")).build(),
          unbind("j", "yard", "door"));

  private final FakeTopics topics = new FakeTopics();
  private final CommandFixture before = new CommandFixture(ToldTopics.NONE);
  private final CommandFixture after = new CommandFixture(topics);

  @AfterEach
  void close() {
    before.close();
    after.close();
  }

  @Test
  void shouldDecideNothingAgainUnderANewApplicationId() {
    // given
    decideAll();
    topics.replayed = COMMANDS.size();
    // when
    List<CommandFixture.Told> told = new ArrayList<>();
    for (int n = 0; n < COMMANDS.size(); n++) {
      told.addAll(after.send(COMMANDS.get(n), n));
    }
    // then
    assertThat(told).isEmpty();
  }

  @Test
  void shouldGoOnWithTheNumbersThatWere() {
    // given
    decideAll();
    topics.replayed = COMMANDS.size();
    // when
    Vocabulary street = version(after.send(add("k", "street", "bus"), COMMANDS.size()));
    Vocabulary gone = version(after.send(define("l", "gone", "cloud"), COMMANDS.size() + 1));
    // then
    assertThat(street.getVersion()).isEqualTo(3);
    assertThat(street.getCategories())
        .extracting(Category::getName)
        .containsExactly("road", "car", "bus");
    assertThat(street.getHistory()).extracting(PastVersion::getVersion).containsExactly(1, 2);
    assertThat(gone.getVersion()).isEqualTo(3);
  }

  @Test
  void shouldKnowBindingsAndTheirAbsence() {
    // given
    decideAll();
    topics.replayed = COMMANDS.size();
    // when
    VocabularyStatus refused = answer(after.send(unbind("k", "yard", "door"), 20));
    VocabularyStatus bound =
        answer(after.send(command("l", "street", CommandAction.DELETE).build(), 21));
    VocabularyStatus freed = answer(after.send(unbind("m", "street", "gate"), 22));
    // then
    assertThat(refused.getError().orElseThrow()).contains("[door] are not");
    assertThat(bound.getError().orElseThrow()).contains("found [gate]");
    assertThat(freed.getState()).isEqualTo(VocabularyState.READY);
  }

  @Test
  void shouldDecideWhatCameAfterTheLastOneWasDecided() {
    // given: the last two commands were never decided
    int decided = COMMANDS.size() - 2;
    COMMANDS.subList(0, decided).forEach(command -> topics.tell(send(command)));
    topics.replayed = COMMANDS.size();
    // when
    List<CommandFixture.Told> told = new ArrayList<>();
    for (int n = 0; n < COMMANDS.size(); n++) {
      told.addAll(after.send(COMMANDS.get(n), n));
    }
    // then
    assertThat(told)
        .filteredOn(one -> one.sink().equals(CommandFixture.ANSWERS))
        .extracting(CommandFixture.Told::key)
        .containsExactly("never/commands", "yard/commands");
  }

  @Test
  void shouldDecideNewCommandsWhateverTheirTime() {
    // given
    decideAll();
    topics.replayed = COMMANDS.size();
    // when: the issuer's clock is late
    VocabularyStatus answer = answer(after.sendAt(add("k", "street", "bus"), 10, NOW));
    // then
    assertThat(answer.getVersion()).isEqualTo(3);
  }

  @Test
  void shouldStillKnowWhatWasDecidedWhenItStartsAgainInTheMiddle() {
    // given
    decideAll();
    topics.replayed = COMMANDS.size();
    assertThat(after.send(COMMANDS.get(0), 0)).isEmpty();
    // when: offsets are committed by now, and the stores are no longer empty
    topics.replayed = 0;
    after.restart();
    // then
    for (int n = 1; n < COMMANDS.size(); n++) {
      assertThat(after.send(COMMANDS.get(n), n)).isEmpty();
    }
  }

  @Test
  void shouldTakeOverFromTheTopicsIfOnlyTheChangelogIsLost() {
    // given: offsets are there
    decideAll();
    topics.replayed = 0;
    // when
    Vocabulary street = version(after.send(add("k", "street", "bus"), 10));
    VocabularyStatus repeated = answer(after.send(COMMANDS.get(3), 11));
    // then
    assertThat(street.getVersion()).isEqualTo(3);
    assertThat(repeated.getState()).isEqualTo(VocabularyState.PENDING);
    assertThat(repeated.getVersion()).isEqualTo(3);
  }

  @Test
  void shouldRecogniseABindingThatCameAfterTheLastVersion() {
    // given
    List.of(define("a", "street", "road"), bind("b", "street", "gate"))
        .forEach(command -> topics.tell(send(command)));
    // when
    List<CommandFixture.Told> told = after.send(bind("b", "street", "gate"), 5);
    // then
    assertThat(told)
        .filteredOn(one -> one.sink().equals(CommandFixture.BINDINGS))
        .extracting(one -> ((CameraBinding) one.value().orElseThrow()).getBoundAt())
        .containsExactly(NOW.plusSeconds(1));
  }

  @Test
  void shouldTakeOnlyWhatIsNewerThanWhatItHas() {
    // given
    decideAll();
    topics.replayed = 0;
    after.send(define("k", "yard", "lawn"), 10); // yard 2
    after.send(define("l", "yard", "moss"), 11); // yard 3: the topic knows 1 only
    topics.tell(send(add("m", "street", "bus"))); // street 3: the store knows 2 only
    after.restart();
    // when
    Vocabulary yard = version(after.send(add("n", "yard", "tree"), 12));
    Vocabulary street = version(after.send(add("o", "street", "tram"), 13));
    // then
    assertThat(yard.getVersion()).isEqualTo(4);
    assertThat(street.getVersion()).isEqualTo(4);
    assertThat(street.getCategories())
        .extracting(Category::getName)
        .containsExactly("road", "car", "bus", "tram");
  }

  @Test
  void shouldNoticeADeletionAndAReleaseThatItsStoreMissed() {
    // given
    topics.tell(send(define("a", "street", "road")));
    topics.tell(send(bind("b", "street", "gate")));
    after.send(command("x", "other", CommandAction.DELETE).build(), 0);
    topics.tell(send(unbind("c", "street", "gate")));
    topics.tell(send(command("d", "street", CommandAction.DELETE).build()));
    after.restart();
    // when
    VocabularyStatus refused = answer(after.send(add("e", "street", "bus"), 1));
    Vocabulary again = version(after.send(define("f", "street", "sky"), 2));
    // then
    assertThat(refused.getError().orElseThrow()).contains("defined first");
    assertThat(again.getVersion()).isEqualTo(3);
  }

  @Test
  void shouldReadTheTopicsOnceAndOnlyBeforeACommand() {
    // given
    IntStream.range(0, 3).forEach(n -> after.send(define("k" + n, "new", "sky"), n));
    // then
    assertThat(topics.readings).isEqualTo(1);
  }

  private void decideAll() {
    COMMANDS.forEach(command -> topics.tell(send(command)));
  }

  private int sent;

  private List<CommandFixture.Told> send(VocabularyCommand command) {
    return before.send(command, sent++);
  }

  private static VocabularyStatus answer(List<CommandFixture.Told> told) {
    return (VocabularyStatus)
        told.stream()
            .filter(one -> one.sink().equals(CommandFixture.ANSWERS))
            .findFirst()
            .flatMap(CommandFixture.Told::value)
            .orElseThrow();
  }

  private static Vocabulary version(List<CommandFixture.Told> told) {
    return (Vocabulary)
        told.stream()
            .filter(one -> one.sink().equals(CommandFixture.VOCABULARIES))
            .findFirst()
            .flatMap(CommandFixture.Told::value)
            .orElseThrow();
  }

  private static VocabularyCommand add(String commandId, String id, String... names) {
    return command(commandId, id, CommandAction.ADD).setCategories(categories(names)).build();
  }

  private static VocabularyCommand unbind(String commandId, String id, String camera) {
    return command(commandId, id, CommandAction.UNBIND).setCameraIds(List.of(camera)).build();
  }
}
