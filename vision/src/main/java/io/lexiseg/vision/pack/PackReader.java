package io.lexiseg.vision.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexiseg.vision.encoder.DenseSpec;
import io.lexiseg.vision.encoder.EncoderSpecs;
import io.lexiseg.vision.encoder.ImageSpec;
import io.lexiseg.vision.encoder.TextSpec;
import io.lexiseg.vision.setting.Preset;
import io.lexiseg.vision.text.Templates;
import io.lexiseg.vision.text.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one {@code pack.json}, noting every problem before it gives up. */
final class PackReader {
  private static final int FORMAT_VERSION = 1;
  private static final String ID = "[a-z0-9][a-z0-9._-]{0,63}";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Path folder;
  private final List<String> problems = new ArrayList<>();

  PackReader(Path folder) {
    this.folder = folder;
  }

  static boolean isId(String id) {
    return id.matches(ID);
  }

  ModelPack read() {
    return pack(new JsonFields("", document(), problems))
        .orElseThrow(() -> new InvalidPackException(folder, problems));
  }

  private Optional<ModelPack> pack(JsonFields json) {
    if (json.integer("formatVersion", 1) != FORMAT_VERSION) {
      json.problem("formatVersion", "expected " + FORMAT_VERSION + ", a newer Lexiseg may read it");
    }
    ModelPack.About about =
        new ModelPack.About(
            json.text("id", "an id of a-z, 0-9, '.', '_', '-'", PackReader::isId),
            json.text("backbone"),
            json.text("licence"),
            json.text("provenance"),
            json.integer("recipe", 1, 1));
    List<PackFile> files = files(json.object("files"));
    EncoderReader encoders = new EncoderReader(folder, files);
    Optional<DenseSpec> dense = encoders.dense(json.object("dense"));
    Optional<ImageSpec> image = encoders.image(json.object("image"));
    Optional<TextSpec> text = encoders.text(json.object("text"));
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
                files,
                new EncoderSpecs(dense.orElseThrow(), image.orElseThrow(), text.orElseThrow()),
                templates,
                presets,
                defaultPreset));
  }

  private JsonNode document() {
    Path file = folder.resolve(ModelPack.FILE_NAME);
    try {
      return JSON.readTree(TextFile.read(file));
    } catch (JsonProcessingException e) {
      String reason = "%s is not JSON: %s".formatted(ModelPack.FILE_NAME, e.getOriginalMessage());
      throw new InvalidPackException(folder, List.of(reason));
    } catch (IOException e) {
      String reason = "cannot read %s: %s".formatted(ModelPack.FILE_NAME, e);
      throw new InvalidPackException(folder, List.of(reason));
    }
  }

  private static List<PackFile> files(JsonFields json) {
    List<PackFile> files = new ArrayList<>();
    for (String name : json.names()) {
      JsonFields file = json.object(name);
      String sha256 = file.text("sha256");
      long size = file.size("sizeBytes");
      file.build(() -> new PackFile(name, sha256, size)).ifPresent(files::add);
    }
    return List.copyOf(files);
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
