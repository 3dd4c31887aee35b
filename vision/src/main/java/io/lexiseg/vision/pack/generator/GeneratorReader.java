package io.lexiseg.vision.pack.generator;

import io.lexiseg.vision.encoder.TextInput;
import io.lexiseg.vision.pack.Checksums;
import io.lexiseg.vision.pack.JsonFields;
import io.lexiseg.vision.pack.Pack;
import io.lexiseg.vision.pack.PackDocument;
import io.lexiseg.vision.pack.PackKind;
import io.lexiseg.vision.text.TokenizerSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the description of a generator pack. */
final class GeneratorReader {
  private final PackDocument document;

  private GeneratorReader(PackDocument document) {
    this.document = document;
  }

  static GeneratorPack read(Path folder) {
    PackDocument document = PackDocument.open(folder, PackKind.GENERATOR);
    return document.orThrow(new GeneratorReader(document).pack(folder, document.fields()));
  }

  private Optional<GeneratorPack> pack(Path folder, JsonFields json) {
    GeneratorPack.About about =
        new GeneratorPack.About(
            document.id(), json.text("licence"), json.text("provenance"), document.recipe());
    Optional<PromptSpec> prompt = prompt(json.object("text"));
    Optional<DenoiserSpec> denoiser = denoiser(json.object("denoiser"));
    Optional<DecoderSpec> decoder = decoder(json.object("decoder"));
    Optional<SchedulerSpec> scheduler = scheduler(json.object("scheduler"));
    double guidance = json.number("guidance");
    return json.build(
        () ->
            new GeneratorPack(
                folder,
                about,
                document.files(),
                Checksums.sha256(folder.resolve(Pack.FILE_NAME)),
                prompt.orElseThrow(),
                denoiser.orElseThrow(),
                decoder.orElseThrow(),
                scheduler.orElseThrow(),
                guidance));
  }

  private Optional<PromptSpec> prompt(JsonFields json) {
    Path file = document.file(json, "file");
    JsonFields tokens = json.object("tokenizer");
    int padding = tokens.integer("padding", 0);
    Optional<TokenizerSpec> tokenizer = document.tokenizer(tokens);
    JsonFields ids = json.object("input");
    String input = ids.text("ids");
    TextInput.IdType type = ids.constant("type", TextInput.IdType.class);
    ids.build(() -> input);
    String output = json.text("output");
    int width = json.integer("width", 1);
    return json.build(
        () -> new PromptSpec(file, tokenizer.orElseThrow(), padding, input, type, output, width));
  }

  private Optional<DenoiserSpec> denoiser(JsonFields json) {
    Path file = document.file(json, "file");
    String sample = json.text("sample");
    String timestep = json.text("timestep");
    String condition = json.text("condition");
    String selection = json.text("selection");
    String noise = json.text("noise");
    List<String> maps = json.texts("maps");
    int channels = json.integer("channels", 1);
    int[] sides = sides(json, "latent");
    int words = json.integer("words", 1);
    return json.build(
        () ->
            new DenoiserSpec(
                file, sample, timestep, condition, selection, noise, maps, channels, sides[0],
                sides[1], words));
  }

  private Optional<DecoderSpec> decoder(JsonFields json) {
    Path file = document.file(json, "file");
    String input = json.text("input");
    String output = json.text("output");
    int[] sides = sides(json, "sizePx");
    return json.build(() -> new DecoderSpec(file, input, output, sides[0], sides[1]));
  }

  private static Optional<SchedulerSpec> scheduler(JsonFields json) {
    SchedulerSpec.Kind kind = json.constant("kind", SchedulerSpec.Kind.class);
    SchedulerSpec.Prediction prediction =
        json.constant("prediction", SchedulerSpec.Prediction.class);
    double start = json.number("betaStart");
    double end = json.number("betaEnd");
    int trainSteps = json.integer("trainSteps", 2);
    int steps = json.integer("steps", 1);
    return json.build(() -> new SchedulerSpec(kind, prediction, start, end, trainSteps, steps));
  }

  private static int[] sides(JsonFields json, String name) {
    List<Double> sides = json.numbers(name, 2);
    if (sides.size() != 2 || sides.stream().anyMatch(side -> side < 1 || side % 1 != 0)) {
      json.problem(name, "expected [height, width], whole numbers >= 1, got " + sides);
      return new int[] {1, 1};
    }
    return new int[] {sides.get(0).intValue(), sides.get(1).intValue()};
  }
}
