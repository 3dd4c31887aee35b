package io.lexiseg.indexbuilder.prototype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.indexbuilder.generation.CaptionOutcome;
import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.indexbuilder.generation.DropReason;
import io.lexiseg.indexbuilder.generation.DroppedNoun;
import io.lexiseg.indexbuilder.generation.GeneratedPrototype;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.random.TinyPack;
import io.lexiseg.vision.text.Templates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a generator that knows where its words are; the tiny pack pools as the paper does. */
class PicturePrototypesTest {
  private static final Offset<Float> ROUNDING = within(1e-5f);

  @TempDir Path folder;
  private final ColourEncoders encoders = new ColourEncoders(1);
  private final List<String> seen = new ArrayList<>();
  private ModelPack pack;

  @BeforeEach
  void writePack() {
    pack = TinyPack.write(folder.resolve("pack"), 1);
  }

  @Test
  void shouldPoolTheColourOfEachNoun() {
    // when
    CaptionOutcome outcome = make(task("sky above grass", 0)).get(0);

    // then
    assertThat(outcome.dropped()).isEmpty();
    assertThat(outcome.prototypes())
        .extracting(GeneratedPrototype::noun)
        .containsExactly("sky", "grass");
    // The stripe is the left half but for what bicubic enlargement blurs; colours are (40, 90, 220)
    // and (30, 160, 40).
    float[] sky = outcome.prototypes().get(0).values();
    assertThat(sky[0]).isBetween(35 / 255f, 41 / 255f);
    assertThat(sky[2]).isBetween(190 / 255f, 221 / 255f);
    assertThat(outcome.prototypes().get(0).provenance().maskShare()).isEqualTo(0.5, within(0.05));
    assertThat(outcome.prototypes().get(0).provenance().contrast()).isGreaterThan(0.8);
    assertThat(seen).containsExactly("sky above grass: sky grass");
  }

  @Test
  void shouldPoolRawTokensWithASoftMaskAsEquation2Says() {
    // given
    List<float[]> masks = new ArrayList<>();
    PictureListener listener =
        (task, image, words) -> {
          // Bilinear with align_corners: the sampling points of a 12 x 12 grid in 48 x 48 pixels.
          float[] weights = new float[144];
          for (int token = 0; token < 144; token++) {
            int tokenRow = token / 12;
            double y = tokenRow * 47.0 / 11;
            double x = token % 12 * 47.0 / 11;
            for (int corner = 0; corner < 4; corner++) {
              int row = Math.min(47, (int) y + corner / 2);
              int column = Math.min(47, (int) x + corner % 2);
              double down = corner / 2 == 0 ? 1 - y % 1 : y % 1;
              double right = corner % 2 == 0 ? 1 - x % 1 : x % 1;
              weights[token] += (float) (down * right * words.get(1).mask().value(row, column));
            }
          }
          masks.add(weights);
          masks.add(encoders.dense().encode(image).values());
        };

    // when
    CaptionOutcome outcome = maker(listener).make(List.of(task("sky house snow", 3))).get(0);

    // then
    float[] expected = new float[3];
    double mass = 0;
    for (int token = 0; token < 144; token++) {
      mass += masks.get(0)[token];
    }
    for (int i = 0; i < 144 * 3; i++) {
      expected[i % 3] += (float) (masks.get(0)[i / 3] * masks.get(1)[i] / mass);
    }
    assertThat(outcome.prototypes().get(1).noun()).isEqualTo("house");
    assertThat(outcome.prototypes().get(1).values()).containsExactly(expected, ROUNDING);
  }

  @Test
  void shouldMixNounAndCaptionIntoTheKey() {
    // when
    GeneratedPrototype sky = make(task("sky above grass", 0)).get(0).prototypes().get(0);

    // then
    float[] noun = new float[4];
    for (String prompt : Templates.apply(pack.templates(), "sky")) {
      add(noun, ColourEncoders.vector(prompt), 1);
    }
    float[] key = new float[4];
    add(key, unit(noun), 0.9f);
    add(key, unit(ColourEncoders.vector("sky above grass")), 0.1f);
    assertThat(sky.key()).containsExactly(unit(key), ROUNDING);
  }

  @Test
  void shouldEmbedANounOnceAndAlone() {
    // when
    PicturePrototypes maker = maker(PictureListener.NONE);
    maker.make(List.of(task("sky above grass", 0), task("snow under sky", 1)));

    // then
    assertThat(encoders.batches)
        .extracting(List::size)
        .containsExactly(
            1, pack.templates().size(), pack.templates().size(), 1, pack.templates().size());
  }

