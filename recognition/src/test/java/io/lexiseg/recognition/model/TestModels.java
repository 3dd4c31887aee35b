package io.lexiseg.recognition.model;

import io.lexiseg.recognition.category.CategoryResolver;
import io.lexiseg.recognition.category.CategoryResolver.Resolution;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.category.ResolvedVocabulary.Origin;
import io.lexiseg.schemas.Category;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.CategoryStatistics;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.segmentation.Segmentation;
import io.lexiseg.vision.segmentation.Segmenter;
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

/** Models without networks: the first sample of an image says which category it is. */
public final class TestModels {
  /** Name of the default profile. */
  public static final String PROFILE = "paper";

  private static final SegmentationSettings SETTINGS =
      new SegmentationSettings(
          448,
          1792,
          Windowing.SLIDING,
          new FelzenszwalbParameters(100, 1, 50),
          Pooling.MASK_SAMPLED,
          0.8,
          OptionalDouble.empty());

  private TestModels() {}

  /** Fills the mask with category (first sample mod N) + 1. */
  public static Segmenter segmenter() {
    return (image, settings) -> categories -> segmentation(image, categories);
  }

  /** A resolver that knows every word. */
  public static CategoryResolver resolver() {
    return (content, trace) -> resolution(content.categories());
  }

  /** One profile with that resolver. */
  public static Profiles profiles(CategoryResolver resolver) {
    return new Profiles(
        Map.of(PROFILE, new Profiles.Profile(SETTINGS, resolver)),
        PROFILE,
        new Origin("tiny", "test-index", 3));
  }

  private static Resolution resolution(List<Category> categories) {
    List<String> names = categories.stream().map(Category::getName).toList();
    float[] ones = new float[names.size()];
    Arrays.fill(ones, 1);
    return new Resolution(CategoryBank.of(names, 1, 1, ones, ones.clone()), List.of());
  }

  private static Segmentation segmentation(RgbImage image, CategoryBank categories) {
    int value = 1 + Byte.toUnsignedInt(image.pixels()[0]) % categories.size();
    short[] values = new short[image.height() * image.width()];
    Arrays.fill(values, (short) value);
    var statistics =
        new CategoryStatistics(
            value, values.length, 0.5f, 0, 0, image.height() - 1, image.width() - 1);
    return new Segmentation(
        Mask.of(image.height(), image.width(), values),
        List.of(statistics),
        new StageTimings(
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            Duration.ofMillis(3),
            Duration.ofMillis(4)));
  }
}
