package io.lexiseg.vision.pack;

import io.lexiseg.vision.encoder.DenseSpec;
import io.lexiseg.vision.encoder.EncoderSpecs;
import io.lexiseg.vision.encoder.ImageSpec;
import io.lexiseg.vision.encoder.TextSpec;
import io.lexiseg.vision.setting.Preset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The networks of one backbone with everything needed to use them: a folder with {@code pack.json},
 * ONNX files and a tokenizer. The format is described in {@code docs/model-packs.md}.
 *
 * <p><b>Threads:</b> immutable.
 *
 * @param folder where the files lie
 * @param about what the pack is
 * @param files every file but {@code pack.json}
 * @param encoders the networks
 * @param templates prompts that a category's name is put in, at least one
 * @param presets constants that suit the pack, by name, in the order of the file, at least one
 * @param defaultPresetName the one used when none is asked for
 */
public record ModelPack(
    Path folder,
    About about,
    List<PackFile> files,
    EncoderSpecs encoders,
    List<String> templates,
    Map<String, Preset> presets,
    String defaultPresetName)
    implements Pack {

  /**
   * What a pack is.
   *
   * @param id name under which packs are stored, {@code [a-z0-9][a-z0-9._-]*}, at most 64 letters
   * @param backbone name of the local backbone; prototypes of another one do not fit
   * @param licence SPDX expression for the weights
   * @param provenance where the weights come from and how they were converted
   * @param recipe version of the recipe that made the pack, at least 1
   * @param index id of the pack whose shipped index suits this one, mostly its own
   */
  public record About(
      String id, String backbone, String licence, String provenance, int recipe, String index) {}

  /**
   * Reads {@code pack.json} and checks that it is complete; the other files are not opened.
   *
   * @throws InvalidPackException with all problems, if the folder holds no such file or it is wrong
   */
  public static ModelPack load(Path folder) {
    return PackReader.read(folder);
  }

  @Override
  public String id() {
    return about.id();
  }

  @Override
  public String licence() {
    return about.licence();
  }

  /** Name of the local backbone. */
  public String backbone() {
    return about.backbone();
  }

  /** The local backbone. */
  public DenseSpec dense() {
    return encoders.dense();
  }

  /** The global encoder. */
  public ImageSpec image() {
    return encoders.image();
  }

  /** The text encoder. */
  public TextSpec text() {
    return encoders.text();
  }

  /** The preset used when none is asked for. */
  public Preset defaultPreset() {
    return preset(defaultPresetName);
  }

  /**
   * The preset of that name.
   *
   * @throws IllegalArgumentException if the pack has none, with those it has
   */
  public Preset preset(String name) {
    Preset preset = presets.get(name);
    if (preset == null) {
      throw new IllegalArgumentException(
          "preset of pack %s: expected one of %s, got %s".formatted(id(), presets.keySet(), name));
    }
    return preset;
  }

  @Override
  public List<String> networkProblems() {
    return NetworkCheck.problems(this);
  }
}
