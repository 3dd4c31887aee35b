package io.lexiseg.processor.command.stream;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.bind;
import static io.lexiseg.recognition.category.TestRecords.categories;
import static io.lexiseg.recognition.category.TestRecords.command;
import static io.lexiseg.recognition.category.TestRecords.define;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.processor.command.stream.CommandFixture.Told;
import io.lexiseg.schemas.CategoryRename;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.ExemplarId;
import io.lexiseg.schemas.PictureBox;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A command that comes again tells all that it told, and changes nothing. */
class RepeatedCommandTest {
  private static final Exemplar EXEMPLAR =
      new Exemplar(
          ByteBuffer.wrap(MaskPng.encode(Mask.of(2, 3, new short[6]))), new PictureBox(0, 0, 1, 1));

  private static final List<VocabularyCommand> DEFINED =
      List.of(define("first", "street", "road", "sky"), bind("bound", "street", "gate"));

  static Stream<Arguments> commands() {
    VocabularyCommand added =
        command("shown", "street", CommandAction.ADD_EXEMPLAR)
            .setNames(List.of("road"))
            .setExemplar(EXEMPLAR)
            .build();
    VocabularyCommand removed =
        command("hidden", "street", CommandAction.REMOVE_EXEMPLAR)
            .setNames(List.of("road"))
            .setExemplarIds(List.of(ExemplarId.of(EXEMPLAR)))
            .build();
    List<VocabularyCommand> many =
        new ArrayList<>(List.of(define("first", "street", "road"), added, removed));
    IntStream.range(0, 49).forEach(n -> many.add(define("again-" + n, "street", "road")));
    return Stream.of(
        of("define", define("new", "yard", "grass")),
        of("define again", define("new", "street", "grass")),
        of("add", changed(CommandAction.ADD).setCategories(categories("car")).build()),
        of("remove", changed(CommandAction.REMOVE).setNames(List.of("sky")).build()),
        of(
            "rename",
            changed(CommandAction.RENAME)
                .setRenames(List.of(new CategoryRename("sky", "cloud")))
                .build()),
        of("update", changed(CommandAction.UPDATE).setCategories(categories("Sky")).build()),
        of(
            "roll back",
            changed(CommandAction.ROLL_BACK).setToVersion(1).build(),
            define("second", "street", "grass")),
        of("bind", bind("new", "street", "gate", "yard", "*")),
        of("unbind", changed(CommandAction.UNBIND).setCameraIds(List.of("gate")).build()),
        of(
            "delete",
            changed(CommandAction.DELETE).build(),
            command("free", "street", CommandAction.UNBIND).setCameraIds(List.of("gate")).build()),
        of("add exemplar", added),
        of("remove exemplar", removed, added),
        Arguments.of(Named.of("forget exemplar", many), define("new", "street", "grass")));
  }

  private static Arguments of(
      String name, VocabularyCommand command, VocabularyCommand... further) {
    List<VocabularyCommand> before = new ArrayList<>(DEFINED);
    before.addAll(List.of(further));
    return Arguments.of(Named.of(name, before), command);
  }

  private static VocabularyCommand.Builder changed(CommandAction action) {
    return command("new", "street", action);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void shouldTellAllAgainWhereverItsFirstTellingBroke(
      List<VocabularyCommand> before, VocabularyCommand command) {
    List<Told> whole = given(before).send(command);
    for (int after = 0; after < whole.size(); after++) {
      try (CommandFixture fixture = given(before)) {
        // when
        List<Told> told = new ArrayList<>(fixture.sendAndCrash(command, after));
        told.addAll(fixture.send(command));
        // then
        assertThat(plain(told)).as("broken after " + after).containsAll(plain(whole));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void shouldTellNothingElseOverAndOver(List<VocabularyCommand> before, VocabularyCommand command) {
    try (CommandFixture fixture = given(before)) {
      // given
      List<Told> whole = fixture.send(command);
      // when
      List<Told> second = fixture.send(command);
      List<Told> third = fixture.send(command);
      // then
      assertThat(plain(second)).containsAll(plain(whole));
      assertThat(third).isEqualTo(second);
    }
  }

  @Test
  void shouldTellWhatHoldsNowIfOthersChangedItMeanwhile() {
    try (CommandFixture fixture = given(DEFINED)) {
      // given
      fixture.send(define("other", "yard", "grass"));
      fixture.send(bind("rebound", "yard", "gate"));
      // when
      List<Told> told = fixture.send(DEFINED.get(1));
      // then
      assertThat(told)
          .filteredOn(one -> one.sink().equals(CommandFixture.BINDINGS))
          .singleElement()
          .extracting(one -> one.value().orElseThrow().get(1))
          .isEqualTo("yard");
    }
  }

  @Test
  void shouldTellThatAnExemplarIsGoneIfItsCommandComesAgainLater() {
    // given
    VocabularyCommand added =
        command("shown", "street", CommandAction.ADD_EXEMPLAR)
            .setNames(List.of("road"))
            .setExemplar(EXEMPLAR)
            .build();
    try (CommandFixture fixture = given(List.of(DEFINED.get(0), added))) {
      IntStream.range(0, 60)
          .forEach(n -> fixture.send(define("again-" + n, "street", "road " + n)));
      // when
      List<Told> told = fixture.send(added);
      // then
      assertThat(told)
          .filteredOn(one -> one.sink().equals(CommandFixture.EXEMPLARS))
          .containsExactly(
              new Told(CommandFixture.EXEMPLARS, ExemplarId.of(EXEMPLAR), Optional.empty(), NOW));
    }
  }

  @Test
  void shouldNotTrustWhatARepeatedIdBrings() {
    try (CommandFixture fixture = given(DEFINED)) {
      // when
      List<Told> told = fixture.send(bind("bound", "street", "", "x".repeat(1000)));
      // then
      assertThat(told).noneMatch(one -> one.sink().equals(CommandFixture.BINDINGS));
    }
  }

  private static CommandFixture given(List<VocabularyCommand> commands) {
    CommandFixture fixture = new CommandFixture();
    commands.forEach(fixture::send);
    return fixture;
  }

  /** Without what may differ: answers, and that a version is told once more. */
  private static List<Told> plain(List<Told> told) {
    return told.stream()
        .filter(one -> !one.sink().equals(CommandFixture.ANSWERS))
        .map(
            one ->
                new Told(
                    one.sink(),
                    one.key(),
                    one.value().map(RepeatedCommandTest::unrepeated),
                    one.at()))
        .toList();
  }

  private static SpecificRecord unrepeated(SpecificRecord value) {
    return value instanceof Vocabulary version
        ? Vocabulary.newBuilder(version).clearRepeatedCommandId().build()
        : value;
  }
}
