package io.lexiseg.indexbuilder.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexiseg.indexbuilder.generation.GeneratorIdentity;
import io.lexiseg.vision.pack.Checksums;
import io.lexiseg.vision.pack.ModelPack;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that decides what a build makes. It is written down before the first batch; a build
 * goes on only with an equal plan.
 *
 * @param captions what the prototypes are made of
 * @param generator what draws the pictures
 * @param encoder what looks at them
 * @param settings how a picture becomes prototypes
 */
public record BuildPlan(
    Captions captions, GeneratorIdentity generator, Encoder encoder, Settings settings) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /**
   * The captions of a build.
   *
   * @param sha256 over ids and texts in order, 64 hexadecimal digits
   * @param count at least 1
   */
  public record Captions(String sha256, int count) {}

  /**
   * The encoder pack.
   *
   * @param id of the pack
   * @param sha256 over its files, 64 hexadecimal digits
   * @param backbone of its prototypes
   * @param keyDimension components of a key
   * @param prototypeDimension components of a prototype
   */
  public record Encoder(
      String id, String sha256, String backbone, int keyDimension, int prototypeDimension) {
    /** The pack as a build sees it. */
    public static Encoder of(ModelPack pack) {
      return new Encoder(
          pack.id(),
          Checksums.sha256(pack.files()),
          pack.backbone(),
          pack.text().dimension(),
          pack.dense().dimension());
    }
  }

  /**
   * Constants of the method and of the build.
   *
   * @param gamma of the attribution mask (ALGORITHM: 0.45), 0.2690..0.7310
   * @param alpha weight of the noun in a key (Eq. 3), 0..1
   * @param lemmaKeys whether a key speaks of the noun's dictionary form
   * @param seed that the captions' own seeds come from
   * @param batch captions that are kept or lost together, at least 1
   */
  public record Settings(double gamma, double alpha, boolean lemmaKeys, long seed, int batch) {
    public Settings {
      if (batch < 1) {
        throw new IllegalArgumentException("batch: expected at least 1 caption, got " + batch);
      }
    }
  }

  /** Number of batches. */
  int batches() {
    return (captions.count() - 1) / settings.batch() + 1;
  }

  /** Digest of the plan; a batch carries it, so that one of another build is not taken. */
  String fingerprint() {
    return Checksums.sha256(toJson().getBytes(StandardCharsets.UTF_8));
  }

  String toJson() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("build plan: cannot be written", e);
    }
  }

  static BuildPlan parse(String json, String where) {
    try {
      return JSON.readValue(json, BuildPlan.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "%s: expected the plan of a build, found %s".formatted(where, e.getOriginalMessage()), e);
    }
  }

  /** What another plan has otherwise, one line each; empty: the plans are equal. */
  List<String> differences(BuildPlan other) {
    Map<String, Object> theirs = other.fields();
    List<String> differences = new ArrayList<>();
    fields()
        .forEach(
            (name, value) -> {
              Object their = theirs.getOrDefault(name, "");
              if (!value.equals(their)) {
                differences.add("%s: expected %s, found %s".formatted(name, value, their));
              }
            });
    return differences;
  }

  private Map<String, Object> fields() {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("captions", captions.count());
    fields.put("SHA-256 of the captions", captions.sha256());
    fields.put("generator", generator.id());
    fields.put("SHA-256 of the generator", generator.sha256());
    fields.put("settings of the generator", generator.settings());
    fields.put("encoder pack", encoder.id());
    fields.put("SHA-256 of the encoder pack", encoder.sha256());
    fields.put("backbone", encoder.backbone());
    fields.put("gamma", settings.gamma());
    fields.put("alpha", settings.alpha());
    fields.put("lemma keys", settings.lemmaKeys());
    fields.put("seed", settings.seed());
    fields.put("batch", settings.batch());
    return fields;
  }
}
