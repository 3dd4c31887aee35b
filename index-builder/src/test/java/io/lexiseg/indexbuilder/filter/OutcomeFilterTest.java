package io.lexiseg.indexbuilder.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lexiseg.indexbuilder.generation.CaptionOutcome;
import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.indexbuilder.generation.DropReason;
import io.lexiseg.indexbuilder.generation.DroppedNoun;
import io.lexiseg.indexbuilder.generation.GeneratedPrototype;
import io.lexiseg.indexbuilder.generation.GeneratorIdentity;
import io.lexiseg.indexbuilder.generation.PrototypeProvenance;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeFilterTest {
  private static final CaptionTask TASK =
      new CaptionTask("c-1", "a road under a sky", Optional.empty(), 7);

  @ParameterizedTest
  @CsvSource({
    "0.5,  0.5,  ",
    // a threshold itself passes
    "0.9,  0.2,  ",
    "0.91, 0.5,  WHOLE_PICTURE",
    "1,    1,    WHOLE_PICTURE",
    "0.5,  0.19, LOW_CONTRAST",
    "0,    0,    LOW_CONTRAST",
    // one reason, the first
    "0.91, 0.19, WHOLE_PICTURE"
  })
  void shouldLookAtMaskShareThenAtContrast(double maskShare, double contrast, DropReason reason) {
    // given
    OutcomeFilter filter = new OutcomeFilter(FilterSettings.DEFAULT);

    // when
    Optional<DroppedNoun> drop = filter.drop(prototype("road", maskShare, contrast));

    // then
    assertThat(drop.map(DroppedNoun::reason)).isEqualTo(Optional.ofNullable(reason));
    assertThat(drop.map(DroppedNoun::noun)).isEqualTo(Optional.ofNullable(reason).map(r -> "road"));
  }

  @Test
  void shouldSayWhatWasFoundAndWhatIsAllowed() {
    // given
    OutcomeFilter filter =
        new OutcomeFilter(FilterSettings.parse("whole-picture=0.75,low-contrast=0.125"));

    // when, then
    assertThat(filter.drop(prototype("sky", 0.98765, 0.5)))
        .contains(new DroppedNoun("sky", DropReason.WHOLE_PICTURE, "mask share 0.988 > 0.75"));
    assertThat(filter.drop(prototype("sky", 0.5, 0.1)))
        .contains(new DroppedNoun("sky", DropReason.LOW_CONTRAST, "contrast 0.100 < 0.125"));
  }

  @ParameterizedTest
  @CsvSource({
    "none,                        true,  true",
    "whole-picture,               false, true",
    "low-contrast,                true,  false",
    // those between prototypes are not its business
    "'near-duplicate,contradicted', true,  true"
  })
  void shouldApplyTheFiltersThatAreOn(String settings, boolean wholePasses, boolean flatPasses) {
    // given
    OutcomeFilter filter = new OutcomeFilter(FilterSettings.parse(settings));

    // when, then
    assertThat(filter.drop(prototype("road", 1, 1)).isEmpty()).isEqualTo(wholePasses);
    assertThat(filter.drop(prototype("road", 0, 0)).isEmpty()).isEqualTo(flatPasses);
  }

  @Test
  void shouldKeepTheOrderAndEveryNounOnce() {
    // given
    DroppedNoun before = new DroppedNoun("fog", DropReason.EMPTY_MASK, "no token");
    GeneratedPrototype road = prototype("road", 0.5, 0.5);
    GeneratedPrototype car = prototype("car", 0.1, 0.4);
    CaptionOutcome outcome =
        new CaptionOutcome(
            TASK,
            List.of(road, prototype("sky", 0.95, 0.5), car, prototype("dust", 0.5, 0.1)),
            List.of(before));

    // when
    CaptionOutcome filtered = new OutcomeFilter(FilterSettings.DEFAULT).apply(outcome);

    // then
    assertThat(filtered.task()).isEqualTo(TASK);
    assertThat(filtered.prototypes()).containsExactly(road, car);
    assertThat(filtered.dropped())
        .extracting(DroppedNoun::noun, DroppedNoun::reason)
        .containsExactly(
            tuple("fog", DropReason.EMPTY_MASK),
            tuple("sky", DropReason.WHOLE_PICTURE),
            tuple("dust", DropReason.LOW_CONTRAST));
  }

  private static GeneratedPrototype prototype(String noun, double maskShare, double contrast) {
    var provenance =
        new PrototypeProvenance(
            TASK.id(),
            TASK.caption(),
            noun,
            noun,
            TASK.seed(),
            new GeneratorIdentity("fake", "0".repeat(64), "no steps"),
            "tiny",
            "1".repeat(64),
            maskShare,
            contrast);
    return new GeneratedPrototype(noun, new float[] {1, 0}, new float[] {1, 2}, provenance);
  }
}
