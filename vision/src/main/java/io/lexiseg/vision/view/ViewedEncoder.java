package io.lexiseg.vision.view;

import io.lexiseg.vision.encoder.DenseEncoder;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.feature.TokenMean;
import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.image.RgbImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A backbone that sees each window in several views: the mean of their unit tokens, on the grid of
 * the largest one. A network of a fixed input sees the same at every scale, so only {@link
 * Views#flip} serves there.
 *
 * <p><b>Threads:</b> as the encoder behind it, which stays its owner's to close.
 */
public final class ViewedEncoder implements DenseEncoder {
  private final DenseEncoder encoder;
  private final Views views;

  private ViewedEncoder(DenseEncoder encoder, Views views) {
    this.encoder = encoder;
    this.views = views;
  }

  /** The encoder itself where one view is wanted. */
  public static DenseEncoder of(DenseEncoder encoder, Views views) {
    return views.equals(Views.ONE) ? encoder : new ViewedEncoder(encoder, views);
  }

  @Override
  public int dimension() {
    return encoder.dimension();
  }

  @Override
  public boolean keepsScale() {
    return encoder.keepsScale();
  }

  @Override
  public TokenGrid encode(RgbImage window) {
    return encodeAll(List.of(window)).get(0);
  }

  @Override
  public List<TokenGrid> encodeAll(List<RgbImage> windows) {
    List<RgbImage> pictures = new ArrayList<>();
    windows.forEach(window -> pictures.addAll(pictures(window)));
    List<TokenGrid> grids = encoder.encodeAll(pictures);
    List<TokenGrid> means = new ArrayList<>();
    for (int from = 0; from < grids.size(); from += views.count()) {
      means.add(mean(grids.subList(from, from + views.count())));
    }
    return means;
  }

  /** Scale after scale, each followed by its mirror image. */
  private List<RgbImage> pictures(RgbImage window) {
    List<RgbImage> pictures = new ArrayList<>();
    for (double scale : views.scales()) {
      RgbImage scaled = scaled(window, scale);
      pictures.add(scaled);
      if (views.flip()) {
        pictures.add(mirrored(scaled));
      }
    }
    return pictures;
  }

  private TokenGrid mean(List<TokenGrid> grids) {
    List<TokenGrid> upright = new ArrayList<>();
    for (int g = 0; g < grids.size(); g++) {
      boolean mirror = views.flip() && g % 2 == 1;
      upright.add(mirror ? grids.get(g).mirrored() : grids.get(g));
    }
    return TokenMean.of(upright);
  }

  private static RgbImage scaled(RgbImage window, double scale) {
    return scale == 1
        ? window
        : Resizing.bilinear(window, side(window.height(), scale), side(window.width(), scale));
  }

  /** A side never vanishes. */
  private static int side(int pixels, double scale) {
    return Math.max(1, (int) (pixels * scale + 0.5));
  }

  private static RgbImage mirrored(RgbImage image) {
    int width = image.width();
    byte[] from = image.pixels();
    byte[] to = new byte[from.length];
    for (int row = 0; row < from.length; row += 3 * width) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(from, row + 3 * x, to, row + 3 * (width - 1 - x), 3);
      }
    }
    return RgbImage.of(image.height(), width, to);
  }
}
