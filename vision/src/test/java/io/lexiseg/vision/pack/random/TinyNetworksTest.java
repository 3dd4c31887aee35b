package io.lexiseg.vision.pack.random;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexiseg.vision.encoder.djl.OnnxRuntimeEngine;
import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.pack.ModelPack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The generated networks against PyTorch: {@code Dinov2Model}, {@code
 * CLIPVisionModelWithProjection} and {@code CLIPTextModelWithProjection} of transformers 5.18,
 * given the weights of {@code TinyPack.write(folder, 7)} and the inputs made below (procedure:
 * {@code src/test/python/tiny_outputs.py}). There all tokens agreed to a cosine of 0.99999999.
 */
class TinyNetworksTest {
  private static final double LEAST_COSINE = 0.9999;
  private static final int TOKENS = 77;

  @TempDir static Path folder;
  private static ModelPack pack;
  private static JsonNode goldens;

  @BeforeAll
  static void givenPackAndGoldens() throws IOException {
    pack = TinyPack.write(folder, 7);
    try (InputStream in =
        Objects.requireNonNull(TinyNetworksTest.class.getResourceAsStream("tiny-outputs.json"))) {
      goldens = JsonMapper.builder().build().readTree(in);
    }
  }

  @Test
  void shouldBeDinov2() {
    // when
    float[] tokens =
        run(
            pack.dense().file(),
            "last_hidden_state",
            slot -> writePixels(slot, 2, pack.dense().input().size().heightPx()));

    // then
    JsonNode expected = goldens.get("dense"); // tokens 0, 1 and 64 of the second picture
    assertThat(tokens).hasSize(2 * 65 * 64);
    assertSame(row(tokens, 65, 64), expected.get(0));
    assertSame(row(tokens, 66, 64), expected.get(1));
    assertSame(row(tokens, 129, 64), expected.get(2));
  }

  @Test
  void shouldBeClipsImageTower() {
    // when
    float[] vectors =
        run(
            pack.image().file(),
            "image_embeds",
            slot -> writePixels(slot, 2, pack.image().input().size().heightPx()));

    // then
    assertSame(row(vectors, 0, 32), goldens.get("image").get(0));
    assertSame(row(vectors, 1, 32), goldens.get("image").get(1));
  }

  @Test
  void shouldBeClipsTextTower() {
    // given
    int[] longest = new int[TOKENS];
    Arrays.fill(longest, 2368);
    longest[0] = 49406;
    longest[TOKENS - 1] = 49407;

    // when
    float[] vectors =
        run(
            pack.text().file(),
            "text_embeds",
            slot -> {
              ByteBuffer ids =
                  slot.input("input_ids", ElementType.INT32, TensorShape.of(3, TOKENS));
              put(ids, 49406, 320, 1125, 539, 320, 2368, 269, 49407);
              put(ids, 49406, 49407);
              put(ids, longest);
            });

    // then
    for (int i = 0; i < 3; i++) {
      assertSame(row(vectors, i, 32), goldens.get("text").get(i));
    }
  }

  private static float[] run(Path file, String output, Consumer<Slot> writer) {
    try (LoadedModel model = new OnnxRuntimeEngine(1).load(file);
        Slot slot = model.openSlot()) {
      writer.accept(slot);
      slot.run();
      OutputTensor result = slot.output(output);
      float[] values = new float[result.values().remaining()];
      result.values().get(values);
      return values;
    }
  }

  private static void writePixels(Slot slot, int count, int side) {
    TensorShape shape = TensorShape.of(count, 3, side, side);
    ByteBuffer buffer = slot.input("pixel_values", ElementType.FLOAT32, shape);
    for (long i = 0; i < shape.elements(); i++) {
      buffer.putFloat((i * 7919 % 1000) / 500f - 1);
    }
  }

  private static void put(ByteBuffer buffer, int... ids) {
    for (int i = 0; i < TOKENS; i++) {
      buffer.putInt(i < ids.length ? ids[i] : 0);
    }
  }

  private static float[] row(float[] values, int row, int width) {
    return Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }

  private static void assertSame(float[] found, JsonNode expected) {
    double dot = 0;
    double foundSquares = 0;
    double expectedSquares = 0;
    assertThat(found).hasSize(expected.size());
    for (int i = 0; i < found.length; i++) {
      double value = expected.get(i).asDouble();
      dot += found[i] * value;
      foundSquares += found[i] * (double) found[i];
      expectedSquares += value * value;
    }
    assertThat(dot / Math.sqrt(foundSquares * expectedSquares)).isGreaterThan(LEAST_COSINE);
    // Same length too: a wrong scale would not show in the cosine.
    assertThat(Math.sqrt(foundSquares / expectedSquares)).isBetween(0.9999, 1.0001);
  }
}
