package io.lexiseg.vision.encoder.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.tensorrt.jni.FakeTensorRt;
import io.lexiseg.vision.agreement.MaskGate;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.batch.BatchListener;
import io.lexiseg.vision.encoder.batch.BatchOptions;
import io.lexiseg.vision.encoder.engine.Computing;
import io.lexiseg.vision.encoder.engine.Device;
import io.lexiseg.vision.encoder.engine.EngineKind;
import io.lexiseg.vision.encoder.engine.Precision;
import io.lexiseg.vision.encoder.network.Engines;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.encoder.tensorrt.FakeMachine;
import io.lexiseg.vision.encoder.tensorrt.TensorRtEngine;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.random.TinyPack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pack through the fake TensorRT, which computes with the pack's own networks. */
class TensorRtEncodersTest {
  private static final int TEXT_TOKENS = 77;

  @TempDir static Path packs;
  private static ModelPack pack;

  @TempDir private Path root;

  @BeforeAll
  static void givenPack() {
    pack = TinyPack.write(packs.resolve("tiny"), 7);
  }

  @BeforeEach
  void givenFake() {
    FakeTensorRt.reset();
  }

  @AfterEach
  void thenNothingIsLeft() {
    FakeTensorRt.reset();
    assertThat(FakeTensorRt.sessions()).isZero();
    assertThat(FakeTensorRt.models()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void shouldGiveTheMasksOfTheProcessor(Precision precision) {
    try (Encoders cpu = DjlEncoders.open(pack, InferenceOptions.cpu(1));
        Encoders gpu = open(engines(precision, true))) {
      double share = MaskGate.check(cpu, gpu, pack.defaultPreset().settings(), "the fake");
      assertThat(share).isGreaterThanOrEqualTo(MaskGate.LEAST_EQUAL);
      float[] expected = cpu.text().embed(List.of("a photo of a cat")).get(0);
      float[] found = gpu.text().embed(List.of("a photo of a cat")).get(0);
      assertThat(found).containsExactly(expected, within(2e-3f)); // 11 bits of numbers below 2
      assertThat(FakeTensorRt.batches()).isNotEmpty();
    }
  }

  @Test
  void shouldRunWaitingPicturesOnLargerPlans() {
    try (Encoders cpu = DjlEncoders.open(pack, InferenceOptions.cpu(1));
        Encoders gpu = open(engines(Precision.FP32, true))) {
      List<RgbImage> images = IntStream.range(0, 11).mapToObj(i -> image(i, 40, 50)).toList();
      List<float[]> expected = cpu.image().embedAll(images);
      FakeTensorRt.reset();
      List<float[]> found = gpu.image().embedAll(images);
      for (int i = 0; i < images.size(); i++) {
        assertThat(found.get(i)).containsExactly(expected.get(i), within(1e-5f));
      }
      // Eleven were queued at once, and the largest plan takes four.
      assertThat(FakeTensorRt.batches()).contains(4L).allMatch(batch -> batch <= 4);
    }
  }

  @Test
  void shouldEmbedTextsOnTheProcessorWhereThereIsNoPlanForThem() {
    Engines engines = engines(Precision.FP32, false);
    assertThat(engines.texts()).isNotSameAs(engines.pictures());
    try (Encoders cpu = DjlEncoders.open(pack, InferenceOptions.cpu(1));
        Encoders gpu = open(engines)) {
      FakeTensorRt.reset();
      assertThat(gpu.text().embed(List.of("a bus")).get(0))
          .containsExactly(cpu.text().embed(List.of("a bus")).get(0), within(1e-5f));
      assertThat(FakeTensorRt.batches()).isEmpty();
    }
  }

  @Test
  void shouldRefuseAGpuThatComputesSomethingElse() {
    Engines engines = engines(Precision.FP32, true);
    FakeTensorRt.spoil(0.5f);
    assertThatThrownBy(() -> open(engines))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("TensorRT 8.6.1 on NVIDIA H200")
        .hasMessageContaining("expected the results of OnnxRuntime on cpu (cosine >= 0.999)")
        .hasMessageContaining("dense (")
        .hasMessageContaining("image (");
  }

  /** So little that every cosine passes, but enough to move the borders of regions. */
  @Test
  void shouldRefuseAGpuWhoseMasksDiffer() {
    Engines engines = engines(Precision.FP32, false);
    FakeTensorRt.spoil(0.04f);
    assertThatThrownBy(() -> open(engines))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected the processor's masks (equal pixels >= 99.5 %)");
  }

  private Engines engines(Precision precision, boolean texts) {
    FakeMachine machine = new FakeMachine(root, precision);
    for (int batch : new int[] {1, 4}) {
      machine.build(pack.dense().file(), pack.dense().output(), batch);
      machine.build(pack.image().file(), pack.image().output(), batch);
      if (texts) {
        machine.build(pack.text().file(), pack.text().output(), batch, TEXT_TOKENS);
      }
    }
    TensorRtEngine engine = machine.engine();
    return DjlEncoders.engines(pack, engine, 1);
  }

  private static Encoders open(Engines engines) {
    InferenceOptions options =
        new InferenceOptions(
            new Computing(EngineKind.TENSORRT, Device.CUDA, Precision.FP32),
            1,
            1,
            new BatchOptions(64, Duration.ZERO, 1024));
    return DjlEncoders.open(pack, engines, options, BatchListener.NONE);
  }

  private static RgbImage image(long seed, int height, int width) {
    byte[] pixels = new byte[height * width * 3];
    new Random(seed).nextBytes(pixels);
    return RgbImage.of(height, width, pixels);
  }
}
