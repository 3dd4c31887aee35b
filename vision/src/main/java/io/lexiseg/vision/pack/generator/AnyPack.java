package io.lexiseg.vision.pack.generator;

import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.Pack;
import io.lexiseg.vision.pack.PackDocument;
import io.lexiseg.vision.pack.proposer.ProposerPack;
import java.nio.file.Path;

/** Packs of whatever kind they are. */
public final class AnyPack {
  private AnyPack() {}

  /**
   * Reads {@code pack.json} and checks that it is complete; the other files are not opened.
   *
   * @throws io.lexiseg.vision.pack.InvalidPackException with all problems, if the folder holds no
   *     such file or it is wrong
   */
  public static Pack load(Path folder) {
    return switch (PackDocument.kind(folder)) {
      case ENCODERS -> ModelPack.load(folder);
      case GENERATOR -> GeneratorPack.load(folder);
      case PROPOSER -> ProposerPack.load(folder);
    };
  }
}
