package io.lexiseg.vision.pack.diffusers;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A published generator that can be made into a pack.
 *
 * @param id of the pack
 * @param repository where its folder is published
 * @param licence of the weights, as SPDX writes it
 * @param guidance how far the picture is pushed towards its caption; 1: not at all
 * @param steps of a picture
 */
public record GeneratorModel(
    String id, String repository, String licence, double guidance, int steps) {
  private static final String CATALOGUE = "generators.json";

  /** All that are known. */
  public static List<GeneratorModel> all() {
    try (InputStream in =
        Objects.requireNonNull(GeneratorModel.class.getResourceAsStream(CATALOGUE), CATALOGUE)) {
      return JsonMapper.builder().build().readValue(in, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + CATALOGUE, e);
    }
  }

  /** The one of that id, if it is known. */
  public static Optional<GeneratorModel> find(String id) {
    return all().stream().filter(model -> model.id().equals(id)).findFirst();
  }

  /** Rows of a call of the denoiser. */
  int rows() {
    return guidance == 1 ? 1 : 2;
  }
}
