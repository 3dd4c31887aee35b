package io.lexiseg.vision.pack;

import io.lexiseg.vision.encoder.DenseSpec;
import io.lexiseg.vision.encoder.EncoderSpecs;
import io.lexiseg.vision.encoder.ImageSpec;
import io.lexiseg.vision.encoder.TextSpec;
import io.lexiseg.vision.setting.Preset;
import java.nio.file.Path;
import java.util.ArrayList;
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
    String defaultPresetName) {

  /** Name of the file that describes a pack. */
  public static final String FILE_NAME = "pack.json";

  /**
   * What a pack is.
   *
   * @param id name under which packs are stored, {@code [a-z0-9][a-z0-9._-]*}, at most 64 letters
   * @param backbone name of the local backbone; prototypes of another one do not fit
   * @param licence SPDX expression for the weights
   * @param provenance where the weights come from and how they were converted
   * @param recipe version of the recipe that made the pack, at least 1
   */
  public record About(String id, String backbone, String licence, String provenance, int recipe) {}

  /**
   * Reads {@code pack.json} and checks that it is complete; the other files are not opened.
   *
   * @throws InvalidPackException with all problems, if the folder holds no such file or it is wrong
   */
  public static ModelPack load(Path folder) {
    return new PackReader(folder).read();
  }

  /** Name under which the pack is stored. */
  public String id() {
    return about.id();
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

  /**
   * Compares size and SHA-256 of every file with what the pack declares.
   *
   * @throws InvalidPackException with all files that are missing or differ
   */
  public void verify() {
    List<String> problems = Checksums.differences(folder, files);
    if (!problems.isEmpty()) {
      throw new InvalidPackException(folder, problems);
    }
  }

  /**
   * What differs between the pack's description and its networks, as far as they declare it: names,
   * element types and shapes of tensors, files of weights that are missing or too short. Only the
   * networks' headers are read, nothing is run.
   *
   * @return one entry a problem; empty if all fits
   */
  public List<String> networkProblems() {
    return NetworkCheck.problems(this);
  }

  /**
   * Looks for everything that {@link #verify} and {@link #networkProblems} find.
   *
   * @throws InvalidPackException with all problems
   */
  public void check() {
    List<String> problems = new ArrayList<>(Checksums.differences(folder, files));
    problems.addAll(networkProblems());
    if (!problems.isEmpty()) {
      throw new InvalidPackException(folder, problems);
    }
  }
}
