package io.lexiseg.processor;

import io.lexiseg.processor.prototype.CategoryText;
import io.lexiseg.processor.prototype.ResolutionTrace;
import io.lexiseg.processor.prototype.ResolvedCategories;
import io.lexiseg.processor.prototype.Support;
import io.lexiseg.processor.prototype.VocabularyResolver;
import io.lexiseg.processor.vocabulary.CategoryResolver;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.NearestKey;
import io.lexiseg.schemas.SupportLevel;
import java.util.List;

/** Resolves the categories of records with a prototype index. */
final class PrototypeCategories implements CategoryResolver {
  /** Cosine from which the nearest key counts as the same thing; below, as something related. */
  private static final float STRONG = 0.8f;

  private final VocabularyResolver resolver;

  PrototypeCategories(VocabularyResolver resolver) {
    this.resolver = resolver;
  }

  @Override
  public Resolution resolve(List<Category> categories) {
    return resolve(categories, new ResolutionTrace(System::nanoTime));
  }

  @Override
  public Resolution resolve(List<Category> categories, ResolutionTrace trace) {
    ResolvedCategories resolved =
        resolver.resolve(categories.stream().map(PrototypeCategories::text).toList(), trace);
    return new Resolution(
        resolved.bank(), resolved.support().stream().map(PrototypeCategories::support).toList());
  }

  private static CategoryText text(Category category) {
    return new CategoryText(category.getName(), category.getSynonyms(), category.getTemplates());
  }

  private static CategorySupport support(Support support) {
    return CategorySupport.newBuilder()
        .setCategory(support.category())
        .setLevel(level(support))
        .setNearest(
            support.nearest().stream()
                .map(nearest -> new NearestKey(nearest.noun(), nearest.similarity()))
                .toList())
        .build();
  }

  private static SupportLevel level(Support support) {
    if (support.prototypes() == 0) {
      return SupportLevel.NONE;
    }
    return support.bestSimilarity() >= STRONG ? SupportLevel.STRONG : SupportLevel.WEAK;
  }
}
