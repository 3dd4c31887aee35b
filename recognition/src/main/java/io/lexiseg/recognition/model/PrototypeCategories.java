package io.lexiseg.recognition.model;

import io.lexiseg.recognition.category.CategoryResolver;
import io.lexiseg.recognition.category.CategoryText;
import io.lexiseg.recognition.category.ExemplarShare;
import io.lexiseg.recognition.category.ResolutionTrace;
import io.lexiseg.recognition.category.Support;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.recognition.retrieval.ResolvedCategories;
import io.lexiseg.recognition.retrieval.VocabularyResolver;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.vision.setting.SupportScale;
import java.util.ArrayList;
import java.util.List;

/** Resolves the categories of records with a prototype index. */
public final class PrototypeCategories implements CategoryResolver {
  private final VocabularyResolver resolver;
  private final UsedIndex index;
  private final SupportRecords support;

  /**
   * Creates a resolver.
   *
   * @param index what the resolver asks; stays open as long as something is resolved
   * @param scale says how much similarity is support
   */
  public PrototypeCategories(VocabularyResolver resolver, UsedIndex index, SupportScale scale) {
    this.resolver = resolver;
    this.index = index;
    this.support = new SupportRecords(scale);
  }

  @Override
  public Resolution resolve(VocabularyContent content, ResolutionTrace trace) {
    List<CategoryText> texts =
        content.categories().stream().map(PrototypeCategories::text).toList();
    ResolvedCategories resolved =
        index.use(() -> resolver.resolve(texts, negatives(content), trace));
    return new Resolution(
        resolved.bank().withFloors(floors(content)),
        support(content.categories(), resolved.support()));
  }

  @Override
  public int missing(VocabularyContent content) {
    return resolver.missing(
        content.categories().stream().map(PrototypeCategories::text).toList(), negatives(content));
  }

  private static List<String> negatives(VocabularyContent content) {
    List<String> negatives = new ArrayList<>(content.background().getNegatives());
    content.categories().forEach(category -> negatives.addAll(category.getNegatives()));
    return negatives;
  }

  private static float[] floors(VocabularyContent content) {
    float common = content.background().getThreshold().orElse(Float.NaN);
    List<Category> categories = content.categories();
    float[] floors = new float[categories.size()];
    for (int n = 0; n < floors.length; n++) {
      floors[n] = categories.get(n).getThreshold().orElse(common);
    }
    return floors;
  }

  private static CategoryText text(Category category) {
    return new CategoryText(
        category.getName(), category.getSynonyms(), category.getTemplates(), exemplars(category));
  }

  private static ExemplarShare exemplars(Category category) {
    double weight =
        category.getExemplarWeight().map(Float::doubleValue).orElse(ExemplarShare.STANDARD_WEIGHT);
    return new ExemplarShare(category.getExemplars(), weight);
  }

  private List<CategorySupport> support(List<Category> categories, List<Support> found) {
    List<CategorySupport> records = new ArrayList<>();
    for (int n = 0; n < categories.size(); n++) {
      records.add(support.of(counting(categories.get(n)), found.get(n)));
    }
    return records;
  }

  private static int counting(Category category) {
    ExemplarShare share = exemplars(category);
    return share.weight() > 0 ? share.ids().size() : 0;
  }
}
