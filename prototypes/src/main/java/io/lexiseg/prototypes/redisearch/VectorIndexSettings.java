package io.lexiseg.prototypes.redisearch;

import java.util.LinkedHashMap;
import java.util.Map;
import redis.clients.jedis.search.schemafields.VectorField.VectorAlgorithm;

/**
 * How the server searches keys.
 *
 * @param algorithm graph or scan
 * @param links edges of a node of the graph, at least 2; not used by the scan
 * @param constructionWidth candidates looked at when a node is added, at least {@code links}
 */
public record VectorIndexSettings(Algorithm algorithm, int links, int constructionWidth) {
  /** How the server searches keys. */
  public enum Algorithm {
    /** A graph; approximate, for large indexes. */
    HNSW,
    /** A scan; exact. */
    FLAT
  }

  /** Exact scan. */
  public static final VectorIndexSettings EXACT = new VectorIndexSettings(Algorithm.FLAT, 16, 200);

  /** Graph as the server builds it by default. */
  public static final VectorIndexSettings GRAPH = new VectorIndexSettings(Algorithm.HNSW, 16, 200);

  public VectorIndexSettings {
    if (links < 2 || constructionWidth < links) {
      throw new IllegalArgumentException(
          "vector index: expected links >= 2 and constructionWidth >= links, got %d and %d"
              .formatted(links, constructionWidth));
    }
  }

  /** The settings that suit an algorithm. */
  public static VectorIndexSettings of(Algorithm algorithm) {
    return algorithm == Algorithm.FLAT ? EXACT : GRAPH;
  }

  VectorAlgorithm redisAlgorithm() {
    return algorithm == Algorithm.FLAT ? VectorAlgorithm.FLAT : VectorAlgorithm.HNSW;
  }

  /** Attributes of the vector field in the order in which they are sent. */
  Map<String, Object> attributes(int dimension) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("TYPE", "FLOAT32");
    attributes.put("DIM", dimension);
    attributes.put("DISTANCE_METRIC", "COSINE");
    if (algorithm == Algorithm.HNSW) {
      attributes.put("M", links);
      attributes.put("EF_CONSTRUCTION", constructionWidth);
    }
    return attributes;
  }
}
