package io.lexiseg.vision.proposal;

import io.lexiseg.vision.encoder.djl.OnnxRuntimeEngine;
import io.lexiseg.vision.option.OptionText;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.proposer.ProposerPack;
import io.lexiseg.vision.pack.proposer.Sam2Pack;
import io.lexiseg.vision.setting.SuperpixelKind;
import io.lexiseg.vision.superpixel.FelzenszwalbParameters;
import io.lexiseg.vision.superpixel.SuperpixelAlgorithm;
import io.lexiseg.vision.superpixel.SuperpixelParameters;
import java.util.Optional;

/**
 * Regions that SAM 2 proposes, filled up with superpixels: {@code
 * sam2:points=64,score=0.8,stability=0.88,scale=200,sigma=1.0,minSize=200}.
 *
 * @param points most points of a picture at which an outline is asked for, 1..1024
 * @param score least estimated IoU of an outline that is used, 0..1
 * @param stability least stability of an outline that is used, 0..1
 * @param rest superpixels of what no outline takes
 */
public record ProposalParameters(
    int points, double score, double stability, FelzenszwalbParameters rest)
    implements SuperpixelParameters {
  static final String NAME = "sam2";

  private static final ProposalParameters USUAL =
      new ProposalParameters(64, 0.8, 0.88, new FelzenszwalbParameters(200, 1.0, 200));

  /** Checks the ranges. */
  public ProposalParameters {
    if (points < 1 || points > 1024 || !isShare(score) || !isShare(stability)) {
      throw new IllegalArgumentException(
          "%s: expected points 1..1024, score 0..1, stability 0..1, got %d, %s, %s"
              .formatted(NAME, points, score, stability));
    }
  }

  private static boolean isShare(double value) {
    return value >= 0 && value <= 1;
  }

  static ProposalParameters parse(OptionText option) {
    return new ProposalParameters(
        option.integer("points", USUAL.points),
        option.number("score", USUAL.score),
        option.number("stability", USUAL.stability),
        new FelzenszwalbParameters(
            option.number("scale", USUAL.rest.scale()),
            option.number("sigma", USUAL.rest.sigma()),
            option.integer("minSize", USUAL.rest.minSize())));
  }

  /** Loads the networks of the installed pack; whoever closes the algorithm releases them. */
  @Override
  public SuperpixelAlgorithm algorithm() {
    ProposerPack pack = PackStore.standard().open(Sam2Pack.ID, ProposerPack::load);
    pack.verify();
    var engine = new OnnxRuntimeEngine(Runtime.getRuntime().availableProcessors());
    return new ProposedSuperpixels(Proposer.load(engine, pack), this);
  }

  @Override
  public Optional<String> missing() {
    return PackStore.standard().find(Sam2Pack.ID, ProposerPack::load).isPresent()
        ? Optional.empty()
        : Optional.of("it needs the pack %s; try: lexiseg models pull %1$s".formatted(Sam2Pack.ID));
  }

  @Override
  public String text() {
    return OptionText.of(
        NAME,
        "points",
        points,
        "score",
        score,
        "stability",
        stability,
        "scale",
        rest.scale(),
        "sigma",
        rest.sigma(),
        "minSize",
        rest.minSize());
  }

  /** Makes the proposals known to settings. */
  public static final class Kind implements SuperpixelKind {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public SuperpixelParameters parse(OptionText option) {
      return ProposalParameters.parse(option);
    }
  }
}
