package io.lexiseg.vision.refinement;

import java.util.List;

/**
 * Constants of {@link PixelAffinity}.
 *
 * @param iterations how often scores are passed on, 1..100
 * @param dilations distances in pixels of the neighbours, each 1..64, eight neighbours at each; at
 *     least one
 */
public record PamrParameters(int iterations, List<Integer> dilations) implements Refinement {
  /** The constants of the authors' program. */
  public static final PamrParameters RELEASED = new PamrParameters(10, List.of(1, 2, 4, 8, 12, 24));

  private static final int LARGEST = 64;

  public PamrParameters {
    dilations = List.copyOf(dilations);
    if (iterations < 1
        || iterations > 100
        || dilations.isEmpty()
        || dilations.stream().anyMatch(dilation -> dilation < 1 || dilation > LARGEST)) {
      throw new IllegalArgumentException(
          "pamr: expected iterations 1..100 and dilations 1..%d, at least one, got %d and %s"
              .formatted(LARGEST, iterations, dilations));
    }
  }
}
