package io.lexiseg.prototypes;

import java.util.Map;

/**
 * What one generation of a prototype index holds and where it came from.
 *
 * @param name index name
 * @param generation rises by one with each build that is published under the name, at least 1
 * @param backbone id of the model pack whose encoders made keys and prototypes
 * @param keyDimension components of a key
 * @param prototypeDimension components of a prototype
 * @param count pairs of key and prototype, at least 1
 * @param provenance free facts for people: source pictures, licences, builder, counts
 */
public record IndexManifest(
    String name,
    int generation,
    String backbone,
    int keyDimension,
    int prototypeDimension,
    long count,
    Map<String, String> provenance) {
  public IndexManifest {
    provenance = Map.copyOf(provenance);
    if (name.isBlank()
        || generation < 1
        || keyDimension < 1
        || prototypeDimension < 1
        || count < 1) {
      throw new IllegalArgumentException(
          "index manifest: expected a name and positive generation, dimensions, count, got '%s', %d, %d, %d, %d"
              .formatted(name, generation, keyDimension, prototypeDimension, count));
    }
  }
}
