package io.lexiseg.vision.encoder.pixel;

import java.util.List;

/**
 * What a network takes for a picture: a float32 tensor {@code [n, 3, height, width]} in which
 * sample {@code v} (0..255) of plane {@code c} stands as {@code (v / divisor - mean[c]) / std[c]}.
 *
 * @param name tensor name in the network
 * @param size size of the picture
 * @param resampling how it gets that size; {@link Resampling#NONE} exactly when the size is not
 *     fixed
 * @param channels order of the planes
 * @param divisor 255 for networks that take 0..1, 1 for those that take 0..255
 * @param mean three numbers in the order of {@code channels}
 * @param std three positive numbers in the order of {@code channels}
 */
public record PixelInput(
    String name,
    InputSize size,
    Resampling resampling,
    ChannelOrder channels,
    double divisor,
    List<Double> mean,
    List<Double> std) {

  /** Checks the numbers and that size and resampling agree. */
  public PixelInput {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    require(mean.size() == 3 && std.size() == 3, "mean and std need 3 numbers each");
    require(mean.stream().allMatch(Double::isFinite), "mean must be finite");
    require(std.stream().allMatch(v -> v > 0 && Double.isFinite(v)), "std must be positive");
    require(divisor > 0 && Double.isFinite(divisor), "divisor must be positive");
    require(
        size.isFixed() == (resampling != Resampling.NONE),
        "a fixed size needs a resampling and 'as-is' needs none, got "
            + (size.isFixed() ? "a fixed size" : "as-is")
            + " with "
            + resampling);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException("pixel input: " + message);
    }
  }
}
