package io.lexiseg.indexbuilder.noun;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.indexbuilder.noun.DroppedWord.Reason;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionNounsTest {
  private static final CaptionNouns NOUNS = CaptionNouns.open();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Two Dogs on a sofa.              | Dogs=dog; sofa=sofa",
        "Three mice and two women         | mice=mouse; women=woman",
        "Buses, boxes and dishes          | Buses=bus; boxes=box; dishes=dish",
        "Windows of a house               | Windows=window; house=house",
        "A man with glasses and jeans     | man=man; glasses=glasses; jeans=jeans",
        "A dog's tail                     | dog=dog; tail=tail",
        "Leaves of a tree                 | Leaves=leaf; tree=tree"
      })
  void shouldKeepTheSurfaceBesideTheSingular(String caption, String expected) {
    assertThat(pairs(caption)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Two dogs on top of a fire truck  | dogs=dog; fire truck=fire truck",
        "A group of people riding horses  | people=people; horses=horse",
        "A red fire hydrant               | fire hydrant=fire hydrant",
        "Fire trucks at traffic lights    | Fire trucks=fire truck; traffic lights=traffic light",
        "A stop sign and a cell phone     | stop sign=stop sign; cell phone=cell phone",
        "A boy in a T-shirt               | boy=boy; T-shirt=t-shirt",
        "A girl on a skate board          | girl=girl; skate board=skateboard",
        "A hot dog on a plate             | hot dog=hot dog; plate=plate",
        "A man riding horses              | man=man; horses=horse",
        "A cat walks over the grass       | cat=cat; grass=grass",
        "A white house behind a wall      | house=house; wall=wall",
        "The White House behind a wall    | White House=white house; wall=wall",
        "An old man on a bench            | man=man; bench=bench",
        "A dog, truck and fire            | dog=dog; truck=truck; fire=fire"
      })
  void shouldTakeNeighboursThatMakeOneNoun(String caption, String expected) {
    assertThat(pairs(caption)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "A wooden spoon, wooden, NOT_A_NOUN, 0",
    "A cat sits on a wooden chair, sits, NOT_A_NOUN, 1",
    "A dog sleeps on a rug, sleeps, NOT_A_NOUN, 1",
    "A group of people, group, STOP_WORD, 1",
    "A cup on top of a table, top, STOP_WORD, 1",
    "A fire truck on a road, truck, PART_OF_COMPOUND, 1",
    "A dog beside two dogs, dogs, REPEATED, 1",
    "Grapes in a bowl beside a Bowl, Bowl, REPEATED, 1",
    "Letter B on a wall, B, TOO_SHORT, 1"
  })
  void shouldSayWhyAWordGivesNoNoun(String caption, String word, Reason reason, int count) {
    List<DroppedWord> dropped = NOUNS.extract(caption).dropped();
    assertThat(dropped).filteredOn(new DroppedWord(word, reason)::equals).hasSize(count);
  }

  @Test
  void shouldKeepNamesThatNoWordListKnows() {
    assertThat(pairs("A black Honda motorcycle")).isEqualTo("Honda=honda; motorcycle=motorcycle");
  }

  @Test
  void shouldReadCapitalsThroughout() {
    assertThat(pairs("A MAN IS RIDING A HORSE")).isEqualTo("MAN=man; HORSE=horse");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t\r\n",
        "\u0000\u0001\u0007\u001b",
        "...,,,!!!---'''",
        "1234 5678 9",
        "犬が公園を走っている",
        "Собака бежит по парку",
        "كلب يركض في الحديقة",
        "🐕 🌳 👩‍👩‍👧",
        "\uD800 \uDC00",
        "\u0301\u0302\u0303",
        "İ"
      })
  void shouldFindNoNounWithoutEnglishWords(String caption) {
    assertThat(NOUNS.extract(caption).nouns()).isEmpty();
  }

  @Test
  void shouldFindEnglishNounsBesideOtherCharacters() {
    assertThat(pairs("A dog 🐕 and\u0000a cat<|endoftext|>")).startsWith("dog=dog; cat=cat");
  }

  @Test
  void shouldRefuseToReadTenThousandWords() {
    NounReport report = NOUNS.extract("a dog and a cat ".repeat(2_000));
    assertThat(report.nouns()).isEmpty();
    assertThat(report.dropped()).containsExactly(new DroppedWord("", Reason.CAPTION_TOO_LONG));
  }

  @Test
  void shouldReadTheLongestCaption() {
    String caption = "dog ".repeat(CaptionNouns.MAX_CHARACTERS / 4);
    NounReport report = NOUNS.extract(caption);
    assertThat(report.nouns()).containsExactly(new Noun("dog", "dog"));
    assertThat(report.dropped()).hasSize(CaptionNouns.MAX_CHARACTERS / 4 - 1);
  }

  @Test
  void shouldFindTheSameInManyThreads() {
    // given
    String caption = "A teddy bear and two dogs sit on a wooden bench near the river.";
    NounReport expected = NOUNS.extract(caption);

    // when
    List<NounReport> reports =
        IntStream.range(0, 200).parallel().mapToObj(i -> NOUNS.extract(caption)).toList();

    // then
    assertThat(reports).containsOnly(expected);
  }

  private static String pairs(String caption) {
    return String.join(
        "; ",
        NOUNS.extract(caption).nouns().stream().map(n -> n.surface() + "=" + n.lemma()).toList());
  }
}
