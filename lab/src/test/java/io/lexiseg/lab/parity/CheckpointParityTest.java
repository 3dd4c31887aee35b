package io.lexiseg.lab.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.checkpoint.CheckpointFile;
import io.lexiseg.vision.pack.checkpoint.ClipTowers;
import io.lexiseg.vision.pack.checkpoint.EncoderMaker;
import io.lexiseg.vision.pack.checkpoint.EncoderRecipe;
import io.lexiseg.vision.pack.checkpoint.LocalBackbone;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.onnx.OnnxType;
import io.lexiseg.vision.pack.transformer.ClipActivation;
import io.lexiseg.vision.pack.transformer.TransformerSize;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The golden checkpoints and their reference come from {@code tools/export/parity.py golden}: as
 * timm and open_clip save small networks of random weights, with registers, layer scale and a table
 * of positions that has to be enlarged.
 */
class CheckpointParityTest {
  // Both sides compute in 32 bits, in another order.
  private static final double LEAST_COSINE = 0.999_999;
  private static final double LARGEST_ERROR = 1e-4;
  // 11 bits of each weight are left.
  private static final double LEAST_COSINE_OF_HALVES = 0.999;

  private static final EncoderRecipe RECIPE =
      new EncoderRecipe(
          "golden",
          new LocalBackbone(
              "golden",
              "golden-vit24",
              LocalBackbone.Family.DINO,
              new TransformerSize(2, 24, 2),
              8,
              4,
              56,
              4,
              true,
              ClipActivation.GELU,
              "Apache-2.0",
              List.of()),
          new ClipTowers(
              "golden",
              new TransformerSize(1, 16, 2),
              8,
              32,
              new TransformerSize(1, 3, 1),
              8,
              "Apache-2.0",
              List.of()));

  @TempDir Path folder;

  @Test
  void shouldAgreeWithTheLibrariesThatPublishedTheNetworks() throws IOException {
    // when
    List<EncoderAgreement> agreements = whenComparedAs(OnnxType.FLOAT32);

    // then
    assertThat(agreements).extracting(EncoderAgreement::vectors).containsExactly(3L * 49, 3L, 6L);
    assertThat(agreements)
        .allSatisfy(
            agreement -> {
              assertThat(agreement.lowestCosine()).isBetween(LEAST_COSINE, 1 + 1e-9);
              assertThat(agreement.largestRelativeError()).isLessThan(LARGEST_ERROR);
            });
  }

  @Test
  void shouldStayCloseInSixteenBits() throws IOException {
    // when
    List<EncoderAgreement> agreements = whenComparedAs(OnnxType.FLOAT16);

    // then
    assertThat(agreements)
        .allSatisfy(
            agreement ->
                assertThat(agreement.lowestCosine()).isBetween(LEAST_COSINE_OF_HALVES, 1 + 1e-9));
  }

  private List<EncoderAgreement> whenComparedAs(OnnxType storage) throws IOException {
    ModelPack pack =
        EncoderMaker.make(
            RECIPE,
            CheckpointFile.local(golden("checkpoint/dense.safetensors")),
            CheckpointFile.local(golden("checkpoint/clip.safetensors")),
            storage,
            folder,
            ProgressListener.NONE);
    pack.check();
    try (Encoders encoders = DjlEncoders.open(pack, InferenceOptions.cpu(1))) {
      return EncoderReference.load(golden("reference")).compare(encoders);
    }
  }

  private static Path golden(String name) {
    try {
      return Path.of(CheckpointParityTest.class.getResource("golden/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
