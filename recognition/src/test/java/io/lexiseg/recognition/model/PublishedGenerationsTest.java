package io.lexiseg.recognition.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.category.ResolvedVocabulary.Origin;
import io.lexiseg.recognition.model.PublishedGenerations.Generation;
import org.junit.jupiter.api.Test;

public class PublishedGenerationsTest {
  private final FakePlace place = new FakePlace();
  private final PublishedGenerations generations = generations(place);

  public static PublishedGenerations generations(FakePlace place) {
    return new PublishedGenerations(
        place,
        place.open(),
        PublishedGenerationsTest::fit,
        index -> {
          Profiles profiles =
              TestModels.profiles(
                  (words, trace) -> index.use(() -> TestModels.resolver().resolve(words, trace)));
          IndexManifest manifest = index.index().manifest();
          Origin origin = new Origin("tiny", manifest.name(), manifest.generation());
          return new Generation(
              index,
              new Profiles(profiles.byName(), profiles.defaultName(), origin),
              preset -> profiles.profile(profiles.defaultName()));
        });
  }

  private static void fit(IndexManifest manifest) {
    if (!manifest.backbone().equals("net")) {
      throw new IllegalArgumentException("expected backbone net, found " + manifest.backbone());
    }
  }

  @Test
  void shouldStayWithWhatIsPublished() {
    // when, then
    assertThat(generations.next()).isEmpty();
    assertThat(place.generationsOpen()).containsExactly(1);
  }

  @Test
  void shouldOpenAnotherGenerationBesideTheOneInUse() {
    // given
    place.publish(2);
    // when
    Profiles next = generations.next().orElseThrow();
    Profiles again = generations.next().orElseThrow();
    // then
    assertThat(again).isSameAs(next);
    assertThat(generations.profiles().origin().indexGeneration()).isEqualTo(1);
    assertThat(place.generationsOpen()).containsExactly(1, 2);
    // when
    generations.use(next);
    // then
    assertThat(generations.profiles()).isSameAs(next);
    assertThat(place.generationsOpen()).containsExactly(2);
    assertThat(generations.next()).isEmpty();
  }

  @Test
  void shouldFollowBackToAnEarlierGeneration() {
    // given
    place.publish(2);
    generations.use(generations.next().orElseThrow());
    place.publish(1);
    // when
    generations.use(generations.next().orElseThrow());
    // then
    assertThat(place.generationsOpen()).containsExactly(1);
  }

  @Test
  void shouldDropAGenerationThatIsOvertakenBeforeItIsUsed() {
    // given
    place.publish(2);
    Profiles second = generations.next().orElseThrow();
    place.publish(3);
    // when
    Profiles third = generations.next().orElseThrow();
    // then
    assertThat(place.generationsOpen()).containsExactly(1, 3);
    assertThatIllegalStateException().isThrownBy(() -> generations.use(second));
    // when
    place.publish(1);
    // then
    assertThat(generations.next()).isEmpty();
    assertThat(place.generationsOpen()).containsExactly(1);
    assertThatIllegalStateException().isThrownBy(() -> generations.use(third));
  }

  @Test
  void shouldNotOpenWhatDoesNotFit() {
    // given
    place.publish(2, "other");
    // when, then
    assertThatIllegalArgumentException()
        .isThrownBy(generations::next)
        .withMessageContaining("expected backbone net, found other");
    assertThat(place.generationsOpen()).containsExactly(1);
  }

  @Test
  void shouldCloseTheOldGenerationAfterItsLastUser() {
    // given
    UsedIndex index = new UsedIndex(place.open());
    // when
    index.use(
        () -> {
          index.retire();
          assertThat(place.generationsOpen()).containsExactly(1, 1);
          return true;
        });
    // then
    assertThat(place.generationsOpen()).containsExactly(1);
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> index.use(() -> true))
        .withMessageContaining("generation 1 has been replaced");
  }

  @Test
  void shouldCloseEverything() {
    // given
    place.publish(2);
    assertThat(generations.next()).isPresent();
    // when
    generations.close();
    // then
    assertThat(place.generationsOpen()).isEmpty();
  }
}
