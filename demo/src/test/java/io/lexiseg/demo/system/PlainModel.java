package io.lexiseg.demo.system;

import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.category.CategoryResolver;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.category.ResolvedVocabulary.Origin;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.schemas.Category;
import io.lexiseg.vision.encoder.DenseEncoder;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.ImageEncoder;
import io.lexiseg.vision.encoder.TextEncoder;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.CategoryStatistics;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.segmentation.EncodedImage;
import io.lexiseg.vision.segmentation.PrototypeSegmenter;
import io.lexiseg.vision.segmentation.Segmentation;
import io.lexiseg.vision.segmentation.Segmenter;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.setting.SegmentationSettings.Pooling;
import io.lexiseg.vision.setting.SegmentationSettings.Windowing;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.steady.Steadiness;
import io.lexiseg.vision.superpixel.FelzenszwalbParameters;
import io.lexiseg.vision.timing.StageTimings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A model without networks: the first sample of an image says which category fills it. */
final class PlainModel {
  private static final SegmentationSettings SETTINGS =
      new SegmentationSettings(
          448,
          1792,
          Windowing.WHOLE,
          new FelzenszwalbParameters(100, 1, 50),
          Pooling.UPSAMPLED,
          1,
          OptionalDouble.empty());

  private PlainModel() {}

  /** Opens one that takes as long as a small network, so that a crash finds frames in work. */
  static SegmentationModel open() {
    return open(Duration.ofMillis(2));
  }

  /**
   * Opens it.
   *
   * @param frame what a frame takes
   */
  static SegmentationModel open(Duration frame) {
    return open(frame, word -> true);
  }

  /** Its index does not answer for some words, unless they are known meanwhile. */
  static SegmentationModel knowing(Predicate<String> known, String... some) {
    return open(Duration.ofMillis(2), known, some);
  }

  /**
   * Opens one that remembers its cameras, with a backbone that knows nothing.
   *
   * @param frame what encoding takes
   */
  static SegmentationModel steady(Duration frame) {
    Profiles profiles =
        new Profiles(
            Map.of(
                "plain",
                new Profiles.Profile(
                    SETTINGS.with("shortSide", "16").with(Steadiness.NORMAL),
                    (content, trace) -> resolve(content.categories()))),
            "plain",
            new Origin("plain", "plain", 1));
    Segmenter segmenter = new PrototypeSegmenter(new BlindEncoders(frame), Runnable::run);
    return new SegmentationModel(profiles, segmenter, () -> {});
  }

  private static SegmentationModel open(Duration frame, Predicate<String> known, String... some) {
    Profiles profiles =
        new Profiles(
            Map.of(
                "plain",
                new Profiles.Profile(
                    SETTINGS,
                    (content, trace) -> {
                      requireKnown(content.categories(), known, Set.of(some));
                      return resolve(content.categories());
                    })),
            "plain",
            new Origin("plain", "plain", 1));
    return new SegmentationModel(profiles, (image, settings) -> encoded(image, frame), () -> {});
  }

  private static void requireKnown(
      List<Category> categories, Predicate<String> known, Set<String> some) {
    for (Category category : categories) {
      if (some.contains(category.getName()) && !known.test(category.getName())) {
        throw new UnavailableException("index: no answer");
      }
    }
  }

  private static CategoryResolver.Resolution resolve(List<Category> categories) {
    List<String> names = categories.stream().map(Category::getName).toList();
    float[] ones = new float[names.size()];
    Arrays.fill(ones, 1);
    return new CategoryResolver.Resolution(
        CategoryBank.of(names, 1, 1, ones, ones.clone()), List.of());
  }

  private static EncodedImage encoded(RgbImage image, Duration frame) {
    take(frame);
    return categories -> segment(image, categories);
  }

  private static void take(Duration frame) {
    long end = System.nanoTime() + frame.toNanos();
    for (long left = frame.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** One token a window, always the same. */
  private record BlindEncoders(Duration frame) implements Encoders {
    @Override
    public DenseEncoder dense() {
      return new DenseEncoder() {
        @Override
        public int dimension() {
          return 1;
        }

        @Override
        public TokenGrid encode(RgbImage window) {
          take(frame);
          return TokenGrid.of(1, 1, 1, new float[] {1});
        }
      };
    }

    @Override
    public ImageEncoder image() {
      throw new UnsupportedOperationException("the global term is off");
    }

    @Override
    public TextEncoder text() {
      throw new UnsupportedOperationException("words are not embedded");
    }

    @Override
    public void close() {}
  }

  private static Segmentation segment(RgbImage image, CategoryBank categories) {
    int value = 1 + Byte.toUnsignedInt(image.pixels()[0]) % categories.size();
    short[] values = new short[image.height() * image.width()];
    Arrays.fill(values, (short) value);
    return new Segmentation(
        Mask.of(image.height(), image.width(), values),
        List.of(
            new CategoryStatistics(
                value, values.length, 1, 0, 0, image.height() - 1, image.width() - 1)),
        new StageTimings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
  }
}
