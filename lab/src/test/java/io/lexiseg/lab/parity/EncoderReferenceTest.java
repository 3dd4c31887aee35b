package io.lexiseg.lab.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.onnx.OnnxType;
import io.lexiseg.vision.pack.random.TinyPack;
import io.lexiseg.vision.pack.shipped.EncoderPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncoderReferenceTest {
  // Both sides compute in 32 bits, in another order.
  private static final double LEAST_COSINE = 0.999_999;
  private static final double LARGEST_ERROR = 1e-4;
  // 11 bits of each weight are left.
  private static final double LEAST_COSINE_OF_HALVES = 0.999;

  @TempDir Path folder;

  @Test
  void shouldAgreeWithTheLibrariesThatPublishedTheNetworks() {
    // given
    EncoderReference reference = EncoderReference.load(Golden.reference());
    ModelPack pack = Golden.pack(folder, OnnxType.FLOAT32);
    pack.check();

    // when
    List<EncoderAgreement> agreements;
    try (Encoders encoders = DjlEncoders.open(pack, InferenceOptions.cpu(1))) {
      agreements = reference.compare(encoders);
    }

    // then
    assertThat(reference.madeBy()).contains("timm", "open_clip");
    assertThat(agreements)
        .extracting(EncoderAgreement::network)
        .containsExactly("dense", "image", "text");
    assertThat(agreements).extracting(EncoderAgreement::vectors).containsExactly(3L * 49, 3L, 6L);
    assertThat(agreements)
        .allSatisfy(
            agreement -> {
              assertThat(agreement.lowestCosine()).isBetween(LEAST_COSINE, 1 + 1e-9);
              assertThat(agreement.meanCosine()).isBetween(LEAST_COSINE, 1 + 1e-9);
              assertThat(agreement.largestRelativeError()).isLessThan(LARGEST_ERROR);
            });
  }

  @Test
  void shouldStayCloseInSixteenBits() {
    // given
    ModelPack pack = Golden.pack(folder, OnnxType.FLOAT16);

    // when
    List<EncoderAgreement> agreements;
    try (Encoders encoders = DjlEncoders.open(pack, InferenceOptions.cpu(1))) {
      agreements = EncoderReference.load(Golden.reference()).compare(encoders);
    }

    // then
    assertThat(agreements)
        .allSatisfy(
            agreement ->
                assertThat(agreement.lowestCosine()).isBetween(LEAST_COSINE_OF_HALVES, 1 + 1e-9));
  }

  /** Weights of both sides have 16 bits; statistics and codec are rounded in the pack alone. */
  @Test
  void shouldSeeDrawingsAsPyTorchDoes() {
    // given
    EncoderReference reference = EncoderReference.load(Golden.file("drawings"));
    ModelPack pack =
        EncoderPacks.open(PackStore.at(folder), EncoderPacks.DRAWINGS, ProgressListener.NONE);

    // when
    List<EncoderAgreement> agreements;
    try (Encoders encoders = DjlEncoders.open(pack, InferenceOptions.cpu(1))) {
      agreements = reference.compare(encoders);
    }

    // then
    assertThat(reference.madeBy()).contains("tools/sketch/encoders.py", "torch");
    assertThat(agreements).extracting(EncoderAgreement::vectors).containsExactly(2L * 256, 2L, 3L);
    assertThat(agreements)
        .allSatisfy(
            agreement -> assertThat(agreement.lowestCosine()).isBetween(0.999_99, 1 + 1e-9));
  }

  /** So much does one wrong detail change that the bar is worth something. */
  @ParameterizedTest
  @CsvSource({
    "'\"bilinear\"', '\"bicubic\"', dense",
    "'0.485', '0.495', dense",
    "'\"rgb\"', '\"bgr\"', image",
    "'\"bicubic\"', '\"bilinear\"', image"
  })
  void shouldNoticeWrongPreprocessing(String right, String wrong, String network)
      throws IOException {
    // given
    Path pack = Golden.pack(folder, OnnxType.FLOAT32).folder();
    Path description = pack.resolve(ModelPack.FILE_NAME);
    Files.writeString(description, Files.readString(description).replace(right, wrong));

    // when
    List<EncoderAgreement> agreements;
    try (Encoders encoders = DjlEncoders.open(ModelPack.load(pack), InferenceOptions.cpu(1))) {
      agreements = EncoderReference.load(Golden.reference()).compare(encoders);
    }

    // then
    assertThat(agreements)
        .filteredOn(agreement -> agreement.network().equals(network))
        .singleElement()
        .extracting(EncoderAgreement::lowestCosine)
        .satisfies(cosine -> assertThat(cosine).isLessThan(LEAST_COSINE));
  }

  @Test
  void shouldRefuseEncodersOfAnotherSize() {
    // given
    EncoderReference reference = EncoderReference.load(Golden.reference());
    ModelPack tiny = TinyPack.write(folder, 1);

    // then
    try (Encoders encoders = DjlEncoders.open(tiny, InferenceOptions.cpu(1))) {
      assertThatThrownBy(() -> reference.compare(encoders))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("dense: expected 1176 values as in the reference");
    }
  }

  @Test
  void shouldSayHowFarVectorsAre() {
    // given two vectors, one turned by 90 degrees, one twice as long
    float[] expected = {3, 4, 0, 1};
    float[] found = {-4, 3, 0, 2};

    // when
    EncoderAgreement agreement = EncoderAgreement.of("image", 2, found, expected);

    // then
    assertThat(agreement).isEqualTo(new EncoderAgreement("image", 2, 0, 0.5, Math.sqrt(2)));
  }

  @Test
  void shouldFindAllProblemsOfAReference() throws IOException {
    // given
    Files.writeString(
        folder.resolve(EncoderReference.FILE_NAME),
        """
        {
          "formatVersion": 1, "madeBy": "a test", "pictures": ["a.png"], "prompts": ["a cat"],
          "dense": { "file": "dense.f32", "shape": [1, 2, 3] },
          "image": { "file": "image.f32", "shape": [2, 3] },
          "text": { "file": "text.f32", "shape": [1, 3] },
          "extra": 1
        }
        """);
    Files.write(folder.resolve("dense.f32"), new byte[20]);
    Files.write(folder.resolve("image.f32"), new byte[24]);

    // then
    assertThatThrownBy(() -> EncoderReference.load(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pictures: expected a file, found none: a.png")
        .hasMessageContaining("dense.file: expected 24 bytes, got 20")
        .hasMessageContaining("image.shape: expected 2 axes, the first 1, got [2, 3]")
        .hasMessageContaining("text.file: expected a file, found none: text.f32")
        .hasMessageContaining("extra: unknown key");
  }
}
