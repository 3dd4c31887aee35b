package io.lexiseg.vision.pack;

import io.lexiseg.vision.encoder.DenseSpec;
import io.lexiseg.vision.encoder.ImageSpec;
import io.lexiseg.vision.encoder.TextInput;
import io.lexiseg.vision.encoder.TextSpec;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.encoder.pixel.InputSize;
import io.lexiseg.vision.encoder.pixel.PixelInput;
import io.lexiseg.vision.pack.onnx.OnnxSignature;
import io.lexiseg.vision.pack.onnx.OnnxSignature.Tensor;
import io.lexiseg.vision.text.TokenizerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what a pack's ONNX files declare with what the pack says of them; runs nothing. */
final class NetworkCheck {
  private static final long ANY = TensorShape.ANY;
  private static final long CHANNELS = 3;
  private static final String FLOAT = "FLOAT";

  private final ModelPack pack;
  private final List<String> problems = new ArrayList<>();

  private NetworkCheck(ModelPack pack) {
    this.pack = pack;
  }

  /** Every difference of every network: names, types, shapes, missing or short files of weights. */
  static List<String> problems(ModelPack pack) {
    NetworkCheck check = new NetworkCheck(pack);
    check.dense(pack.dense());
    check.image(pack.image());
    check.text(pack.text());
    return check.problems;
  }

  private void dense(DenseSpec spec) {
    TensorShape shape = TensorShape.of(ANY, spec.dimension(), ANY, ANY);
    if (spec.layout() == DenseSpec.Layout.TOKENS) {
      InputSize size = spec.input().size();
      long rows = size.heightPx() / spec.patchSizePx();
      long columns = size.widthPx() / spec.patchSizePx();
      shape = TensorShape.of(ANY, spec.leadingTokens() + rows * columns, spec.dimension());
    }
    compare("dense", spec.file(), pixels(spec.input()), spec.output(), shape);
  }

  private void image(ImageSpec spec) {
    TensorShape shape = TensorShape.of(ANY, spec.dimension());
    compare("image", spec.file(), pixels(spec.input()), spec.output(), shape);
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
    compare("text", spec.file(), inputs, spec.output(), shape);
  }

  private static Map<String, Tensor> pixels(PixelInput input) {
    InputSize size = input.size();
    long height = size.isFixed() ? size.heightPx() : ANY;
    long width = size.isFixed() ? size.widthPx() : ANY;
    return Map.of(input.name(), new Tensor(FLOAT, TensorShape.of(ANY, CHANNELS, height, width)));
  }

  private void compare(
      String network, Path file, Map<String, Tensor> inputs, String output, TensorShape shape) {
    OnnxSignature found;
    try {
      found = OnnxSignature.read(file);
    } catch (IllegalArgumentException e) {
      problems.add(network + ": " + e.getMessage());
      return;
    }
    String where = "%s (%s)".formatted(network, file);
    if (!found.inputs().keySet().equals(inputs.keySet())) {
      add(where, "inputs", inputs.keySet(), found.inputs().keySet());
    }
    inputs.forEach((name, tensor) -> tensor(where, "input " + name, tensor, found.inputs(), name));
    if (!found.outputs().containsKey(output)) {
      add(where, "output", output, found.outputs().keySet());
    }
    tensor(where, "output " + output, new Tensor(FLOAT, shape), found.outputs(), output);
    found.externalBytes().forEach((name, bytes) -> external(where, file, name, bytes));
  }

  /** A tensor that is there; a missing one has been reported by its name. */
  private void tensor(
      String where, String what, Tensor expected, Map<String, Tensor> tensors, String name) {
    Optional.ofNullable(tensors.get(name))
        .filter(found -> !found.fits(expected))
        .ifPresent(found -> add(where, what, expected, found));
  }

  private void external(String where, Path network, String name, long bytes) {
    Path file = network.resolveSibling(name);
    String inPack = pack.folder().relativize(file).toString().replace('\\', '/');
    if (pack.files().stream().noneMatch(listed -> listed.name().equals(inPack))) {
      add(where, "weights", "one of the pack's files", name);
    } else if (size(file) < bytes) {
      add(where, "weights " + name, "at least " + bytes + " bytes", size(file));
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  private void add(String where, String what, Object expected, Object found) {
    problems.add("%s: %s: expected %s, got %s".formatted(where, what, expected, found));
  }
}
