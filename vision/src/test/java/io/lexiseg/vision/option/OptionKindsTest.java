package io.lexiseg.vision.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionKindsTest {
  private static final OptionKind<String> SMALL = OptionKind.of("small", option -> "S");
  private static final OptionKind<String> LARGE =
      OptionKind.of("large", option -> "L" + option.integer("size", 1));
  private static final OptionKind<String> ADDED = OptionKind.of("huge", option -> "H");

  @Test
  void shouldReadWhatIsBuiltInAndWhatIsAdded() {
    // given
    OptionKinds<String> kinds = new OptionKinds<>(List.of(SMALL, LARGE), List.of(ADDED));

    // when, then
    assertThat(kinds.parse("small")).isEqualTo("S");
    assertThat(kinds.parse("large:size=4")).isEqualTo("L4");
    assertThat(kinds.parse("huge")).isEqualTo("H");
  }

  @Test
  void shouldNameWhatIsKnownWhereAKindIsNot() {
    // given: nobody adds the kind
    OptionKinds<String> kinds = new OptionKinds<>(List.of(SMALL, LARGE), List.of());

    // then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kinds.parse("huge"))
        .withMessage("expected small or large, got 'huge'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OptionKinds<>(List.of(SMALL, LARGE), List.of(ADDED)).parse("tiny"))
        .withMessage("expected small, large or huge, got 'tiny'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OptionKinds<>(List.of(SMALL), List.of()).parse("tiny"))
        .withMessage("expected small, got 'tiny'");
  }

  @Test
  void shouldRefusePartsThatAKindDoesNotHave() {
    // given
    OptionKinds<String> kinds = new OptionKinds<>(List.of(SMALL), List.of());

    // then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kinds.parse("small:size=1"))
        .withMessageContaining("small has no part [size]");
  }

  @Test
  void shouldRefuseTwoKindsOfOneName() {
    // given
    List<OptionKind<String>> same = List.of(OptionKind.of("small", option -> "s"));

    // then
    assertThatIllegalStateException()
        .isThrownBy(() -> new OptionKinds<>(List.of(SMALL), same))
        .withMessageContaining("small");
  }
}
