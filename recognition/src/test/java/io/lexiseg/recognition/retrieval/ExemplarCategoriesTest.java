package io.lexiseg.recognition.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.category.CategoryText;
import io.lexiseg.recognition.category.ExemplarShare;
import io.lexiseg.recognition.category.ResolutionTrace;
import io.lexiseg.vision.similarity.Aggregation;
import io.lexiseg.vision.similarity.Aggregation.MeanEmbedding;
import io.lexiseg.vision.similarity.Aggregation.Nearest;
import io.lexiseg.vision.similarity.Aggregation.Separate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExemplarCategoriesTest {
  private static final float[] RETRIEVED = {0, 3};
  private static final Map<String, float[]> EXEMPLARS =
      Map.of("x", new float[] {2, 0}, "y", new float[] {0, 0.5f}, "-y", new float[] {0, -7});

  private final ResolutionTrace trace = new ResolutionTrace(() -> 0);

  /** Unit vectors are mixed: x = [1, 0], y = [0, 1], whatever their lengths were. */
  static Stream<Arguments> mixes() {
    return Stream.of(
        Arguments.of(new MeanEmbedding(), List.of("x"), 0.25, new float[] {0.25f, 0.75f}),
        Arguments.of(new MeanEmbedding(), List.of("x"), 0, new float[] {0, 1}),
        Arguments.of(new MeanEmbedding(), List.of("y", "-y", "x"), 0.5, new float[] {0.5f, 0.5f}),
        Arguments.of(new Nearest(2, 0.5), List.of("x"), 0.25, new float[] {0.25f, 0.75f}),
        Arguments.of(new Nearest(2, 0.5), List.of("x"), 0, new float[] {0, 3}),
        Arguments.of(new Separate(0), List.of("x", "y"), 0.5, new float[] {0.25f, 1.75f}),
        Arguments.of(new Separate(0.5), List.of("x"), 0.1, new float[] {0, 3, 1, 0}),
        Arguments.of(new Separate(1), List.of("x", "y"), 0.9, new float[] {0, 3, 1, 0, 0, 1}),
        Arguments.of(new Separate(1), List.of("x"), 0, new float[] {0, 3}));
  }

  @ParameterizedTest
  @MethodSource("mixes")
  void shouldMixByWeight(Aggregation aggregation, List<String> ids, double weight, float[] kept) {
    // given
    ExemplarCategories categories =
        new ExemplarCategories(
            this::retrieved, this::away, this::prototype, aggregator(aggregation));

    // when
    ResolvedCategory resolved =
        categories.resolve(List.of(shown("cone", ids, weight)), trace).get(0);

    // then
    assertThat(resolved.kept()).containsExactly(kept);
    assertThat(resolved.prototypes()).isEqualTo(1 + ids.size());
  }

  @ParameterizedTest
  @MethodSource("aggregations")
  void shouldNeedNoIndexWhereExemplarsDecideAlone(Aggregation aggregation) {
    // given
    ExemplarCategories categories =
        new ExemplarCategories(
            this::away, this::embedded, this::prototype, aggregator(aggregation));

    // when
    List<ResolvedCategory> resolved =
        categories.resolve(
            List.of(shown("cone", List.of("x"), 1), shown("car", List.of("y"), 1)), trace);

    // then
    assertThat(resolved).extracting(one -> one.textEmbedding()[0]).containsExactly(4f, 3f);
    assertThat(resolved.get(0).kept()).containsExactly(1, 0);
    assertThat(resolved.get(1).kept()).containsExactly(0, 1);
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> categories.resolve(List.of(shown("cone", List.of("x"), 0.99)), trace));
  }

  static Stream<Aggregation> aggregations() {
    return Stream.of(new MeanEmbedding(), new Nearest(2, 0.5), new Separate(0), new Separate(1));
  }

  @Test
  void shouldKeepTheOrderOfCategories() {
    // given
    ExemplarCategories categories =
        new ExemplarCategories(
            this::retrieved, this::embedded, this::prototype, aggregator(new MeanEmbedding()));

    // when
    List<ResolvedCategory> resolved =
        categories.resolve(
            List.of(
                CategoryText.of("a"),
                shown("bb", List.of("x"), 1),
                CategoryText.of("ccc"),
                shown("dddd", List.of("x"), 0.5)),
            trace);

    // then
    assertThat(resolved).extracting(one -> one.textEmbedding()[0]).containsExactly(1f, 2f, 3f, 4f);
    assertThat(resolved).extracting(ResolvedCategory::prototypes).containsExactly(1, 1, 1, 2);
  }

  private List<ResolvedCategory> retrieved(List<CategoryText> texts, ResolutionTrace unused) {
    return texts.stream().map(text -> resolved(text, RETRIEVED, 1)).toList();
  }

  private List<ResolvedCategory> embedded(List<CategoryText> texts, ResolutionTrace unused) {
    return texts.stream().map(text -> resolved(text, new float[0], 0)).toList();
  }

  private List<ResolvedCategory> away(List<CategoryText> texts, ResolutionTrace unused) {
    throw new UnavailableException("away, asked for " + texts);
  }

  /** Its text embedding is the length of its name. */
  private static ResolvedCategory resolved(CategoryText text, float[] kept, int prototypes) {
    return new ResolvedCategory(new float[] {text.name().length()}, kept, prototypes, List.of());
  }

  private float[] prototype(String id) {
    return Objects.requireNonNull(EXEMPLARS.get(id));
  }

  private static CategoryText shown(String name, List<String> ids, double weight) {
    return new CategoryText(name, List.of(), List.of(), new ExemplarShare(ids, weight));
  }

  private static PrototypeAggregator aggregator(Aggregation aggregation) {
    return new PrototypeAggregator(aggregation, 2);
  }
}
