package io.lexiseg.recognition.retrieval;

import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.SharedMeans;
import io.lexiseg.recognition.category.CategoryText;
import io.lexiseg.recognition.category.ResolutionTrace;
import io.lexiseg.recognition.category.Support;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.similarity.CategoryPrototypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns the words of a vocabulary into what segmentation needs of it. Categories resolved before
 * come from memory, or from a store shared with other processes, and need neither text encoder nor
 * index.
 *
 * <p><b>Threads:</b> any number, but never a stream thread: text encoder and index take their time.
 */
public final class VocabularyResolver {
  private final CategorySource categories;
  private final RetrievalSettings settings;
  private final int textDimension;
  private final int dimension;

  private VocabularyResolver(
      CategorySource categories, RetrievalSettings settings, int textDimension, int dimension) {
    this.categories = categories;
    this.settings = settings;
    this.textDimension = textDimension;
    this.dimension = dimension;
  }

  /**
   * Builds the stack memory, shared store, index.
   *
   * @param encoders of the pack whose settings are given; stay open
   * @param index stays open
   * @param shared stays open; {@link SharedMeans#NONE} for none
   * @throws IllegalArgumentException if the index was made with another backbone or with other
   *     dimensions
   */
  public static VocabularyResolver create(
      Encoders encoders, PrototypeIndex index, RetrievalSettings settings, SharedMeans shared) {
    return create(encoders, index, settings, shared, ExemplarPrototypes.NONE);
  }

  /** As the other, for categories with exemplars. */
  public static VocabularyResolver create(
      Encoders encoders,
      PrototypeIndex index,
      RetrievalSettings settings,
      SharedMeans shared,
      ExemplarPrototypes exemplars) {
    IndexManifest manifest = index.manifest();
    requireFit(manifest, encoders, settings.backbone());
    CategoryKeys keys = new CategoryKeys(manifest, settings);
    CategoryEmbeddings embeddings = new CategoryEmbeddings(encoders.text(), settings.templates());
    ResolvedCategoryCodec codec =
        new ResolvedCategoryCodec(manifest.keyDimension(), manifest.prototypeDimension());
    CategorySource retrieved =
        new CachedCategories(
            new SharedCategories(
                new IndexedCategories(embeddings, index, settings), keys, shared, codec),
            keys,
            settings.cachedCategories());
    CategorySource embedded =
        new CachedCategories(new EmbeddedCategories(embeddings), keys, settings.cachedCategories());
    PrototypeAggregator aggregator =
        new PrototypeAggregator(settings.retrieval().aggregation(), manifest.prototypeDimension());
    return new VocabularyResolver(
        new ExemplarCategories(retrieved, embedded, exemplars, aggregator),
        settings,
        manifest.keyDimension(),
        manifest.prototypeDimension());
  }

  /**
   * Checks that an index was made with these networks.
   *
   * @throws IllegalArgumentException if it was not
   */
  public static void requireFit(IndexManifest manifest, Encoders encoders, String backbone) {
    if (!manifest.backbone().equals(backbone)
        || manifest.keyDimension() != encoders.text().dimension()
        || manifest.prototypeDimension() != encoders.dense().dimension()) {
      throw new IllegalArgumentException(
          "prototype index %s generation %d: expected backbone %s, keys of %d and prototypes of %d components, found %s, %d, %d"
              .formatted(
                  manifest.name(),
                  manifest.generation(),
                  backbone,
                  encoders.text().dimension(),
                  encoders.dense().dimension(),
                  manifest.backbone(),
                  manifest.keyDimension(),
                  manifest.prototypeDimension()));
    }
  }

  /**
   * Resolves a vocabulary.
   *
   * @param vocabulary in order, at least one category
   * @param negatives words that compete without being reported, beside those of the settings
   * @param world nouns that compete like negatives, unless they are among the others
   * @param trace told where the time goes
   * @return text embeddings, representative prototypes and support in the same order
   * @throws IllegalArgumentException if there is no category
   * @throws io.lexiseg.prototypes.UnavailableException if a category was not resolved before and
   *     the index does not answer
   */
  public ResolvedCategories resolve(
      List<CategoryText> vocabulary,
      List<String> negatives,
      List<String> world,
      ResolutionTrace trace) {
    int named = competing(vocabulary, negatives, List.of()).size();
    List<CategoryText> competing = competing(vocabulary, negatives, world);
    trace.wanted(competing.size());
    List<ResolvedCategory> resolved = categories.resolve(competing, trace);
    float[] textEmbeddings = new float[Math.multiplyExact(competing.size(), textDimension)];
    List<Support> support = new ArrayList<>();
    for (int n = 0; n < competing.size(); n++) {
      ResolvedCategory category = resolved.get(n);
      System.arraycopy(
          category.textEmbedding(), 0, textEmbeddings, n * textDimension, textDimension);
      if (n < vocabulary.size()) {
        support.add(category.support(vocabulary.get(n).name()));
      }
    }
    CategoryBank bank =
        CategoryBank.of(
            competing.stream().map(CategoryText::name).toList(),
            textEmbeddings,
            CategoryPrototypes.of(
                dimension, resolved.stream().map(ResolvedCategory::kept).toList()),
            settings.retrieval().aggregation());
    return new ResolvedCategories(
        bank.withNegatives(competing.size() - vocabulary.size())
            .withWorld(competing.size() - named),
        support);
  }

  /** Without nouns of the world. */
  public ResolvedCategories resolve(
      List<CategoryText> vocabulary, List<String> negatives, ResolutionTrace trace) {
    return resolve(vocabulary, negatives, List.of(), trace);
  }

  /**
   * How many categories and negatives take networks or an index to resolve, as far as can be told
   * at once.
   */
  public int missing(List<CategoryText> vocabulary, List<String> negatives, List<String> world) {
    return categories.missing(competing(vocabulary, negatives, world));
  }

  /** Without further negatives, untraced. */
  public ResolvedCategories resolve(List<CategoryText> vocabulary) {
    return resolve(vocabulary, List.of(), new ResolutionTrace(System::nanoTime));
  }

  /** The vocabulary, then those negatives and nouns that are not in it, each once. */
  private List<CategoryText> competing(
      List<CategoryText> vocabulary, List<String> negatives, List<String> world) {
    Set<String> names = vocabulary.stream().map(CategoryText::name).collect(Collectors.toSet());
    List<CategoryText> competing = new ArrayList<>(vocabulary);
    Stream.of(negatives, settings.negatives(), world)
        .flatMap(List::stream)
        .filter(names::add)
        .forEach(negative -> competing.add(CategoryText.of(negative)));
    return competing;
  }
}
