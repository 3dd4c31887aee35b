package io.lexiseg.vision.pack;

import io.lexiseg.vision.option.OptionText;
import io.lexiseg.vision.setting.PaperPreset;
import io.lexiseg.vision.setting.Preset;
import io.lexiseg.vision.setting.PresetTable;
import io.lexiseg.vision.setting.Retrieval;
import io.lexiseg.vision.setting.SupportScale;
import io.lexiseg.vision.similarity.Aggregation;
import java.util.List;
import java.util.Optional;

/**
 * Reads one preset of {@code pack.json}: values by the names of {@link Preset#text}, over those of
 * the paper's preset that {@code base} names. Without {@code base}, what the method needs has to be
 * there. Numbers may be written as numbers, Felzenszwalb's constants as an object, a threshold on
 * the score as {@code backgroundThreshold}.
 */
final class PresetReader {
  private static final String BASE = "base";
  private static final String SUPERPIXELS = "superpixels";
  private static final String BACKGROUND_THRESHOLD = "backgroundThreshold";
  private static final int NEIGHBOURS = 350;
  private static final double NO_CUT = 2;

  private static final List<String> REQUIRED =
      List.of(
          "shortSide",
          "maxLongSide",
          "windowing",
          "pooling",
          SUPERPIXELS,
          "localWeight",
          "neighbours",
          "relativeCut");

  private PresetReader() {}

  /** A preset of the paper with the retrieval of its authors' program. */
  static Preset paper(String name, PaperPreset preset) {
    Retrieval retrieval = new Retrieval(NEIGHBOURS, NO_CUT, new Aggregation.MeanEmbedding());
    return new Preset(name, preset.settings(), retrieval, List.of(), SupportScale.NONE);
  }

  static Optional<Preset> preset(String name, JsonFields json) {
    Preset preset = paper(name, PaperPreset.CONTEXT);
    if (json.has(BASE)) {
      preset = paper(name, json.constant(BASE, PaperPreset.class));
    } else {
      REQUIRED.forEach(json::require);
    }
    for (String key : PresetTable.INSTANCE.keys()) {
      preset = json.has(key) ? changed(preset, key, json) : preset;
    }
    if (json.has(BACKGROUND_THRESHOLD)) {
      preset = thresholded(preset, json.number(BACKGROUND_THRESHOLD));
    }
    Preset read = preset;
    return json.build(() -> read);
  }

  private static Preset changed(Preset preset, String key, JsonFields json) {
    boolean constants = key.equals(SUPERPIXELS) && json.isObject(SUPERPIXELS);
    Optional<String> text = constants ? felzenszwalb(json.object(SUPERPIXELS)) : json.scalar(key);
    try {
      return text.isPresent() ? preset.with(key, text.get()) : preset;
    } catch (IllegalArgumentException e) {
      json.problem(key, String.valueOf(e.getMessage()));
      return preset;
    }
  }

  private static Preset thresholded(Preset preset, double threshold) {
    return preset.with("background", OptionText.of("base", "threshold", threshold));
  }

  private static Optional<String> felzenszwalb(JsonFields json) {
    Object[] parts = {
      "scale", json.number("scale"),
      "sigma", json.number("sigma"),
      "minSize", json.integer("minSize", 0)
    };
    return json.build(() -> OptionText.of("felzenszwalb", parts));
  }
}
