package io.lexiseg.prototypes.redis;

import io.lexiseg.prototypes.ComponentType;
import java.util.LinkedHashMap;
import java.util.Map;
import redis.clients.jedis.search.schemafields.VectorField.VectorAlgorithm;

/**
 * How the server keeps a generation's vectors and searches its keys.
 *
 * @param algorithm graph or scan
 * @param keyType components of keys; {@code FLOAT16} needs RediSearch 2.10 or Redis 8
 * @param prototypeType components of prototypes
 * @param graph how the graph is built; not used by the scan
 */
public record VectorIndexSettings(
    Algorithm algorithm, ComponentType keyType, ComponentType prototypeType, Graph graph) {
  /** How the server searches keys. */
  public enum Algorithm {
    /** A scan; exact. */
    FLAT,
    /** A graph; approximate, for large indexes. */
    HNSW
  }

  /**
   * A graph of keys.
   *
   * @param links edges of a node, at least 2
   * @param constructionWidth candidates looked at when a node is added, at least {@code links}
   * @param recall share of the exact neighbours that a search is to find, above 0, at most 1
   */
  public record Graph(int links, int constructionWidth, double recall) {
    /** As the server builds it by default. */
    public static final Graph DEFAULT = new Graph(16, 200, 0.97);

    public Graph {
      if (links < 2 || constructionWidth < links || !(recall > 0 && recall <= 1)) {
        throw new IllegalArgumentException(
            "vector index: expected links >= 2, constructionWidth >= links and a recall above 0 up to 1, got %d, %d, %s"
                .formatted(links, constructionWidth, recall));
      }
    }
  }

  /** Exact scan of vectors kept as they are. */
  public static final VectorIndexSettings EXACT =
      new VectorIndexSettings(
          Algorithm.FLAT, ComponentType.FLOAT32, ComponentType.FLOAT32, Graph.DEFAULT);

  /** Graph over vectors kept as they are. */
  public static final VectorIndexSettings GRAPH =
      new VectorIndexSettings(
          Algorithm.HNSW, ComponentType.FLOAT32, ComponentType.FLOAT32, Graph.DEFAULT);

  /** The settings that suit an algorithm. */
  public static VectorIndexSettings of(Algorithm algorithm) {
    return algorithm == Algorithm.FLAT ? EXACT : GRAPH;
  }

  /** The same search of vectors with other components. */
  public VectorIndexSettings keptAs(ComponentType keys, ComponentType prototypes) {
    return new VectorIndexSettings(algorithm, keys, prototypes, graph);
  }

  /** The same, but searched so deep that this share of the exact neighbours is found. */
  public VectorIndexSettings withRecall(double recall) {
    Graph other = new Graph(graph.links(), graph.constructionWidth(), recall);
    return new VectorIndexSettings(algorithm, keyType, prototypeType, other);
  }

  public VectorAlgorithm redisAlgorithm() {
    return algorithm == Algorithm.FLAT ? VectorAlgorithm.FLAT : VectorAlgorithm.HNSW;
  }

  /** Attributes of the vector field in the order in which they are sent. */
  public Map<String, Object> attributes(int dimension) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("TYPE", keyType.name());
    attributes.put("DIM", dimension);
    attributes.put("DISTANCE_METRIC", "COSINE");
    if (algorithm == Algorithm.HNSW) {
      attributes.put("M", graph.links());
      attributes.put("EF_CONSTRUCTION", graph.constructionWidth());
    }
    return attributes;
  }
}
