package io.lexiseg.recognition.retrieval;

import io.lexiseg.recognition.category.CategoryText;
import io.lexiseg.recognition.category.ExemplarShare;
import io.lexiseg.recognition.category.ResolutionTrace;
import io.lexiseg.recognition.category.ResolutionTrace.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds exemplars to retrieved categories. Categories that their exemplars decide alone need no
 * index.
 *
 * <p><b>Source:</b> docs/method.md, section 16; this project's.
 */
final class ExemplarCategories implements CategorySource {
  private final CategorySource retrieved;
  private final CategorySource embedded;
  private final ExemplarPrototypes exemplars;
  private final PrototypeAggregator aggregator;

  /**
   * @param retrieved categories with prototypes of the index
   * @param embedded categories with texts only
   */
  ExemplarCategories(
      CategorySource retrieved,
      CategorySource embedded,
      ExemplarPrototypes exemplars,
      PrototypeAggregator aggregator) {
    this.retrieved = retrieved;
    this.embedded = embedded;
    this.exemplars = exemplars;
    this.aggregator = aggregator;
  }

  @Override
  public List<ResolvedCategory> resolve(List<CategoryText> categories, ResolutionTrace trace) {
    List<CategoryText> asked = categories.stream().filter(one -> !one.exemplars().isAll()).toList();
    List<CategoryText> known = categories.stream().filter(one -> one.exemplars().isAll()).toList();
    List<ResolvedCategory> answers = asked.isEmpty() ? List.of() : retrieved.resolve(asked, trace);
    List<ResolvedCategory> texts = known.isEmpty() ? List.of() : embedded.resolve(known, trace);
    List<ResolvedCategory> resolved = new ArrayList<>();
    int nextAnswer = 0;
    int nextText = 0;
    for (CategoryText category : categories) {
      ResolvedCategory found =
          category.exemplars().isAll() ? texts.get(nextText++) : answers.get(nextAnswer++);
      resolved.add(
          category.exemplars().ids().isEmpty()
              ? found
              : trace.time(Stage.MEAN, () -> mixed(found, category.exemplars())));
    }
    return resolved;
  }

  /** Whether pictures have been pooled is not known here, so they count. */
  @Override
  public int missing(List<CategoryText> categories) {
    List<CategoryText> shown =
        categories.stream().filter(one -> !one.exemplars().ids().isEmpty()).toList();
    List<CategoryText> told =
        categories.stream().filter(one -> one.exemplars().ids().isEmpty()).toList();
    return shown.size() + retrieved.missing(told);
  }

  private ResolvedCategory mixed(ResolvedCategory found, ExemplarShare share) {
    List<float[]> prototypes = share.ids().stream().map(exemplars::prototype).toList();
    return new ResolvedCategory(
        found.textEmbedding(),
        aggregator.mixed(found.kept(), prototypes, share.weight()),
        found.prototypes() + prototypes.size(),
        found.nearest());
  }
}
