package io.lexiseg.vision.pack.lite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lexiseg.vision.pack.lite.ClassifierNouns.ClassNoun;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierNounsTest {
  @Test
  void shouldShipNounsThatPeopleType() {
    // when
    List<ClassNoun> list = ClassifierNouns.imageNet().list();

    // then
    List<String> nouns = list.stream().map(ClassNoun::noun).toList();
    assertThat(nouns).hasSizeGreaterThan(200).doesNotHaveDuplicates();
    assertThat(nouns).allMatch(noun -> noun.matches("[a-z]+( [a-z]+)?"));
    assertThat(list)
        .contains(
            new ClassNoun("dog", IntStream.rangeClosed(151, 268).boxed().toList()),
            new ClassNoun("banana", List.of(954)),
            new ClassNoun("television", List.of(851)),
            new ClassNoun("pier", List.of(718)));
  }

  @Test
  void shouldShipNumbersOfClassesThatThereAre() {
    for (ClassNoun entry : ClassifierNouns.imageNet().list()) {
      assertThat(entry.classes()).as(entry.noun()).isNotEmpty().allMatch(k -> 0 <= k && k < 1000);
      assertThat(new HashSet<>(entry.classes())).hasSameSizeAs(entry.classes());
      assertThat(entry.classes()).isSorted();
    }
  }

  @Test
  void shouldCallAClassByItsNarrowestNoun() {
    // given
    ClassifierNouns nouns = ClassifierNouns.parse("bird\t0-3\nowl\t2\nwing\t2\n", 5);

    // then
    assertThat(nouns.nounOf(1)).contains("bird");
    assertThat(nouns.nounOf(2)).contains("owl");
    assertThat(nouns.nounOf(4)).isEmpty();
  }

  @Test
  void shouldReadNumbersAndRanges() {
    // when
    ClassifierNouns nouns = ClassifierNouns.parse("# ours\n\nfish\t5-6,0,2-2\nbus\t1\n", 7);

    // then
    assertThat(nouns.list())
        .containsExactly(
            new ClassNoun("fish", List.of(0, 2, 5, 6)), new ClassNoun("bus", List.of(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fish",
        "fish 1",
        "\t1",
        "fish\t",
        "fish\t1,,2",
        "fish\t7",
        "fish\t6-7",
        "fish\t3-2",
        "fish\tone",
        "fish\t1\nfish\t2"
      })
  void shouldRefuseWhatIsNoTable(String table) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassifierNouns.parse(table, 7))
        .withMessageStartingWith("nouns of classes: ");
  }
}
