package io.lexiseg.vision.pack.optimise;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.lexiseg.vision.encoder.djl.OnnxRuntimeEngine;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.pixel.ChannelOrder;
import io.lexiseg.vision.encoder.pixel.InputSize;
import io.lexiseg.vision.encoder.pixel.PixelInput;
import io.lexiseg.vision.encoder.pixel.PixelPreprocessor;
import io.lexiseg.vision.encoder.pixel.PixelTensor;
import io.lexiseg.vision.encoder.pixel.Resampling;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.pack.onnx.OnnxSignature;
import io.lexiseg.vision.pack.transformer.DinoNetwork;
import io.lexiseg.vision.pack.transformer.Picture;
import io.lexiseg.vision.pack.transformer.TransformerSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewrittenNetworksTest {
  /** Eight bits leave about a hundredth of a result's length in each layer. */
  private static final double NEAR = 0.03;

  private static final PixelPreprocessor NORMAL =
      new PixelPreprocessor(
          new PixelInput(
              "any",
              InputSize.AS_IS,
              Resampling.NONE,
              ChannelOrder.RGB,
              255,
              List.of(0.5, 0.5, 0.5),
              List.of(0.25, 0.25, 0.25)));

  @TempDir Path folder;
  private final OnnxRuntimeEngine engine = new OnnxRuntimeEngine(1);

  @Test
  void shouldKeepCellsOfOddSizesWhateverStagesCompute8Bits() throws IOException {
    // given
    Path original = ResidualSketch.write(folder.resolve("original.onnx"));
    EditableNetwork network = EditableNetwork.read(original);
    List<PixelTensor> seen = List.of(noise(40, 56, 1), noise(33, 47, 2));
    Convolutions convolutions = new Convolutions(network);
    Activations activations =
        Activations.of(
            network, convolutions.inputs(), engine, folder.resolve("watched.onnx"), "image", seen);
    Path form = folder.resolve("form.onnx");

    for (int stage = 0; stage < convolutions.stages().size(); stage++) {
      // when
      int layers =
          IntegerConvolutions.write(network, activations, convolutions.stages().get(stage), form);

      // then
      assertThat(layers).isEqualTo(stage == 0 ? 14 : 7);
      assertThat(OnnxSignature.read(form)).isEqualTo(OnnxSignature.read(original));
      assertThat(distance(original, form, "image", "cells", noise(35, 29, 3)))
          .isBetween(1e-5, NEAR);
    }
    assertThat(convolutions.stages()).hasSize(2);
    assertThat(folder.resolve("watched.onnx")).doesNotExist();
  }

  @Test
  void shouldKeepTokensOfATransformerWithFusedAttention() throws IOException {
    // given
    Path original = folder.resolve("dino.onnx");
    DinoNetwork.write(original, new TransformerSize(2, 64, 4), new Picture(56, 14), 5);
    EditableNetwork network = EditableNetwork.read(original);
    Path form = folder.resolve("form.onnx");

    // when
    int all = IntegerLinears.write(network, true, form);

    // then
    assertThat(all).isEqualTo(12);
    assertThat(operators(form)).filteredOn("MultiHeadAttention"::equals).hasSize(2);
    assertThat(operators(form)).doesNotContain("Softmax");
    assertThat(OnnxSignature.read(form)).isEqualTo(OnnxSignature.read(original));
    assertThat(distance(original, form, "pixel_values", "last_hidden_state", noise(56, 56, 3)))
        .isBetween(1e-5, NEAR);
  }

  @Test
  void shouldLeaveNarrowingLayersAsTheyAreWhenAsked() throws IOException {
    // given
    Path original = folder.resolve("dino.onnx");
    DinoNetwork.write(original, new TransformerSize(2, 64, 4), new Picture(56, 14), 5);
    EditableNetwork network = EditableNetwork.read(original);

    // when
    int some = IntegerLinears.write(network, false, folder.resolve("form.onnx"));

    // then
    assertThat(some).isEqualTo(10);
  }

  private static List<String> operators(Path file) throws IOException {
    return EditableNetwork.read(file).nodes().stream().map(NodeProto::getOpType).toList();
  }

  /** Length of the difference over the length of the expected. */
  private double distance(
      Path original, Path form, String input, String output, PixelTensor picture) {
    float[] expected = result(original, input, output, picture);
    float[] found = result(form, input, output, picture);
    assertThat(found).hasSameSizeAs(expected);
    double squares =
        IntStream.range(0, found.length).mapToDouble(i -> square(found[i] - expected[i])).sum();
    double all = IntStream.range(0, found.length).mapToDouble(i -> square(expected[i])).sum();
    return Math.sqrt(squares / all);
  }

  private static double square(double value) {
    return value * value;
  }

  private float[] result(Path file, String input, String output, PixelTensor picture) {
    try (LoadedModel model = engine.load(file);
        Slot slot = model.openSlot()) {
      PictureRun.run(slot, input, picture);
      return PictureRun.values(slot, output);
    }
  }

  private static PixelTensor noise(int height, int width, long seed) {
    byte[] samples = new byte[3 * height * width];
    new Random(seed).nextBytes(samples);
    return NORMAL.prepare(RgbImage.of(height, width, samples));
  }
}
