package io.lexiseg.vision.pack.generator;

import io.lexiseg.vision.pack.Pack;
import io.lexiseg.vision.pack.PackFile;
import java.nio.file.Path;
import java.util.List;

/**
 * The networks of one generator with everything needed to draw: a folder with {@code pack.json} of
 * the kind {@code generator}, ONNX files and a vocabulary where one is needed. The format is
 * described in {@code docs/diffusion.md}.
 *
 * <p><b>Threads:</b> immutable.
 *
 * @param folder where the files lie
 * @param about what the pack is
 * @param files every file but {@code pack.json}
 * @param sha256 of {@code pack.json}, which holds the digests of all other files
 * @param prompt the text encoder
 * @param denoiser what is called step by step
 * @param decoder from the latent picture to pixels
 * @param scheduler the steps
 * @param guidance how far the picture is pushed towards its caption, at least 1; 1: the denoiser
 *     has no unconditional row
 */
public record GeneratorPack(
    Path folder,
    About about,
    List<PackFile> files,
    String sha256,
    PromptSpec prompt,
    DenoiserSpec denoiser,
    DecoderSpec decoder,
    SchedulerSpec scheduler,
    double guidance)
    implements Pack {

  /**
   * What a pack is.
   *
   * @param id name under which packs are stored
   * @param licence SPDX expression for the weights
   * @param provenance where the weights come from and how they were converted
   * @param recipe version of the recipe that made the pack, at least 1
   */
  public record About(String id, String licence, String provenance, int recipe) {}

  /** Checks the guidance. */
  public GeneratorPack {
    files = List.copyOf(files);
    if (!(guidance >= 1 && Double.isFinite(guidance))) {
      throw new IllegalArgumentException("guidance: expected a number >= 1, got " + guidance);
    }
  }

  /**
   * Reads {@code pack.json} and checks that it is complete; the other files are not opened.
   *
   * @throws io.lexiseg.vision.pack.InvalidPackException with all problems, if the folder holds no
   *     such file, or it is wrong, or the pack is of another kind
   */
  public static GeneratorPack load(Path folder) {
    return GeneratorReader.read(folder);
  }

  @Override
  public String id() {
    return about.id();
  }

  @Override
  public String licence() {
    return about.licence();
  }

  /** Rows of a call of the denoiser: 2, the unconditional one first, or 1 without guidance. */
  public int rows() {
    return guidance == 1 ? 1 : 2;
  }

  @Override
  public List<String> networkProblems() {
    return GeneratorCheck.problems(this);
  }
}
