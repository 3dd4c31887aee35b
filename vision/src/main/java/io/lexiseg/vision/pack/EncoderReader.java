package io.lexiseg.vision.pack;

import io.lexiseg.vision.encoder.DenseSpec;
import io.lexiseg.vision.encoder.ImageSpec;
import io.lexiseg.vision.encoder.NamingSpec;
import io.lexiseg.vision.encoder.TextInput;
import io.lexiseg.vision.encoder.TextSpec;
import io.lexiseg.vision.encoder.pixel.ChannelOrder;
import io.lexiseg.vision.encoder.pixel.InputSize;
import io.lexiseg.vision.encoder.pixel.PixelInput;
import io.lexiseg.vision.encoder.pixel.Resampling;
import io.lexiseg.vision.text.TokenizerSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the encoders of {@code pack.json}. */
final class EncoderReader {
  private static final String AS_IS = "as-is";

  private final PackDocument document;

  EncoderReader(PackDocument document) {
    this.document = document;
  }

  Optional<DenseSpec> dense(JsonFields json) {
    Path file = document.file(json, "file");
    Optional<PixelInput> input = pixels(json.object("input"));
    String output = json.text("output");
    DenseSpec.Layout layout = json.constant("layout", DenseSpec.Layout.class);
    int leading = json.integer("leadingTokens", 0, 0);
    int patch = json.integer("patchSizePx", 1);
    int dimension = json.integer("dimension", 1);
    return json.build(
        () -> new DenseSpec(file, input.orElseThrow(), output, layout, leading, patch, dimension));
  }

  Optional<ImageSpec> image(JsonFields json) {
    Path file = document.file(json, "file");
    Optional<PixelInput> input = pixels(json.object("input"));
    String output = json.text("output");
    int dimension = json.integer("dimension", 1);
    return json.build(() -> new ImageSpec(file, input.orElseThrow(), output, dimension));
  }

  Optional<TextSpec> text(JsonFields json) {
    Path file = document.file(json, "file");
    Optional<TokenizerSpec> tokenizer = document.tokenizer(json.object("tokenizer"));
    Optional<TextInput> input = ids(json.object("input"));
    String output = json.text("output");
    TextSpec.Pooling pooling = json.constant("pooling", TextSpec.Pooling.class);
    boolean unitLength = json.flag("unitLength", false);
    int dimension = json.integer("dimension", 1);
    return json.build(
        () ->
            new TextSpec(
                file,
                tokenizer.orElseThrow(),
                input.orElseThrow(),
                output,
                pooling,
                unitLength,
                dimension));
  }

  Optional<NamingSpec> naming(JsonFields json) {
    Path file = document.file(json, "file");
    String kernel = json.text("kernel");
    String bias = json.text("bias");
    String names = json.text("names");
    int considered = json.integer("considered", 1);
    double scale = json.number("scale");
    return json.build(() -> new NamingSpec(file, kernel, bias, names, considered, scale));
  }

  private Optional<PixelInput> pixels(JsonFields json) {
    String name = json.text("name");
    InputSize size = size(json);
    Resampling resampling =
        json.has("resampling") ? json.constant("resampling", Resampling.class) : Resampling.NONE;
    ChannelOrder channels = json.constant("channels", ChannelOrder.class);
    double divisor = json.number("divisor");
    List<Double> mean = json.numbers("mean", 3);
    List<Double> std = json.numbers("std", 3);
    return json.build(() -> new PixelInput(name, size, resampling, channels, divisor, mean, std));
  }

  private static InputSize size(JsonFields json) {
    if (json.isTextual("sizePx")) {
      json.text("sizePx", "[height, width] or \"as-is\"", AS_IS::equals);
      return InputSize.AS_IS;
    }
    List<Double> sides = json.numbers("sizePx", 2);
    if (sides.size() != 2 || sides.stream().anyMatch(side -> side < 1 || side % 1 != 0)) {
      json.problem("sizePx", "expected [height, width], whole numbers >= 1, or \"as-is\"");
      return InputSize.AS_IS;
    }
    return new InputSize(sides.get(0).intValue(), sides.get(1).intValue());
  }

  private static Optional<TextInput> ids(JsonFields json) {
    String ids = json.text("ids");
    String mask = json.text("attentionMask", "");
    String types = json.text("tokenTypeIds", "");
    TextInput.IdType type = json.constant("type", TextInput.IdType.class);
    return json.build(() -> new TextInput(ids, mask, types, type));
  }
}
