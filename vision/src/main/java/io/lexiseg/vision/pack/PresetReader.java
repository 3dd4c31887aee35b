package io.lexiseg.vision.pack;

import io.lexiseg.vision.segmentation.SegmentationSettings;
import io.lexiseg.vision.segmentation.SegmentationSettings.Pooling;
import io.lexiseg.vision.segmentation.SegmentationSettings.Windowing;
import io.lexiseg.vision.superpixel.FelzenszwalbParameters;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads one preset of {@code pack.json}. */
final class PresetReader {
  private PresetReader() {}

  static Optional<Preset> preset(String name, JsonFields json) {
    int shortSide = json.integer("shortSide", 1);
    int maxLongSide = json.integer("maxLongSide", 1);
    Windowing windowing = json.constant("windowing", Windowing.class);
    Pooling pooling = json.constant("pooling", Pooling.class);
    Optional<FelzenszwalbParameters> superpixels = superpixels(json.object("superpixels"));
    double localWeight = json.number("localWeight");
    OptionalDouble background = json.optionalNumber("backgroundThreshold");
    int neighbours = json.integer("neighbours", 1);
    double relativeCut = json.number("relativeCut");
    return json.build(
        () ->
            new Preset(
                name,
                new SegmentationSettings(
                    shortSide,
                    maxLongSide,
                    windowing,
                    superpixels.orElseThrow(),
                    pooling,
                    localWeight,
                    background),
                neighbours,
                relativeCut));
  }

  private static Optional<FelzenszwalbParameters> superpixels(JsonFields json) {
    double scale = json.number("scale");
    double sigma = json.number("sigma");
    int minSize = json.integer("minSize", 0);
    return json.build(() -> new FelzenszwalbParameters(scale, sigma, minSize));
  }
}
