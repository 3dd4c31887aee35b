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
import io.lexiseg.vision.setting.BackgroundSettings;
import io.lexiseg.vision.setting.BorrowedWords;
import io.lexiseg.vision.setting.Preset;
import io.lexiseg.vision.setting.SupportScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Resolves the categories of records with a prototype index. */
public final class PrototypeCategories implements CategoryResolver {
  private final VocabularyResolver resolver;
  private final UsedIndex index;
  private final SupportRecords support;
  private final BorrowedWords borrowed;
  private final BackgroundSettings background;
  private final WorldNouns world;

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
    this.borrowed = BorrowedWords.PAINTED;
    this.background = BackgroundSettings.NONE;
    this.world = new WorldNouns(index.index(), BackgroundSettings.World.STANDARD.near());
  }

  /**
   * Creates a resolver that decides who competes, too.
   *
   * @param index what the resolver asks; stays open as long as something is resolved
   * @param preset its rules
   * @param world nouns of that index
   */
  public PrototypeCategories(
      VocabularyResolver resolver, UsedIndex index, Preset preset, WorldNouns world) {
    this.resolver = resolver;
    this.index = index;
    this.support = new SupportRecords(preset.support());
    this.borrowed = preset.borrowed();
    this.background = preset.settings().background();
    this.world = world;
  }

  @Override
  public Resolution resolve(VocabularyContent content, ResolutionTrace trace) {
    List<CategoryText> texts =
        content.categories().stream().map(PrototypeCategories::text).toList();
    WorldNouns.Chosen nouns = index.use(this::world);
    ResolvedCategories resolved =
        index.use(() -> resolver.resolve(texts, negatives(content), nouns.nouns(), trace));
    Contest contest =
        new Contest(
            resolved.bank().withFloors(floors(content)),
            content.categories(),
            resolved.support(),
            support(content.categories(), resolved.support()));
    contest.apply(borrowed);
    contest.apply(background.world(), nouns);
    return new Resolution(contest.bank(), contest.support());
  }

  private WorldNouns.Chosen world() {
    return background.hasWorld()
        ? world.chosen(background.world().nouns())
        : new WorldNouns.Chosen(List.of(), Set.of());
  }

  @Override
  public int missing(VocabularyContent content) {
    return resolver.missing(
        content.categories().stream().map(PrototypeCategories::text).toList(),
        negatives(content),
        index.use(this::world).nouns());
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
