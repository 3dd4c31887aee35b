package io.lexiseg.demo.system;

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

/** A model without networks: every pixel gets the last category. */
public final class FlatModel {
  private static final SegmentationSettings SETTINGS =
      new SegmentationSettings(
          448,
          1792,
          Windowing.WHOLE,
          new FelzenszwalbParameters(100, 1, 50),
          Pooling.UPSAMPLED,
          1,
          OptionalDouble.empty());

  private FlatModel() {}

  /** Opens one; it holds nothing open. */
  public static SegmentationModel open() {
    Profiles profiles =
        new Profiles(
            Map.of(
                "plain",
                new Profiles.Profile(SETTINGS, (content, trace) -> resolve(content.categories()))),
            "plain",
            new Origin("flat", "flat-index", 1));
    return new SegmentationModel(
        profiles, (image, settings) -> categories -> segment(image, categories), () -> {});
  }

  private static Resolution resolve(List<Category> categories) {
    List<String> names = categories.stream().map(Category::getName).toList();
    float[] ones = new float[names.size()];
    Arrays.fill(ones, 1);
    return new Resolution(CategoryBank.of(names, 1, 1, ones, ones.clone()), List.of());
  }

  private static Segmentation segment(RgbImage image, CategoryBank categories) {
    short[] values = new short[image.height() * image.width()];
    Arrays.fill(values, (short) categories.size());
    var all =
        new CategoryStatistics(
            categories.size(), values.length, 0.5f, 0, 0, image.height() - 1, image.width() - 1);
    return new Segmentation(
        Mask.of(image.height(), image.width(), values),
        List.of(all),
        new StageTimings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
  }
}
