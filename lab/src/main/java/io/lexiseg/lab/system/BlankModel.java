package io.lexiseg.lab.system;

import io.lexiseg.recognition.category.CategoryResolver.Resolution;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.category.ResolvedVocabulary.Origin;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.schemas.Category;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.CategoryStatistics;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.segmentation.Segmentation;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.setting.SegmentationSettings.Pooling;
import io.lexiseg.vision.setting.SegmentationSettings.Windowing;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.superpixel.FelzenszwalbParameters;
import io.lexiseg.vision.timing.StageTimings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * A model without networks: every pixel gets the first category, after a time that takes no
 * processor, as networks on an accelerator take it. At a time it works on as many frames as there
 * are cores, as networks do.
 */
final class BlankModel {
  private static final String PROFILE = "blank";
  private static final SegmentationSettings SETTINGS =
      new SegmentationSettings(
          448,
          1792,
          Windowing.WHOLE,
          new FelzenszwalbParameters(100, 1, 50),
          Pooling.UPSAMPLED,
          1,
          OptionalDouble.empty());

  private BlankModel() {}

  /** One that takes a time for each frame; zero: none. */
  static SegmentationModel open(Duration frame) {
    Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    Profiles profiles =
        new Profiles(
            Map.of(
                PROFILE,
                new Profiles.Profile(SETTINGS, (content, trace) -> resolve(content.categories()))),
            PROFILE,
            new Origin(PROFILE, PROFILE, 1));
    return new SegmentationModel(
        profiles,
        (image, settings) -> {
          take(places, frame);
          return categories -> segment(image);
        },
        () -> {});
  }

  private static void take(Semaphore places, Duration frame) {
    if (frame.isZero()) {
      return;
    }
    places.acquireUninterruptibly();
    try {
      long end = System.nanoTime() + frame.toNanos();
      for (long left = frame.toNanos(); left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    } finally {
      places.release();
    }
  }

  private static Resolution resolve(List<Category> categories) {
    List<String> names = categories.stream().map(Category::getName).toList();
    float[] ones = new float[names.size()];
    Arrays.fill(ones, 1);
    return new Resolution(CategoryBank.of(names, 1, 1, ones, ones.clone()), List.of());
  }

  private static Segmentation segment(RgbImage image) {
    short[] values = new short[image.height() * image.width()];
    Arrays.fill(values, (short) 1);
    var all =
        new CategoryStatistics(1, values.length, 1, 0, 0, image.height() - 1, image.width() - 1);
    return new Segmentation(
        Mask.of(image.height(), image.width(), values),
        List.of(all),
        new StageTimings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
  }
}
