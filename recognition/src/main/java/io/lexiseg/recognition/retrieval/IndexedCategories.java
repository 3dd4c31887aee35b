package io.lexiseg.recognition.retrieval;

import io.lexiseg.prototypes.Neighbour;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.category.CategoryText;
import io.lexiseg.recognition.category.ResolutionTrace;
import io.lexiseg.recognition.category.ResolutionTrace.Stage;
import io.lexiseg.recognition.category.Support;
import io.lexiseg.recognition.category.Support.NearestNoun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Resolves categories from the prototype index: text embedding, K nearest keys, the prototypes
 * under them aggregated, as a rule to their raw mean.
 *
 * <p><b>Source:</b> Barsellotti et al., CVPR 2024, Eq. 4. <b>Deviation:</b> keys much less similar
 * than the best one may be left out, since a small index has few good ones.
 */
final class IndexedCategories implements CategorySource {
  private final CategoryEmbeddings embeddings;
  private final PrototypeIndex index;
  private final RetrievalSettings settings;
  private final PrototypeAggregator aggregator;

  IndexedCategories(
      CategoryEmbeddings embeddings, PrototypeIndex index, RetrievalSettings settings) {
    this.embeddings = embeddings;
    this.index = index;
    this.settings = settings;
    this.aggregator =
        new PrototypeAggregator(
            settings.retrieval().aggregation(), index.manifest().prototypeDimension());
  }

  @Override
  public List<ResolvedCategory> resolve(List<CategoryText> categories, ResolutionTrace trace) {
    List<float[]> texts = trace.time(Stage.TEXT, () -> embeddings.embed(categories));
    List<ResolvedCategory> resolved = new ArrayList<>();
    List<List<Neighbour>> nearest =
        trace.time(Stage.RETRIEVAL, () -> answered(() -> nearest(texts)));
    for (int i = 0; i < texts.size(); i++) {
      float[] text = texts.get(i);
      List<Neighbour> keys = nearest.get(i);
      Found found = trace.time(Stage.RETRIEVAL, () -> answered(() -> found(keys)));
      resolved.add(trace.time(Stage.MEAN, () -> aggregate(text, found)));
    }
    return resolved;
  }

  /** What lies under the nearest keys: {@code [*, dimension]} with the nouns, nearest first. */
  private static final class Found {
    private final float[] prototypes;
    private final List<NearestNoun> nouns;

    Found(float[] prototypes, List<NearestNoun> nouns) {
      this.prototypes = prototypes;
      this.nouns = nouns;
    }
  }

  /** An index that lost something may get it back; nothing is wrong with the words. */
  private static <T> T answered(Supplier<T> question) {
    try {
      return question.get();
    } catch (IllegalStateException e) {
      throw new UnavailableException(String.valueOf(e.getMessage()), e);
    }
  }

  private List<List<Neighbour>> nearest(List<float[]> texts) {
    return index.nearest(texts, settings.retrieval().neighbours());
  }

  private Found found(List<Neighbour> nearest) {
    List<NearestNoun> nouns = nouns(nearest, index.nouns(ids(nearest)));
    return new Found(index.prototypes(ids(cut(nearest))), nouns);
  }

  private static long[] ids(List<Neighbour> neighbours) {
    return neighbours.stream().mapToLong(Neighbour::id).toArray();
  }

  private ResolvedCategory aggregate(float[] text, Found found) {
    float[] finite = aggregator.finite(found.prototypes);
    int count = finite.length / index.manifest().prototypeDimension();
    return new ResolvedCategory(text, aggregator.kept(finite), count, found.nouns);
  }

  /** The first key of each noun. */
  private static List<NearestNoun> nouns(List<Neighbour> nearest, List<String> nouns) {
    Map<String, NearestNoun> found = new LinkedHashMap<>();
    for (int i = 0; i < nouns.size() && found.size() < Support.NOUNS; i++) {
      String noun = nouns.get(i);
      found.putIfAbsent(noun, new NearestNoun(noun, nearest.get(i).similarity()));
    }
    return List.copyOf(found.values());
  }

  /** Hits close enough to the best one, which always stays. */
  private List<Neighbour> cut(List<Neighbour> nearest) {
    double lowest = nearest.get(0).similarity() - settings.retrieval().relativeCut();
    return nearest.stream().takeWhile(n -> n.similarity() >= lowest).toList();
  }
}
