package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.encoder.DenseEncoder;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.feature.MaskSampledPooler;
import io.lexiseg.vision.feature.NoPooler;
import io.lexiseg.vision.feature.RegionFeatures;
import io.lexiseg.vision.feature.RegionPooler;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.feature.UpsampledPooler;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.refinement.PamrParameters;
import io.lexiseg.vision.refinement.PixelAffinity;
import io.lexiseg.vision.setting.RegionSettings;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.setting.WindowPlan.Window;
import io.lexiseg.vision.superpixel.LabelMap;
import io.lexiseg.vision.superpixel.SuperpixelAlgorithm;
import io.lexiseg.vision.timing.Stopwatch;
import io.lexiseg.vision.view.ViewedEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Encodes the windows of one resized image, all together: superpixels and the global term on an
 * executor, the backbone and pooling on the calling thread meanwhile.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class WindowEncoder {
  private final Encoders encoders;
  private final DenseEncoder dense;
  private final Executor executor;
  private final SuperpixelAlgorithm superpixels;
  private final RegionPooler pooler;
  private final SegmentationSettings settings;
  private final Stopwatch stopwatch;

  WindowEncoder(
      Encoders encoders,
      Executor executor,
      SuperpixelAlgorithm superpixels,
      SegmentationSettings settings,
      Stopwatch stopwatch) {
    this.encoders = encoders;
    this.dense = ViewedEncoder.of(encoders.dense(), settings.regions().views());
    this.executor = executor;
    this.superpixels = superpixels;
    this.pooler = pooler(settings.regions());
    this.settings = settings;
    this.stopwatch = stopwatch;
  }

  private static RegionPooler pooler(RegionSettings regions) {
    if (regions.dense()) {
      return new NoPooler();
    }
    return switch (regions.pooling()) {
      case MASK_SAMPLED -> new MaskSampledPooler();
      case UPSAMPLED -> new UpsampledPooler();
    };
  }

  /** Encodes every window of a plan, in order; what a network or the superpixels throw passes. */
  List<EncodedWindow> encode(RgbImage resized, List<Window> windows) {
    return encode(resized, windows, crops -> embed(resized, crops));
  }

  /** As {@link #encode(RgbImage, List)}, of parts whose embedding is that of the whole. */
  List<EncodedWindow> encodeParts(RgbImage resized, List<Window> windows, float[] embedding) {
    return encode(resized, windows, crops -> Collections.nCopies(crops.size(), embedding));
  }

  private List<EncodedWindow> encode(
      RgbImage resized, List<Window> windows, Function<List<RgbImage>, List<float[]>> embed) {
    List<RgbImage> crops = windows.stream().map(window -> crop(resized, window)).toList();
    List<CompletableFuture<?>> tasks = new ArrayList<>();
    try {
      List<CompletableFuture<LabelMap>> maps = new ArrayList<>();
      crops.forEach(crop -> maps.add(started(() -> cut(crop), tasks)));
      List<CompletableFuture<WindowRefinement>> refinements = new ArrayList<>();
      crops.forEach(crop -> refinements.add(started(() -> refinement(crop), tasks)));
      CompletableFuture<List<float[]>> embeddings = started(() -> embed.apply(crops), tasks);
      List<TokenGrid> grids = stopwatch.dense(() -> dense.encodeAll(crops));
      List<EncodedWindow> encoded = new ArrayList<>();
      for (int w = 0; w < windows.size(); w++) {
        LabelMap map = join(maps.get(w));
        float[] embedding = join(embeddings).get(w);
        WindowRefinement refinement = join(refinements.get(w));
        encoded.add(encode(windows.get(w), map, grids.get(w), embedding, refinement));
      }
      return encoded;
    } finally {
      tasks.forEach(task -> task.cancel(false));
    }
  }

  private <T> CompletableFuture<T> started(Supplier<T> work, List<CompletableFuture<?>> tasks) {
    CompletableFuture<T> task = CompletableFuture.supplyAsync(work, executor);
    tasks.add(task);
    return task;
  }

  private List<float[]> embed(RgbImage resized, List<RgbImage> crops) {
    if (settings.localWeight() == 1) {
      return Collections.nCopies(crops.size(), new float[0]);
    }
    return stopwatch.global(
        () ->
            switch (settings.score().globalTerm()) {
              case WINDOW -> encoders.image().embedAll(crops);
              case IMAGE -> Collections.nCopies(crops.size(), encoders.image().embed(resized));
            });
  }

  private WindowRefinement refinement(RgbImage crop) {
    return settings.refinement() instanceof PamrParameters pamr
        ? stopwatch.scoring(() -> PixelAffinity.of(crop, pamr)::refine)
        : WindowRefinement.NONE;
  }

  private EncodedWindow encode(
      Window window, LabelMap map, TokenGrid grid, float[] embedding, WindowRefinement refinement) {
    return stopwatch.scoring(
        () -> {
          RegionFeatures features = pooler.pool(map, grid);
          return new EncodedWindow(
              window, map, grid, features, embedding, names(features), refinement);
        });
  }

  private float[] names(RegionFeatures features) {
    if (settings.score().nameWeight() == 0) {
      return new float[0];
    }
    return encoders
        .regions()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "nameWeight: expected a pack that names regions; set it to 0 with this one"))
        .embed(features);
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

  private static <T> T join(CompletableFuture<T> task) {
    try {
      return task.join();
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
