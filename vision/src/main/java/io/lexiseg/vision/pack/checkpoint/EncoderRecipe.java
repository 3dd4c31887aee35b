package io.lexiseg.vision.pack.checkpoint;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an encoder pack is made of.
 *
 * @param id of the pack
 * @param backbone its local backbone
 * @param clip its image and text towers
 */
public record EncoderRecipe(String id, LocalBackbone backbone, ClipTowers clip) {
  private static final String CATALOGUE = "networks.json";

  private record Pair(String id, String backbone, String clip) {}

  private record Catalogue(
      List<LocalBackbone> backbones, List<ClipTowers> clips, List<Pair> packs) {}

  /** All packs that are known: FreeDA's, and those of the paper's rows. */
  public static List<EncoderRecipe> all() {
    Catalogue catalogue = catalogue();
    return catalogue.packs().stream()
        .map(pair -> recipe(catalogue, pair.id(), pair.backbone(), pair.clip()))
        .toList();
  }

  /** The one of that id, if it is known. */
  public static Optional<EncoderRecipe> find(String id) {
    return all().stream().filter(recipe -> recipe.id().equals(id)).findFirst();
  }

  /**
   * Any two networks of the catalogue.
   *
   * @param backbone a name of timm's
   * @param clip a name of open_clip's
   * @throws IllegalArgumentException if one of them is not known; the message says which are
   */
  public static EncoderRecipe of(String id, String backbone, String clip) {
    return recipe(catalogue(), id, backbone, clip);
  }

  private static EncoderRecipe recipe(
      Catalogue catalogue, String id, String backbone, String clip) {
    List<String> backbones = catalogue.backbones().stream().map(LocalBackbone::name).toList();
    List<String> clips = catalogue.clips().stream().map(ClipTowers::name).toList();
    return new EncoderRecipe(
        id,
        catalogue.backbones().get(position("local backbone", backbones, backbone)),
        catalogue.clips().get(position("CLIP", clips, clip)));
  }

  private static int position(String what, List<String> names, String name) {
    int position = names.indexOf(name);
    if (position < 0) {
      throw new IllegalArgumentException(
          "%s: expected one of %s, got %s".formatted(what, names, name));
    }
    return position;
  }

  private static Catalogue catalogue() {
    try (InputStream in =
        Objects.requireNonNull(EncoderRecipe.class.getResourceAsStream(CATALOGUE), CATALOGUE)) {
      return JsonMapper.builder().build().readValue(in, Catalogue.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + CATALOGUE, e);
    }
  }
}
