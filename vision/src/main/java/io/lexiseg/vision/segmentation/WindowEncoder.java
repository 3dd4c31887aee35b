package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.feature.MaskSampledPooler;
import io.lexiseg.vision.feature.RegionPooler;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.feature.UpsampledPooler;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.segmentation.WindowPlan.Window;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.similarity.GlobalSimilarity;
import io.lexiseg.vision.superpixel.LabelMap;
import io.lexiseg.vision.superpixel.SuperpixelAlgorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Encodes the windows of one resized image: superpixels on an executor, networks and pooling on the
 * calling thread meanwhile.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class WindowEncoder {
  private final Encoders encoders;
  private final Executor executor;
  private final SuperpixelAlgorithm superpixels;
  private final RegionPooler pooler;
  private final boolean global;
  private final Stopwatch stopwatch;

  WindowEncoder(
      Encoders encoders,
      Executor executor,
      SuperpixelAlgorithm superpixels,
      SegmentationSettings settings,
      Stopwatch stopwatch) {
    this.encoders = encoders;
    this.executor = executor;
    this.superpixels = superpixels;
    this.pooler =
        switch (settings.pooling()) {
          case MASK_SAMPLED -> new MaskSampledPooler();
          case UPSAMPLED -> new UpsampledPooler();
        };
    this.global = settings.localWeight() < 1;
    this.stopwatch = stopwatch;
  }

  /** Encodes every window of a plan, in order; what a network or the superpixels throw passes. */
  List<EncodedWindow> encode(RgbImage resized, List<Window> windows, CategoryBank categories) {
    List<RgbImage> crops = windows.stream().map(window -> crop(resized, window)).toList();
    List<CompletableFuture<LabelMap>> maps = new ArrayList<>();
    try {
      crops.forEach(crop -> maps.add(CompletableFuture.supplyAsync(() -> cut(crop), executor)));
      List<EncodedWindow> encoded = new ArrayList<>();
      for (int w = 0; w < windows.size(); w++) {
        encoded.add(encode(windows.get(w), crops.get(w), maps.get(w), categories));
      }
      return encoded;
    } finally {
      maps.forEach(map -> map.cancel(false));
    }
  }

  private EncodedWindow encode(
      Window window, RgbImage crop, CompletableFuture<LabelMap> map, CategoryBank categories) {
    TokenGrid grid = stopwatch.dense(() -> encoders.dense().encode(crop));
    GlobalSimilarity similarity =
        global
            ? stopwatch.global(() -> GlobalSimilarity.of(encoders.image().embed(crop), categories))
            : GlobalSimilarity.off(categories.size());
    LabelMap labels = join(map);
    return stopwatch.scoring(
        () -> new EncodedWindow(window, labels, grid, pooler.pool(labels, grid), similarity));
  }

  private LabelMap cut(RgbImage crop) {
    LabelMap map = stopwatch.superpixels(() -> superpixels.segment(crop));
    if (map.height() != crop.height() || map.width() != crop.width()) {
      throw new IllegalStateException(
          "superpixels: expected a label map of %dx%d, got %dx%d"
              .formatted(crop.height(), crop.width(), map.height(), map.width()));
    }
    return map;
  }

  private static LabelMap join(CompletableFuture<LabelMap> map) {
    try {
      return map.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static RgbImage crop(RgbImage image, Window window) {
    if (window.height() == image.height() && window.width() == image.width()) {
      return image;
    }
    int length = window.width() * 3;
    byte[] pixels = new byte[window.height() * length];
    for (int y = 0; y < window.height(); y++) {
      int from = ((window.y() + y) * image.width() + window.x()) * 3;
      System.arraycopy(image.pixels(), from, pixels, y * length, length);
    }
    return RgbImage.of(window.height(), window.width(), pixels);
  }
}
