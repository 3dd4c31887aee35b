package io.lexiseg.vision.pack.generator;

import java.nio.file.Path;
import java.util.List;

/**
 * A network that tells the noise in a latent picture, and how much each cell attends to chosen
 * tokens. A call has the rows unconditional, conditional, or with guidance 1 the latter alone.
 *
 * @param file the ONNX file
 * @param sample input: the latent picture, float32 {@code [rows, channels, height, width]}
 * @param timestep input: float32 {@code [rows]}
 * @param condition input: the encoded prompts, float32 {@code [rows, tokens, width]}
 * @param selection input: one row a chosen token with a 1 at its place in the prompt, unused rows
 *     0, float32 {@code [words, tokens]}
 * @param noise output: float32, as {@code sample}
 * @param maps outputs, at least one: attention of the conditional row, float32 {@code [keys, words,
 *     gridHeight, gridWidth]}, one key a layer and head
 * @param channels of the latent picture, at least 1
 * @param height rows of the latent picture, at least 1
 * @param width columns of the latent picture, at least 1
 * @param words tokens that one call can choose, at least 1
 */
public record DenoiserSpec(
    Path file,
    String sample,
    String timestep,
    String condition,
    String selection,
    String noise,
    List<String> maps,
    int channels,
    int height,
    int width,
    int words) {
  /** Copies the names. */
  public DenoiserSpec {
    maps = List.copyOf(maps);
    if (maps.isEmpty() || maps.stream().distinct().count() != maps.size()) {
      throw new IllegalArgumentException(
          "denoiser: expected maps, at least one and none twice, got " + maps);
    }
  }

  /** Numbers of a latent picture, {@code channels * height * width}. */
  public int latentSize() {
    return Math.multiplyExact(channels, Math.multiplyExact(height, width));
  }
}
