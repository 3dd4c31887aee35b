package io.lexiseg.vision.pack;

import io.lexiseg.vision.encoder.DenseSpec;
import io.lexiseg.vision.encoder.EncoderSpecs;
import io.lexiseg.vision.encoder.ImageSpec;
import io.lexiseg.vision.encoder.NamingSpec;
import io.lexiseg.vision.encoder.TextSpec;
import io.lexiseg.vision.setting.Preset;
import io.lexiseg.vision.text.Templates;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the description of an encoder pack. */
final class PackReader {
  private final PackDocument document;

  private PackReader(PackDocument document) {
    this.document = document;
  }

  static ModelPack read(Path folder) {
    PackDocument document = PackDocument.open(folder, PackKind.ENCODERS);
    return document.orThrow(new PackReader(document).pack(folder, document.fields()));
  }

  private Optional<ModelPack> pack(Path folder, JsonFields json) {
    ModelPack.About about =
        new ModelPack.About(
            document.id(),
            json.text("backbone"),
            json.text("licence"),
            json.text("provenance"),
            document.recipe(),
            json.has("index")
                ? json.text("index", "the id of a pack", PackDocument::isId)
                : document.id());
    EncoderReader encoders = new EncoderReader(document);
    Optional<DenseSpec> dense = encoders.dense(json.object("dense"));
    Optional<ImageSpec> image = encoders.image(json.object("image"));
    Optional<TextSpec> text = encoders.text(json.object("text"));
    Optional<NamingSpec> naming =
        json.has("naming") ? encoders.naming(json.object("naming")) : Optional.empty();
    sameSpace(json, image, text);
    List<String> templates = templates(json);
    Map<String, Preset> presets = presets(json.object("presets"));
    String defaultPreset = json.text("defaultPreset");
    if (!presets.containsKey(defaultPreset)) {
      json.problem(
          "defaultPreset", "expected one of %s, got %s".formatted(presets.keySet(), defaultPreset));
    }
    return json.build(
        () ->
            new ModelPack(
                folder,
                about,
                document.files(),
                new EncoderSpecs(
                    dense.orElseThrow(), image.orElseThrow(), text.orElseThrow(), naming),
                templates,
                presets,
                defaultPreset));
  }

  private static void sameSpace(
      JsonFields json, Optional<ImageSpec> image, Optional<TextSpec> text) {
    if (image.isPresent()
        && text.isPresent()
        && image.get().dimension() != text.get().dimension()) {
      json.problem(
          "image.dimension",
          "expected the text encoder's %d, got %d"
              .formatted(text.get().dimension(), image.get().dimension()));
    }
  }

  private static List<String> templates(JsonFields json) {
    if (json.isTextual("templates")) {
      String name = json.text("templates");
      Optional<List<String>> named = Templates.named(name);
      if (named.isEmpty()) {
        json.problem("templates", "expected one of %s, got %s".formatted(Templates.names(), name));
      }
      return named.orElse(List.of());
    }
    List<String> templates = json.texts("templates");
    for (String template : templates) {
      if (!Templates.isTemplate(template)) {
        json.problem("templates", "expected exactly one {} in '" + template + "'");
      }
    }
    return List.copyOf(templates);
  }

  private static Map<String, Preset> presets(JsonFields json) {
    Map<String, Preset> presets = new LinkedHashMap<>();
    for (String name : json.names()) {
      PresetReader.preset(name, json.object(name)).ifPresent(preset -> presets.put(name, preset));
    }
    return Collections.unmodifiableMap(presets);
  }
}
