package io.lexiseg.processor.prototype;

import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.similarity.CategoryBank;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the words of a vocabulary into what segmentation needs of it. Categories resolved before
 * come from memory, or from a store shared with other processes, and need neither text encoder nor
 * index.
 *
 * <p><b>Threads:</b> any number, but never a stream thread: text encoder and index take their time.
 */
public final class VocabularyResolver {
  private final CategorySource categories;
  private final int textDimension;
  private final int dimension;

  private VocabularyResolver(CategorySource categories, int textDimension, int dimension) {
    this.categories = categories;
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
    IndexManifest manifest = index.manifest();
    checkFit(manifest, encoders, settings);
    CategoryKeys keys = new CategoryKeys(manifest, settings);
    CategoryEmbeddings embeddings = new CategoryEmbeddings(encoders.text(), settings.templates());
    ResolvedCategoryCodec codec =
        new ResolvedCategoryCodec(manifest.keyDimension(), manifest.prototypeDimension());
    CategorySource stack =
        new CachedCategories(
            new SharedCategories(
                new IndexedCategories(embeddings, index, settings), keys, shared, codec),
            keys,
            settings.cachedCategories());
    return new VocabularyResolver(stack, manifest.keyDimension(), manifest.prototypeDimension());
  }

  private static void checkFit(
      IndexManifest manifest, Encoders encoders, RetrievalSettings settings) {
    if (!manifest.backbone().equals(settings.backbone())
        || manifest.keyDimension() != encoders.text().dimension()
        || manifest.prototypeDimension() != encoders.dense().dimension()) {
      throw new IllegalArgumentException(
          "prototype index %s generation %d: expected backbone %s, keys of %d and prototypes of %d components, found %s, %d, %d"
              .formatted(
                  manifest.name(),
                  manifest.generation(),
                  settings.backbone(),
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
   * @return text embeddings, representative prototypes and support in the same order
   * @throws IllegalArgumentException if there is no category
   * @throws io.lexiseg.prototypes.UnavailableException if a category was not resolved before and
   *     the index does not answer
   */
  public ResolvedCategories resolve(List<CategoryText> vocabulary) {
    List<ResolvedCategory> resolved = categories.resolve(vocabulary);
    float[] textEmbeddings = new float[Math.multiplyExact(vocabulary.size(), textDimension)];
    float[] prototypes = new float[Math.multiplyExact(vocabulary.size(), dimension)];
    List<String> names = new ArrayList<>();
    List<Support> support = new ArrayList<>();
    for (int n = 0; n < vocabulary.size(); n++) {
      String name = vocabulary.get(n).name();
      ResolvedCategory category = resolved.get(n);
      System.arraycopy(
          category.textEmbedding(), 0, textEmbeddings, n * textDimension, textDimension);
      System.arraycopy(category.prototype(), 0, prototypes, n * dimension, dimension);
      names.add(name);
      support.add(category.support(name));
    }
    return new ResolvedCategories(
        CategoryBank.of(names, textDimension, dimension, textEmbeddings, prototypes), support);
  }
}