  @Test
  void shouldGiveTheSameAloneAndInABatch() {
    // given
    List<CaptionTask> tasks = List.of(task("sky grass", 5), task("house", 6), task("none", 7));

    // when
    List<CaptionOutcome> together = make(tasks.toArray(CaptionTask[]::new));

    // then
    for (int i = 0; i < tasks.size(); i++) {
      CaptionOutcome alone = make(tasks.get(i)).get(0);
      assertThat(alone.dropped()).isEqualTo(together.get(i).dropped());
      assertThat(alone.prototypes().stream().map(p -> Arrays.hashCode(p.values())))
          .containsExactlyElementsOf(
              together.get(i).prototypes().stream().map(p -> Arrays.hashCode(p.values())).toList());
    }
  }

  @Test
  void shouldSayWhyACaptionOrANounGivesNothing() {
    // when
    List<CaptionOutcome> outcomes =
        make(
            task("", 0),
            task("a <|endoftext|> house", 1),
            task("house ".repeat(10_000), 2),
            task("слон и дом", 3),
            task("broken house", 4),
            task("house ghost", 5));

    // then
    assertThat(outcomes.stream().flatMap(one -> one.dropped().stream()).map(DroppedNoun::reason))
        .containsExactly(
            DropReason.UNUSABLE_CAPTION,
            DropReason.UNUSABLE_CAPTION,
            DropReason.UNUSABLE_CAPTION,
            DropReason.NO_NOUN,
            DropReason.NOT_FINITE,
            DropReason.NOT_IN_PROMPT);
    assertThat(outcomes.get(5).dropped().get(0).noun()).isEqualTo("ghost");
    assertThat(outcomes.get(5).prototypes())
        .extracting(GeneratedPrototype::noun)
        .containsExactly("house");
  }

  @Test
  void shouldDropACaptionWhoseFeaturesAreNotFinite() {
    // when
    CaptionOutcome outcome =
        new PicturePrototypes(
                new PaintedPictures(1),
                PaintedPictures::nouns,
                new ColourEncoders(Float.POSITIVE_INFINITY),
                pack,
                PictureSettings.PAPER,
                PictureListener.NONE)
            .make(List.of(task("house", 1)))
            .get(0);

    // then
    assertThat(outcome.prototypes()).isEmpty();
    assertThat(outcome.dropped())
        .containsExactly(new DroppedNoun("", DropReason.NOT_FINITE, "the features of the picture"));
  }

  @Test
  void shouldMakeOnlyTheNounThatIsAskedFor() {
    // when
    CaptionOutcome outcome =
        make(new CaptionTask("a", "sky trees snow", Optional.of("trees"), 1)).get(0);

    // then
    assertThat(outcome.prototypes()).hasSize(1);
    assertThat(outcome.prototypes().get(0).noun()).isEqualTo("trees");
    assertThat(outcome.prototypes().get(0).provenance().lemma()).isEqualTo("tree");
  }

  @Test
  void shouldPutPrototypesUnderTheLemmaWhereAsked() {
    // when
    PictureSettings lemmas = new PictureSettings(0.45, 0.9, true);
    CaptionOutcome outcome =
        new PicturePrototypes(
                new PaintedPictures(1),
                PaintedPictures::nouns,
                encoders,
                pack,
                lemmas,
                PictureListener.NONE)
            .make(List.of(task("trees sky", 1)))
            .get(0);

    // then
    assertThat(outcome.prototypes())
        .extracting(GeneratedPrototype::noun)
        .containsExactly("tree", "sky");
  }

  @Test
  void shouldRefuseConstantsThatMeanNothing() {
    assertThatThrownBy(() -> new PictureSettings(0.2, 0.9, false)).hasMessageContaining("gamma");
    assertThatThrownBy(() -> new PictureSettings(0.45, 1.1, false))
        .hasMessage("alpha: expected 0 to 1, got 1.1");
  }

  @Test
  void shouldCloseWhatItWasGiven() {
    // when
    maker(PictureListener.NONE).close();

    // then
    assertThat(encoders.closed).isTrue();
  }

  private List<CaptionOutcome> make(CaptionTask... tasks) {
    PictureListener listener =
        (task, image, words) ->
            seen.add(
                task.caption()
                    + ":"
                    + words.stream().map(word -> " " + word.word()).reduce("", String::concat));
    return maker(listener).make(List.of(tasks));
  }

  private PicturePrototypes maker(PictureListener listener) {
    return new PicturePrototypes(
        new PaintedPictures(9),
        PaintedPictures::nouns,
        encoders,
        pack,
        PictureSettings.PAPER,
        listener);
  }

  private static CaptionTask task(String caption, long seed) {
    return new CaptionTask("c" + seed, caption, Optional.empty(), seed);
  }

  private static void add(float[] sum, float[] vector, float factor) {
    for (int d = 0; d < sum.length; d++) {
      sum[d] += factor * vector[d];
    }
  }

  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += component * component;
    }
    float[] unit = vector.clone();
    for (int d = 0; d < unit.length; d++) {
      unit[d] /= (float) Math.sqrt(squares);
    }
    return unit;
  }
}
