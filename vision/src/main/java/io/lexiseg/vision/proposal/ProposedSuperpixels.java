package io.lexiseg.vision.proposal;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.superpixel.LabelMap;
import io.lexiseg.vision.superpixel.RasterOrder;
import io.lexiseg.vision.superpixel.SuperpixelAlgorithm;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Superpixels of which those that a network can outline are replaced by its outlines. Points are
 * asked one after the other until the picture is covered or there are as many as allowed. Of
 * outlines of one thing the most trusted stays; a smaller outline lies on top of a larger one.
 *
 * <p><b>Threads:</b> safe; pictures wait for one another, and each uses all cores.
 *
 * <p><b>Source:</b> the automatic masks of Kirillov et al., <i>Segment Anything</i>, ICCV 2023,
 * appendix B, with SAM 2's networks. Differs: points inside an outline found already are not asked,
 * there are no crops, and every pixel belongs to one region.
 */
final class ProposedSuperpixels implements SuperpixelAlgorithm {
  private static final int POINTS_AT_ONCE = 4;
  private static final int LEAST_AREA = 40;
  private static final double SAME_THING = 0.7;

  /** From these on, what an outline holds is not asked again. */
  private static final float SURE_SCORE = 0.85f;

  private static final float SURE_STABILITY = 0.9f;

  private final Proposer proposer;
  private final ProposalParameters parameters;
  private final SuperpixelAlgorithm rest;

  /**
   * @param proposer closed with this
   */
  ProposedSuperpixels(Proposer proposer, ProposalParameters parameters) {
    this.proposer = proposer;
    this.parameters = parameters;
    this.rest = parameters.rest().algorithm();
  }

  @Override
  public LabelMap segment(RgbImage image) {
    return painted(rest.segment(image), chosen(proposals(image)));
  }

  private synchronized List<Proposal> proposals(RgbImage image) {
    proposer.see(image);
    PointGrid grid = new PointGrid(parameters.points());
    BitSet covered = new BitSet();
    List<Proposal> good = new ArrayList<>();
    for (int asked = 0; asked < parameters.points(); ) {
      int most = Math.min(POINTS_AT_ONCE, parameters.points() - asked);
      List<Proposer.Point> points = grid.next(covered, most);
      if (points.isEmpty()) {
        break;
      }
      asked += points.size();
      for (Proposal proposal : proposer.outline(points)) {
        if (isGood(proposal)) {
          good.add(proposal);
          if (proposal.score() >= SURE_SCORE && proposal.stability() >= SURE_STABILITY) {
            covered.or(proposal.inside());
          }
        }
      }
    }
    return good;
  }

  private boolean isGood(Proposal proposal) {
    return proposal.score() >= parameters.score()
        && proposal.stability() >= parameters.stability()
        && proposal.area() >= LEAST_AREA;
  }

  /** One outline a thing, largest first. */
  static List<Proposal> chosen(List<Proposal> proposals) {
    List<Proposal> chosen = new ArrayList<>();
    proposals.stream()
        .sorted(Comparator.comparingDouble(Proposal::trust).reversed())
        .filter(next -> chosen.stream().noneMatch(kept -> kept.overlap(next) > SAME_THING))
        .forEach(chosen::add);
    chosen.sort(Comparator.comparingInt(Proposal::area).reversed());
    return chosen;
  }

  /** Paints outlines over labels, bilinear between the centres of their pixels. */
  static LabelMap painted(LabelMap under, List<Proposal> outlines) {
    int[] labels = under.labels().clone();
    int next = under.regions();
    for (Proposal outline : outlines) {
      Enlarged logits = new Enlarged(outline.logits(), under.height(), under.width());
      for (int y = 0; y < under.height(); y++) {
        float[] row = logits.row(y);
        for (int x = 0; x < row.length; x++) {
          if (row[x] > 0) {
            labels[y * row.length + x] = next;
          }
        }
      }
      next++;
    }
    return RasterOrder.of(under.height(), under.width(), labels);
  }

  @Override
  public void close() {
    proposer.close();
  }
}
