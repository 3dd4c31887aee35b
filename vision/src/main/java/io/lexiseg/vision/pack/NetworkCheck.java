package io.lexiseg.vision.pack;

import io.lexiseg.vision.encoder.DenseSpec;
import io.lexiseg.vision.encoder.ImageSpec;
import io.lexiseg.vision.encoder.TextInput;
import io.lexiseg.vision.encoder.TextSpec;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.encoder.pixel.InputSize;
import io.lexiseg.vision.encoder.pixel.PixelInput;
import io.lexiseg.vision.pack.onnx.OnnxSignature.Tensor;
import io.lexiseg.vision.text.TokenizerSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares what a pack's ONNX files declare with what the pack says of them; runs nothing. */
final class NetworkCheck {
  private static final long ANY = TensorShape.ANY;
  private static final long CHANNELS = 3;
  private static final String FLOAT = "FLOAT";

  private final SignatureCheck check;

  private NetworkCheck(ModelPack pack) {
    this.check = new SignatureCheck(pack.folder(), pack.files());
  }

  /** Every difference of every network: names, types, shapes, missing or short files of weights. */
  static List<String> problems(ModelPack pack) {
    NetworkCheck check = new NetworkCheck(pack);
    check.dense(pack.dense());
    check.image(pack.image());
    check.text(pack.text());
    return check.check.problems();
  }

  private void dense(DenseSpec spec) {
    TensorShape shape = TensorShape.of(ANY, spec.dimension(), ANY, ANY);
    if (spec.layout() == DenseSpec.Layout.TOKENS) {
      InputSize size = spec.input().size();
      long rows = size.heightPx() / spec.patchSizePx();
      long columns = size.widthPx() / spec.patchSizePx();
      shape = TensorShape.of(ANY, spec.leadingTokens() + rows * columns, spec.dimension());
    }
    check.compare("dense", spec.file(), pixels(spec.input()), output(spec.output(), shape));
  }

  private void image(ImageSpec spec) {
    TensorShape shape = TensorShape.of(ANY, spec.dimension());
    check.compare("image", spec.file(), pixels(spec.input()), output(spec.output(), shape));
  }

  private void text(TextSpec spec) {
    boolean padded = spec.tokenizer().kind() == TokenizerSpec.Kind.CLIP_BPE;
    Tensor ids =
        new Tensor(
            spec.input().type().name(),
            TensorShape.of(ANY, padded ? spec.tokenizer().maxTokens() : ANY));
    TextInput input = spec.input();
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    inputs.put(input.ids(), ids);
    if (input.hasAttentionMask()) {
      inputs.put(input.attentionMask(), ids);
    }
    if (input.hasTokenTypeIds()) {
      inputs.put(input.tokenTypeIds(), ids);
    }
    boolean pooled = spec.pooling() == TextSpec.Pooling.NONE;
    long dimension = spec.dimension();
    TensorShape shape =
        pooled ? TensorShape.of(ANY, dimension) : TensorShape.of(ANY, ANY, dimension);
    check.compare("text", spec.file(), inputs, output(spec.output(), shape));
  }

  private static Map<String, Tensor> output(String name, TensorShape shape) {
    return Map.of(name, new Tensor(FLOAT, shape));
  }

  private static Map<String, Tensor> pixels(PixelInput input) {
    InputSize size = input.size();
    long height = size.isFixed() ? size.heightPx() : ANY;
    long width = size.isFixed() ? size.widthPx() : ANY;
    return Map.of(input.name(), new Tensor(FLOAT, TensorShape.of(ANY, CHANNELS, height, width)));
  }
}
