package io.lexiseg.vision.pack.generator;

import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.pack.SignatureCheck;
import io.lexiseg.vision.pack.onnx.OnnxSignature.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares what a generator's ONNX files declare with what the pack says of them. */
final class GeneratorCheck {
  private static final long ANY = TensorShape.ANY;
  private static final long COLOURS = 3;

  private final GeneratorPack pack;
  private final SignatureCheck check;

  private GeneratorCheck(GeneratorPack pack) {
    this.pack = pack;
    this.check = new SignatureCheck(pack.folder(), pack.files());
  }

  static List<String> problems(GeneratorPack pack) {
    GeneratorCheck check = new GeneratorCheck(pack);
    check.prompt(pack.prompt());
    check.denoiser(pack.denoiser());
    check.decoder(pack.decoder());
    return check.check.problems();
  }

  private void prompt(PromptSpec spec) {
    check.compare(
        "text",
        spec.file(),
        Map.of(spec.input(), new Tensor(spec.type().name(), TensorShape.of(1, tokens()))),
        Map.of(spec.output(), floats(1, tokens(), spec.width())));
  }

  private void denoiser(DenoiserSpec spec) {
    Tensor latent = floats(pack.rows(), spec.channels(), spec.height(), spec.width());
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    inputs.put(spec.sample(), latent);
    inputs.put(spec.timestep(), floats(pack.rows()));
    inputs.put(spec.condition(), floats(pack.rows(), tokens(), pack.prompt().width()));
    inputs.put(spec.selection(), floats(spec.words(), tokens()));
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put(spec.noise(), latent);
    spec.maps().forEach(map -> outputs.put(map, floats(ANY, spec.words(), ANY, ANY)));
    check.compare("denoiser", spec.file(), inputs, outputs);
  }

  private void decoder(DecoderSpec spec) {
    DenoiserSpec latent = pack.denoiser();
    check.compare(
        "decoder",
        spec.file(),
        Map.of(spec.input(), floats(1, latent.channels(), latent.height(), latent.width())),
        Map.of(spec.output(), floats(1, COLOURS, spec.heightPx(), spec.widthPx())));
  }

  private int tokens() {
    return pack.prompt().tokenizer().maxTokens();
  }

  private static Tensor floats(long... axes) {
    return new Tensor("FLOAT", TensorShape.of(axes));
  }
}
