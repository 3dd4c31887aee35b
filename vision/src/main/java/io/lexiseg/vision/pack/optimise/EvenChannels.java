package io.lexiseg.vision.pack.optimise;

import java.util.List;

/**
 * How a tensor without negative values becomes one of 8 bits: {@code value[c] / (unit[c] * step)},
 * rounded, at most 255. Units even channels out, so that a channel of small values that meets large
 * weights is not lost beside one of large values; the weights of those who take the tensor are
 * multiplied by them. The largest value that was seen is 255: cut off, it would be missed in all
 * that follows, while errors of rounding average out.
 *
 * <p>Source of the units: Xiao et al., SmoothQuant, ICML 2023, Eq. 4, migration strength 0.5.
 * Deviation: channels that hardly ever answer have the unit of one that does.
 */
final class EvenChannels {
  private static final int LEVELS = 255;
  private static final double LEAST_SHARE = 0.02;

  private final float[] units;
  private final float step;
  private final double[] means;

  private EvenChannels(float[] units, float step, double[] means) {
    this.units = units;
    this.step = step;
    this.means = means;
  }

  /**
   * Chooses units and step.
   *
   * @param kernels weights that it meets {@code [outputs, channels, cells of the kernel]}
   * @param outputs of each kernel
   */
  static EvenChannels of(
      Activations activations, String tensor, List<float[]> kernels, List<Integer> outputs) {
    float[] most = activations.most(tensor);
    float[] largest = new float[most.length];
    for (int k = 0; k < kernels.size(); k++) {
      weigh(kernels.get(k), outputs.get(k), largest);
    }
    float[] units = units(most, largest);
    double range = 0;
    for (int c = 0; c < most.length; c++) {
      range = Math.max(range, most[c] / units[c]);
    }
    float step = (float) (range > 0 ? range / LEVELS : 1);
    double[] means = activations.means(tensor);
    for (int c = 0; c < means.length; c++) {
      means[c] /= units[c];
    }
    return new EvenChannels(units, step, means);
  }

  /** One a channel, above zero, not a copy. */
  float[] units() {
    return units;
  }

  float step() {
    return step;
  }

  /** Mean of each channel in its unit, not a copy. */
  double[] means() {
    return means;
  }

  /** What the weights become {@code [outputs, channels, cells of the kernel]}; a copy. */
  float[] taken(float[] kernel, int outputs) {
    float[] taken = kernel.clone();
    int run = kernel.length / outputs / units.length;
    for (int i = 0; i < taken.length; i++) {
      taken[i] *= units[i / run % units.length];
    }
    return taken;
  }

  private static void weigh(float[] kernel, int outputs, float[] largest) {
    int run = kernel.length / outputs / largest.length;
    for (int i = 0; i < kernel.length; i++) {
      int c = i / run % largest.length;
      largest[c] = Math.max(largest[c], Math.abs(kernel[i]));
    }
  }

  private static float[] units(float[] most, float[] largest) {
    double leastMost = LEAST_SHARE * max(most);
    double leastLargest = LEAST_SHARE * max(largest);
    float[] units = new float[most.length];
    for (int c = 0; c < units.length; c++) {
      double ratio = Math.max(most[c], leastMost) / Math.max(largest[c], leastLargest);
      units[c] = ratio > 0 && Double.isFinite(ratio) ? (float) Math.sqrt(ratio) : 1;
    }
    return units;
  }

  private static double max(float[] values) {
    double max = 0;
    for (float value : values) {
      max = Math.max(max, value);
    }
    return max;
  }
}
